//! What a caller can say about a document and about rules.

use crate::{Group, Headers, Level, rules};
use std::{collections::BTreeMap, fmt, str::FromStr};

/// What is known about a document, and how serious its faults are taken.
///
/// What is left unknown is never held against the document: a fault that only one API version rejects becomes a
/// warning, and a missing beta value is no fault.
///
/// ```
/// use rolecall_validate::{ApiVersion, DocumentKind, Options};
///
/// let options = Options::new().kind(DocumentKind::Request).api_version(ApiVersion::V2026_10_21);
/// # let _ = options;
/// ```
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// What the document is; `None` finds out by its shape.
    pub kind: Option<DocumentKind>,
    /// The `anthropic-version` it is sent with.
    pub api_version: Option<ApiVersion>,
    /// The `anthropic-beta` values it is sent with; `None` is unknown, an empty list is none.
    pub betas: Option<Vec<String>>,
    /// The headers it is sent with, where they are known; `api_version` and `betas` hold besides.
    pub headers: Option<Headers>,
    /// The size in bytes of the body that it is a part of, where it is one; else the size of the text counts.
    pub body_size: Option<usize>,
    /// Where it is sent; `None` is Anthropic's own API.
    pub platform: Option<Platform>,
    /// The model to assume where the document names none, or a placeholder for one.
    pub default_model: Option<String>,
    /// The day to judge it on, where facts have dates; `None` is the day of the model table.
    pub as_of: Option<Date>,
    /// Levels that differ from the defaults.
    pub levels: Levels,
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DocumentKind {
    /// Body of `POST /v1/messages`.
    Request,
    /// Body of `POST /v1/messages/count_tokens`.
    CountTokens,
    /// Body of `POST /v1/messages/batches`, or one item of it (`{"custom_id", "params"}`), as batch files hold them
    /// line by line.
    Batch,
    /// Body of the legacy `POST /v1/complete`.
    Completion,
    /// A message that the API answered.
    Response,
    /// The events of a streamed answer: an array of events, or one event.
    Stream,
    /// One line of batch results.
    BatchResult,
    /// An error that the API answered.
    Error,
}

/// A version of the API, as the `anthropic-version` header names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ApiVersion {
    /// `2023-06-01`
    V2023_06_01,
    /// `2026-10-21`
    V2026_10_21,
}

/// Who serves the API.
///
/// Claude Platform on AWS and on Google Cloud serve Anthropic's own API, and count as [`Platform::Anthropic`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Platform {
    /// Anthropic itself.
    Anthropic,
    /// Amazon Bedrock.
    Bedrock,
    /// Vertex AI of Google Cloud.
    Vertex,
    /// Microsoft Foundry.
    Foundry,
}

/// A day of the calendar, `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// Levels of rules and groups where they differ from the defaults.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    /// `None` is off. Names of rules win over names of groups.
    by_name: BTreeMap<&'static str, Option<Level>>,
}

/// A rule or group of this name does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRule {
    name: String,
    similar: Option<&'static str>,
}

/// A text is not one of the names of a kind, version, level or date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    message: String,
}

impl Options {
    /// Nothing known, default levels.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says what the document is.
    #[must_use]
    pub fn kind(mut self, kind: DocumentKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Says which API version it is sent with.
    #[must_use]
    pub fn api_version(mut self, version: ApiVersion) -> Self {
        self.api_version = Some(version);
        self
    }

    /// Says which beta values it is sent with, all of them.
    #[must_use]
    pub fn betas<I: IntoIterator<Item: Into<String>>>(mut self, betas: I) -> Self {
        self.betas = Some(betas.into_iter().map(Into::into).collect());
        self
    }

    /// Says which headers it is sent with, all of them: the beta values, and the API version where it is a known one.
    #[must_use]
    pub fn headers(mut self, headers: Headers) -> Self {
        let version = headers.version.as_deref();
        self.api_version = version
            .and_then(|version| version.parse().ok())
            .or(self.api_version);
        self.betas = Some(headers.betas.clone());
        self.headers = Some(headers);
        self
    }

    /// Says how large the body is that it is a part of.
    #[must_use]
    pub fn body_size(mut self, bytes: usize) -> Self {
        self.body_size = Some(bytes);
        self
    }

    /// Says where it is sent.
    #[must_use]
    pub fn platform(mut self, platform: Platform) -> Self {
        self.platform = Some(platform);
        self
    }

    /// Says which model to assume where it names none.
    #[must_use]
    pub fn default_model(mut self, model: impl Into<String>) -> Self {
        self.default_model = Some(model.into());
        self
    }

    /// Whether it is known to be sent to one of these platforms.
    pub(crate) fn is_sent_to(&self, platforms: &[&str]) -> bool {
        self.platform
            .is_some_and(|platform| platforms.contains(&platform.as_str()))
    }

    /// Whether Anthropic's own dates, headers and ids hold for it.
    pub(crate) fn is_first_party(&self) -> bool {
        self.platform
            .is_none_or(|platform| platform == Platform::Anthropic)
    }

    /// Says on which day to judge it.
    #[must_use]
    pub fn as_of(mut self, date: Date) -> Self {
        self.as_of = Some(date);
        self
    }

    /// Sets levels that differ from the defaults.
    #[must_use]
    pub fn levels(mut self, levels: Levels) -> Self {
        self.levels = levels;
        self
    }
}

impl Levels {
    /// Sets the level of a rule or of a whole group; `None` turns it off.
    ///
    /// # Errors
    ///
    /// When no rule and no group has that name.
    pub fn set(&mut self, name: &str, level: Option<Level>) -> Result<(), UnknownRule> {
        let known = rules::names()
            .chain(Group::ALL.map(Group::as_str))
            .find(|known| *known == name);
        match known {
            Some(known) => {
                self.by_name.insert(known, level);
                Ok(())
            }
            None => Err(UnknownRule {
                name: name.to_owned(),
                similar: rules::similar(name),
            }),
        }
    }

