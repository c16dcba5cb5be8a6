//! Running the tools that a model asks for.

use crate::{Call, Client, Error, ErrorKind, MessageStream, Messages};
use rolecall_types::{
    ContentBlock, CreateMessage, CustomTool, InputMessage, Message, MessageContent, StopReason,
    Tool, ToolResultBlock, ToolResultContent, ToolUseBlock,
};
use serde_json::{Map, Value};
use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::sync::Arc;
use tokio::task::JoinSet;

type Running = Pin<Box<dyn Future<Output = Result<ToolResultContent, String>> + Send>>;
type Handler = Arc<dyn Fn(Map<String, Value>) -> Running + Send + Sync>;

/// Tools with the functions that do their work; see [`Messages::run_tools`].
///
/// A function that fails does not end the run: the model is told the error, and may try something else.
#[derive(Clone, Default)]
pub struct Tools {
    tools: Vec<(CustomTool, Handler)>,
    fault: Option<String>,
}

impl Tools {
    /// No tools yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A tool whose input is an `I`. The documentation of `I` describes it to the model, that of its fields the
    /// parameters.
    #[cfg(feature = "schemars")]
    #[must_use]
    pub fn add<I, F, R, O, E>(mut self, name: impl Into<String>, run: F) -> Self
    where
        I: serde::de::DeserializeOwned + schemars::JsonSchema,
        F: Fn(I) -> R + Send + Sync + 'static,
        R: Future<Output = Result<O, E>> + Send + 'static,
        O: Into<ToolResultContent>,
        E: fmt::Display,
    {
        let tool = match CustomTool::from_type::<I>(name) {
            Ok(tool) => tool,
            Err(error) => {
                self.fault.get_or_insert(error.to_string());
                return self;
            }
        };
        let run = move |input: Map<String, Value>| -> Running {
            match serde_json::from_value::<I>(Value::Object(input)) {
                Ok(input) => boxed(run(input)),
                Err(error) => Box::pin(std::future::ready(Err(format!(
                    "the input is not valid: {error}"
                )))),
            }
        };
        self.tools.push((tool, Arc::new(run)));
        self
    }

    /// A tool that was described by hand, and takes its input as JSON.
    #[must_use]
    pub fn add_untyped<F, R, O, E>(mut self, tool: CustomTool, run: F) -> Self
    where
        F: Fn(Map<String, Value>) -> R + Send + Sync + 'static,
        R: Future<Output = Result<O, E>> + Send + 'static,
        O: Into<ToolResultContent>,
        E: fmt::Display,
    {
        self.tools
            .push((tool, Arc::new(move |input| boxed(run(input)))));
        self
    }

    /// Starts the function for a call. One of an unknown tool fails.
    fn start(&self, call: &ToolUseBlock) -> Running {
        match self.tools.iter().find(|(tool, _)| tool.name == call.name) {
            Some((_, run)) => run(call.input.clone()),
            None => Box::pin(std::future::ready(Err(format!(
                "there is no tool `{}`",
                call.name
            )))),
        }
    }
}

fn boxed<O: Into<ToolResultContent>, E: fmt::Display>(
    running: impl Future<Output = Result<O, E>> + Send + 'static,
) -> Running {
    Box::pin(async {
        running
            .await
            .map(Into::into)
            .map_err(|error| error.to_string())
    })
}

impl Messages<'_> {
    /// Creates a message, runs the tools that it asks for, sends their results, and so on until the model is done.
    ///
    /// The tools are added to those of the request. The calls of one message run at the same time. A turn that the API
    /// paused is continued. Awaiting this gives a [`ToolRun`]; [`streamed`](ToolLoop::streamed) hands out each message
    /// while it is written.
    pub fn run_tools(&self, request: CreateMessage, tools: &Tools) -> ToolLoop {
        ToolLoop {
            client: self.0.clone(),
            request,
            tools: tools.clone(),
            max_turns: None,
            betas: Vec::new(),
            turns: 0,
        }
    }
}

/// A conversation with tools that runs when it is awaited; see [`Messages::run_tools`].
#[must_use = "nothing is sent until the loop is awaited"]
#[derive(Clone)]
pub struct ToolLoop {
    client: Client,
    request: CreateMessage,
    tools: Tools,
    max_turns: Option<u32>,
    betas: Vec<String>,
    /// How many messages the model has written.
    turns: u32,
}

/// How a conversation with tools ended.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ToolRun {
    /// The last message, which asks for no tool.
    pub message: Message,
    /// The whole conversation, that message included: send it with the next request to go on.
    pub history: Vec<InputMessage>,
}

impl ToolLoop {
    /// How many messages the model may write at most; by default there is no limit.
    pub fn max_turns(mut self, turns: u32) -> Self {
        self.max_turns = Some(turns);
        self
    }

    /// Beta features that every request asks for, beside those of the client.
    pub fn betas(mut self, betas: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.betas.extend(betas.into_iter().map(Into::into));
        self
    }

    /// Streams each message of the model, in place of waiting for it.
    pub fn streamed(self) -> ToolTurns {
        ToolTurns {
            conversation: self,
            state: State::Start,
        }
    }

    async fn run(mut self) -> Result<ToolRun, Error> {
        self.begin()?;
        loop {
            let message = self.next_message().await?;
            if let Some(run) = self.take_in(message).await? {
                return Ok(run);
            }
        }
    }

    /// Describes the tools in the request.
    fn begin(&mut self) -> Result<(), Error> {
        if let Some(fault) = self.tools.fault.take() {
            return Err(Error::config(fault));
        }
        let definitions = self
            .tools
            .tools
            .iter()
            .map(|(tool, _)| Tool::from(tool.clone()));
        self.request
            .tools
            .get_or_insert_default()
            .extend(definitions);
        Ok(())
    }

