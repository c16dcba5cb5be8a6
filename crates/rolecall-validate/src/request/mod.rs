//! A request as the rules see it: looked through once, in the terms in which rules are written.
//!
//! Rules that relate parts to each other must not repeat what the structural check has said. So a part in which it
//! found something is not *sound*, a turn with a part that cannot be told for what it is is not *whole*, and the
//! rules keep silent about both.

mod characters;
mod conversation;
mod image;
mod nested;
mod pairing;
mod prefill;
mod repairs;
mod system;
mod tool_changes;
mod tools;

pub(crate) use characters::{is_blank, is_empty, trailing_space};
pub(crate) use conversation::{Block, Message, Role, Turn};
pub(crate) use image::{Image, Inline};
pub(crate) use nested::Nested;
pub(crate) use pairing::{Call, CallState, Pairing, Reply, ReplyState, label};
pub(crate) use repairs::{joined, put_first, said_by, text_block};
pub(crate) use system::Place;
pub(crate) use tool_changes::ToolChange;
pub(crate) use tools::Tool;

use crate::{
    ApiVersion, Date, Headers, Level, Options, Span,
    generated::platforms,
    json::{Key, Value},
    media::is_placeholder,
    models::{self, Model},
    rules::Part,
    structure::Noted,
};
use conversation::Conversation;
use std::borrow::Cow;

/// Where a request is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endpoint {
    Messages,
    CountTokens,
    Batches,
}

/// A request, with what most rules ask for.
#[derive(Debug)]
pub(crate) struct Request<'t> {
    pub(crate) body: Value<'t>,
    pub(crate) endpoint: Endpoint,
    /// What the table knows about the model; nothing where the id is not in it, or the model is retired: what no model
    /// reads is not worth further findings.
    pub(crate) model: Option<&'static Model>,
    /// As `model`, retired ones included.
    pub(crate) named_model: Option<&'static Model>,
    pub(crate) messages: Vec<Message<'t>>,
    /// The blocks of all messages in order; a string content stands as one `text` block, as the API reads it.
    pub(crate) blocks: Vec<Block<'t>>,
    /// The blocks inside of those.
    pub(crate) nested: Vec<Nested<'t>>,
    /// The `image` blocks among all of them.
    pub(crate) images: Vec<Image<'t>>,
    /// Whether any block of a message is something else than `text`.
    has_blocks_but_text: bool,
    /// The messages after merging: what the rules of order are about.
    pub(crate) turns: Vec<Turn>,
    tools: Vec<Tool<'t>>,
    tool_changes: Vec<ToolChange<'t>>,
    /// Which `tool_result` answers which `tool_use`.
    pub(crate) pairing: Pairing<'t>,
    /// What the structural check has seen that carries annotations.
    pub(crate) noted: Vec<Noted<'t>>,
    /// The id of the model, or of the one to assume; empty where neither is known.
    model_id: &'t str,
    max_tokens: Option<i64>,
    api_version: Option<ApiVersion>,
    betas: Option<Cow<'t, [String]>>,
    options: &'t Options,
    faults: Faults,
}

impl<'t> Request<'t> {
    /// `faults` are the places of the structural findings, `noted` is what else the structural check has seen.
    pub(crate) fn new(
        body: Value<'t>,
        endpoint: Endpoint,
        faults: Vec<Span>,
        noted: Vec<Noted<'t>>,
        options: &'t Options,
    ) -> Self {
        let faults = Faults::new(faults);
        let Conversation {
            messages,
            blocks,
            turns,
        } = Conversation::read(body, &faults);
        let model_id = model_id(body, options);
        let named_model = models::find(model_id);
        let as_of = options.as_of.unwrap_or(models::AS_OF);
        let has_blocks_but_text = blocks.iter().any(|block| block.tag != "text");
        let mut request = Self {
            body,
            endpoint,
            model: named_model
                .filter(|model| !(options.is_first_party() && model.is_retired(as_of))),
            named_model,
            messages,
            nested: Vec::new(),
            images: Vec::new(),
            tools: tools::tools(body, &faults),
            tool_changes: Vec::new(),
            has_blocks_but_text,
            blocks,
            turns,
            pairing: Pairing::default(),
            noted,
            model_id,
            max_tokens: field(body, "max_tokens").and_then(Value::as_i64),
            api_version: options.api_version.or_else(|| body_version(body, options)),
            betas: match &options.betas {
                Some(betas) => Some(Cow::Borrowed(betas)),
                None => body_betas(body, options).map(Cow::Owned),
            },
            options,
            faults,
        };
        if has_blocks_but_text {
            request.nested = nested::nested(&request.blocks);
            request.images = image::images(&request.blocks, &request.nested, &request.faults);
            request.tool_changes = tool_changes::tool_changes(&request.blocks, &request.faults);
            request.pairing = pairing::pair(&request);
        }
        request
    }