    /// Whether the rule or its group was given a level.
    pub(crate) fn is_set(&self, rule: &str, group: Group) -> bool {
        self.by_name.contains_key(rule) || self.by_name.contains_key(group.as_str())
    }

    /// The level of a rule, given the level that it has by default.
    pub(crate) fn of(&self, rule: &str, group: Group, default: Option<Level>) -> Option<Level> {
        self.by_name
            .get(rule)
            .or_else(|| self.by_name.get(group.as_str()))
            .copied()
            .unwrap_or(default)
    }
}

impl DocumentKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Request,
        Self::CountTokens,
        Self::Batch,
        Self::Completion,
        Self::Response,
        Self::Stream,
        Self::BatchResult,
        Self::Error,
    ];

    /// The name that options and reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::CountTokens => "count-tokens",
            Self::Batch => "batch",
            Self::Completion => "completion",
            Self::Response => "response",
            Self::Stream => "stream",
            Self::BatchResult => "batch-result",
            Self::Error => "error",
        }
    }
}

impl ApiVersion {
    /// All versions, oldest first.
    pub const ALL: [Self; 2] = [Self::V2023_06_01, Self::V2026_10_21];

    /// The value of the `anthropic-version` header.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V2023_06_01 => "2023-06-01",
            Self::V2026_10_21 => "2026-10-21",
        }
    }
}

impl Platform {
    /// All platforms, Anthropic's own first.
    pub const ALL: [Self; 4] = [Self::Anthropic, Self::Bedrock, Self::Vertex, Self::Foundry];

    /// The name that options and settings use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Anthropic => "anthropic",
            Self::Bedrock => "bedrock",
            Self::Vertex => "vertex",
            Self::Foundry => "foundry",
        }
    }
}

/// Finds the one of `all` that is called `text`.
fn named<T: Copy>(
    what: &str,
    text: &str,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<T, ParseError> {
    all.iter()
        .copied()
        .find(|one| name(*one) == text)
        .ok_or_else(|| {
            let names: Vec<_> = all.iter().map(|one| name(*one)).collect();
            ParseError {
                message: format!(
                    "`{text}` is not a known {what}; known are {}",
                    names.join(", ")
                ),
            }
        })
}

impl FromStr for DocumentKind {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        named("document kind", text, &Self::ALL, Self::as_str)
    }
}

impl FromStr for ApiVersion {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        named("API version", text, &Self::ALL, Self::as_str)
    }
}

impl FromStr for Platform {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        named("platform", text, &Self::ALL, Self::as_str)
    }
}

impl FromStr for Level {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        named(
            "level",
            text,
            &[Self::Info, Self::Warning, Self::Error],
            Self::as_str,
        )
    }
}

impl FromStr for Date {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        parse_date(text).ok_or_else(|| ParseError {
            message: format!("`{text}` is not a date like 2026-10-21"),
        })
    }
}

fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let mut part = |digits: usize| {
        parts
            .next()
            .filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let date = Date {
        year: part(4)?.parse().ok()?,
        month: part(2)?.parse().ok()?,
        day: part(2)?.parse().ok()?,
    };
    let is_leap = date.year.is_multiple_of(4)
        && (!date.year.is_multiple_of(100) || date.year.is_multiple_of(400));
    let days = match date.month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return None,
    };
    (parts.next().is_none() && (1..=days).contains(&date.day)).then_some(date)
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no rule or group is called `{}`", self.name)?;
        match self.similar {
            Some(similar) => write!(f, "; did you mean `{similar}`?"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for UnknownRule {}
impl std::error::Error for ParseError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days_of_the_calendar() {
        assert_eq!(
            "2024-02-29".parse(),
            Ok(Date {
                year: 2024,
                month: 2,
                day: 29
            })
        );
        for wrong in [
            "2023-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-01-00",
            "2026-1-1",
            "2026-01-01-",
            "",
            "20260101",
        ] {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn names_are_read_back() {
        for kind in DocumentKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        for version in ApiVersion::ALL {
            assert_eq!(version.as_str().parse(), Ok(version));
        }
        for platform in Platform::ALL {
            assert_eq!(platform.as_str().parse(), Ok(platform));
        }
    }
}