    async fn next_message(&self) -> Result<Message, Error> {
        let call = self.client.messages().create(&self.request);
        if call.needs_streaming() {
            return self.stream().await?.final_message().await;
        }
        call.betas(&self.betas).await
    }

    fn stream(&self) -> Call<MessageStream> {
        let call = self.client.messages().stream(&self.request);
        call.betas(&self.betas)
    }

    /// Runs what a message asks for, so that the next request can be sent; or gives the end, if it asks for nothing.
    async fn take_in(&mut self, message: Message) -> Result<Option<ToolRun>, Error> {
        self.turns += 1;
        self.request.messages.push(message.clone().into_input());
        let goes_on = match &message.stop_reason {
            Some(StopReason::PauseTurn) => true,
            Some(StopReason::ToolUse) => message.tool_uses().next().is_some(),
            _ => false,
        };
        if !goes_on {
            return Ok(Some(ToolRun {
                message,
                history: std::mem::take(&mut self.request.messages),
            }));
        }
        if self.max_turns.is_some_and(|max| self.turns >= max) {
            let text = format!("the model is not done after {} turns", self.turns);
            return Err(Error::unusable(ErrorKind::ToolLoop, text, message));
        }
        let results = self.results(&message).await;
        if !results.is_empty() {
            self.request
                .messages
                .push(InputMessage::user(MessageContent::Blocks(results)));
        }
        Ok(None)
    }

    /// The results of all calls, in the order of the calls.
    async fn results(&self, message: &Message) -> Vec<ContentBlock> {
        let mut running = JoinSet::new();
        for (index, call) in message.tool_uses().enumerate() {
            let work = self.tools.start(call);
            let id = call.id.clone();
            running.spawn(async move { (index, result_block(id, work.await)) });
        }
        let mut results = Vec::new();
        while let Some(result) = running.join_next().await {
            match result {
                Ok(result) => results.push(result),
                // Only a panic ends a task that nobody aborts. It is the caller's own.
                Err(error) => {
                    if let Ok(panic) = error.try_into_panic() {
                        std::panic::resume_unwind(panic);
                    }
                }
            }
        }
        results.sort_by_key(|(index, _)| *index);
        results
            .into_iter()
            .map(|(_, block)| ContentBlock::from(block))
            .collect()
    }
}

fn result_block(id: String, result: Result<ToolResultContent, String>) -> ToolResultBlock {
    match result {
        Ok(content) => ToolResultBlock::new(id).content(content),
        Err(error) => ToolResultBlock::error(id, error),
    }
}

impl IntoFuture for ToolLoop {
    type Output = Result<ToolRun, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

/// A conversation with tools of which each message is streamed; see [`ToolLoop::streamed`].
///
/// ```no_run
/// # use rolecall_client::{Client, Tools, types::CreateMessage};
/// # async fn f(client: Client, request: CreateMessage, tools: Tools) -> Result<(), rolecall_client::Error> {
/// let mut turns = client.messages().run_tools(request, &tools).streamed();
/// while let Some(turn) = turns.next_turn().await? {
///     while let Some(text) = turn.next_text().await? {
///         print!("{text}");
///     }
/// }
/// let history = turns.finish().await?.history;
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent until a turn is asked for"]
pub struct ToolTurns {
    conversation: ToolLoop,
    state: State,
}

enum State {
    Start,
    Turn(Box<MessageStream>),
    /// With what came of it, unless it failed.
    Over(Option<Box<ToolRun>>),
}

impl ToolTurns {
    /// The next message, while it is written; `None` after the one that asks for no tool.
    ///
    /// What is left of the message before is read first, and its tools are run. An error ends the conversation, and so
    /// does dropping the future of this call before it is done.
    ///
    /// # Errors
    ///
    /// Fails as [`MessageStream::final_message`] does for the message before, as [`Messages::stream`] does for the next,
    /// and when there are no turns left.
    pub async fn next_turn(&mut self) -> Result<Option<&mut MessageStream>, Error> {
        match std::mem::replace(&mut self.state, State::Over(None)) {
            State::Start => self.conversation.begin()?,
            State::Turn(stream) => {
                let message = stream.final_message().await?;
                if let Some(run) = self.conversation.take_in(message).await? {
                    self.state = State::Over(Some(Box::new(run)));
                    return Ok(None);
                }
            }
            State::Over(run) => {
                self.state = State::Over(run);
                return Ok(None);
            }
        }
        let stream = self.conversation.stream().await?;
        self.state = State::Turn(Box::new(stream));
        match &mut self.state {
            State::Turn(stream) => Ok(Some(stream)),
            State::Start | State::Over(_) => Ok(None),
        }
    }

    /// Goes on to the end, and returns how the conversation ended.
    ///
    /// # Errors
    ///
    /// As [`next_turn`](Self::next_turn), and when that has failed before.
    pub async fn finish(mut self) -> Result<ToolRun, Error> {
        while self.next_turn().await?.is_some() {}
        match self.state {
            State::Over(Some(run)) => Ok(*run),
            _ => Err(Error::of(
                ErrorKind::ToolLoop,
                "the conversation failed before",
            )),
        }
    }
}

impl fmt::Debug for ToolTurns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ToolTurns")
            .field("conversation", &self.conversation)
            .field("is_over", &matches!(self.state, State::Over(_)))
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Tools {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.tools.iter().map(|(tool, _)| &tool.name))
            .finish()
    }
}

impl fmt::Debug for ToolLoop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ToolLoop")
            .field("tools", &self.tools)
            .field("max_turns", &self.max_turns)
            .finish_non_exhaustive()
    }
}
