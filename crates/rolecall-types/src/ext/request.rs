//! Building a request.

use crate::{
    AdaptiveThinking, AnyToolChoice, AutoToolChoice, CreateMessage, DisabledThinking,
    EnabledThinking, InputMessage, NamedToolChoice, NoToolChoice, ThinkingConfig, Tool, ToolChoice,
};

impl CreateMessage {
    /// Adds a tool to [`tools`](field@Self::tools).
    #[must_use]
    pub fn tool(mut self, tool: impl Into<Tool>) -> Self {
        self.tools.get_or_insert_default().push(tool.into());
        self
    }

    /// Adds a message to the end of [`messages`](field@Self::messages).
    #[must_use]
    pub fn message(mut self, message: impl Into<InputMessage>) -> Self {
        self.messages.push(message.into());
        self
    }
}

impl ThinkingConfig {
    /// Thinking with at most this many tokens.
    pub fn enabled(budget_tokens: i64) -> Self {
        Self::Enabled(EnabledThinking::new(budget_tokens))
    }

    /// Thinking as much as the model finds useful.
    pub fn adaptive() -> Self {
        Self::Adaptive(AdaptiveThinking::new())
    }

    /// No thinking.
    pub fn disabled() -> Self {
        Self::Disabled(DisabledThinking::new())
    }
}

impl ToolChoice {
    /// The model decides whether it uses a tool.
    pub fn auto() -> Self {
        Self::Auto(AutoToolChoice::new())
    }

    /// The model must use some tool.
    pub fn any() -> Self {
        Self::Any(AnyToolChoice::new())
    }

    /// The model must use the tool of this name.
    pub fn tool(name: impl Into<String>) -> Self {
        Self::Tool(NamedToolChoice::new(name))
    }

    /// The model must not use a tool.
    pub fn none() -> Self {
        Self::None(NoToolChoice::new())
    }
}