    /// Whether it has this.
    pub(crate) fn has(&self, part: Part) -> bool {
        match part {
            Part::SystemMessages => self.has_system_messages(),
            Part::BlocksButText => self.has_blocks_but_text,
            Part::Annotations => !self.noted.is_empty(),
            Part::Platform => self.options.platform.is_some(),
        }
    }

    /// A member of the body that is there and not `null`.
    pub(crate) fn field(&self, name: &str) -> Option<Value<'t>> {
        field(self.body, name)
    }

    /// Whether no structural finding lies inside a value.
    pub(crate) fn is_sound(&self, value: Value<'_>) -> bool {
        self.faults.leave(value.span())
    }

    /// Whether the structural check found nothing in a member, its key included.
    pub(crate) fn is_sound_member(&self, key: Key<'_>, value: Value<'_>) -> bool {
        self.faults.leave(key.span()) && self.is_sound(value)
    }

    /// Whether the structural check found anything.
    pub(crate) fn has_faults(&self) -> bool {
        !self.faults.0.is_empty()
    }

    /// Whether the request has fields that nobody knows: each may be the one that a rule misses, misspelt.
    pub(crate) fn has_stray_fields(&self) -> bool {
        let mut keys = self.body.entries().map(|(key, _)| key);
        keys.any(|key| !self.faults.leave(key.span()))
    }

    /// How sure it is that the request is sent with this API version: not at all where another one is known.
    pub(crate) fn sent_with(&self, version: ApiVersion) -> Option<Level> {
        match self.api_version {
            None => Some(Level::Warning),
            Some(known) => (known == version).then_some(Level::Error),
        }
    }

    /// The API version it is sent with, where it is known.
    pub(crate) fn api_version(&self) -> Option<ApiVersion> {
        self.api_version
    }

    /// The id of the model as the request names it, or of the one to assume where it names none.
    pub(crate) fn model_id(&self) -> &'t str {
        self.model_id
    }

    /// The beta values it is sent with, where they are known.
    pub(crate) fn betas(&self) -> Option<&[String]> {
        self.betas.as_deref()
    }

    /// Whether it is known to be sent to one of these platforms.
    pub(crate) fn is_sent_to(&self, platforms: &[&str]) -> bool {
        self.options.is_sent_to(platforms)
    }

    /// Whether Anthropic's own dates and ids of models hold for it.
    pub(crate) fn is_first_party(&self) -> bool {
        self.options.is_first_party()
    }

    /// The headers it is sent with, where they are known.
    pub(crate) fn headers(&self) -> Option<&'t Headers> {
        self.options.headers.as_ref()
    }

    /// Whether a beta value is sent, or may be, since the values are not known.
    pub(crate) fn may_have_beta(&self, beta: &str) -> bool {
        self.betas()
            .is_none_or(|betas| betas.iter().any(|sent| sent == beta))
    }

    /// Whether a beta value is known to be sent.
    pub(crate) fn has_beta(&self, beta: &str) -> bool {
        self.betas.is_some() && self.may_have_beta(beta)
    }

    /// The day to judge the request on.
    pub(crate) fn as_of(&self) -> Date {
        self.options.as_of.unwrap_or(models::AS_OF)
    }

    /// The value of `max_tokens` where it is a whole number.
    pub(crate) fn max_tokens(&self) -> Option<i64> {
        self.max_tokens
    }

    /// The `type` of an object of the body, such as `thinking` or `tool_choice`.
    pub(crate) fn type_of(&self, name: &str) -> Option<&'t str> {
        plain_str(self.field(name)?, "type")
    }

    /// The format of a structured output, in its present place or its former one.
    pub(crate) fn output_format(&self) -> Option<Value<'t>> {
        self.field("output_config")
            .and_then(|config| field(config, "format"))
            .or_else(|| self.field("output_format"))
    }

    /// Whether `messages` goes on where an earlier request has ended.
    pub(crate) fn continues_thread(&self) -> bool {
        self.type_of("thread") == Some("continue")
    }

    /// The messages of a turn.
    pub(crate) fn messages_of(&self, turn: &Turn) -> &[Message<'t>] {
        &self.messages[turn.messages.clone()]
    }

    /// The blocks of a turn.
    pub(crate) fn blocks_of(&self, turn: &Turn) -> &[Block<'t>] {
        &self.blocks[turn.blocks.clone()]
    }

    /// Every block with the role of its message, as far as both are known.
    pub(crate) fn blocks_with_role(&self) -> impl Iterator<Item = (Role, Block<'t>)> + '_ {
        self.messages
            .iter()
            .filter_map(|message| message.role.map(|role| (role, message)))
            .flat_map(|(role, message)| {
                self.blocks[message.blocks.clone()]
                    .iter()
                    .map(move |block| (role, *block))
            })
    }
}

/// The model that the body names, or the one to assume where it names none or leaves that to a template.
fn model_id<'t>(body: Value<'t>, options: &'t Options) -> &'t str {
    let named = field(body, "model");
    let is_open = || match named {
        Some(model) => model.as_plain_str().is_some_and(is_placeholder),
        None => true,
    };
    match &options.default_model {
        Some(model) if is_open() => model,
        _ => named.and_then(Value::as_plain_str).unwrap_or_default(),
    }
}

/// The API version of platforms that read it from the body.
fn body_version(body: Value<'_>, options: &Options) -> Option<ApiVersion> {
    if !options.is_sent_to(platforms::VERSION_IN_BODY) {
        return None;
    }
    let version = plain_str(body, "anthropic_version")?;
    if platforms::FORMER_BODY_VERSIONS.contains(&version) {
        return ApiVersion::ALL.first().copied();
    }
    version.parse().ok()
}

/// The beta values of platforms that read them from the body.
fn body_betas(body: Value<'_>, options: &Options) -> Option<Vec<String>> {
    let betas =
        field(body, "anthropic_beta").filter(|_| options.is_sent_to(platforms::BETAS_IN_BODY))?;
    betas
        .items()
        .map(|beta| beta.as_str().map(Cow::into_owned))
        .collect()
}

/// A member of an object that is there and not `null`.
pub(crate) fn field<'t>(object: Value<'t>, name: &str) -> Option<Value<'t>> {
    object.get(name).filter(|value| !value.is_null())
}

/// A member of an object where it is a string without escapes.
pub(crate) fn plain_str<'t>(object: Value<'t>, name: &str) -> Option<&'t str> {
    object.get(name)?.as_plain_str()
}

/// Places of structural findings, in order.
#[derive(Debug)]
struct Faults(Vec<Span>);

impl Faults {
    fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        Self(spans)
    }

    /// Whether none of them lies inside a span.
    fn leave(&self, whole: Span) -> bool {
        let first = self.0.partition_point(|fault| fault.start < whole.start);
        // Places nest, so one that starts inside can only end outside where it is an empty or a larger one at the
        // very start.
        !self.0[first..]
            .iter()
            .take_while(|fault| fault.start < whole.end)
            .any(|fault| fault.end <= whole.end)
    }
}
