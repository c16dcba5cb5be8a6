//! The entries of `tools`, in the terms in which rules speak of them.

use super::{Faults, Request, field};
use crate::json::{NameTable, Value};

/// One entry of `tools` whose `type` is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tool<'t> {
    pub(crate) value: Value<'t>,
    /// Its `type`; `custom` where it has none.
    pub(crate) tag: &'t str,
    /// Its `name`, whatever it is.
    name: Option<Value<'t>>,
    /// Its `description`, whatever it is.
    description: Option<Value<'t>>,
    /// Its `input_schema`, whatever it is.
    input_schema: Option<Value<'t>>,
}

/// The entries of `tools` of a body whose type can be told.
pub(super) fn tools<'t>(body: Value<'t>, faults: &Faults) -> Vec<Tool<'t>> {
    let entries = body.items_of("tools");
    entries
        .filter_map(|value| {
            let mut tool = Tool {
                value,
                tag: "custom",
                name: None,
                description: None,
                input_schema: None,
            };
            let mut tag = None;
            for (key, value) in value.entries() {
                match MEMBERS.of_key(key) {
                    Some(Member::Type) => tag = Some(value),
                    Some(Member::Name) => tool.name = Some(value),
                    Some(Member::Description) => tool.description = Some(value),
                    Some(Member::InputSchema) => tool.input_schema = Some(value),
                    None => {}
                }
            }
            match tag.filter(|tag| !tag.is_null()) {
                None if value.is_object() => {}
                Some(tag) if faults.leave(tag.span()) => tool.tag = tag.as_plain_str()?,
                None | Some(_) => return None,
            }
            Some(tool)
        })
        .collect()
}

/// The members of a tool that most rules ask for.
#[derive(Debug, Clone, Copy)]
enum Member {
    Type,
    Name,
    Description,
    InputSchema,
}

static MEMBERS: NameTable<Member> = NameTable::new(&[
    ("type", Member::Type),
    ("name", Member::Name),
    ("description", Member::Description),
    ("input_schema", Member::InputSchema),
]);

impl<'t> Request<'t> {
    /// The tools in order, without those of which not even the type can be told.
    pub(crate) fn tools(&self) -> impl Iterator<Item = Tool<'t>> + '_ {
        self.tools.iter().copied()
    }

    /// Whether every tool that the model can be given stands in `tools` by its name: no MCP server brings its own, no
    /// message adds one, no earlier request of a thread has done so, and no entry is unreadable.
    pub(crate) fn names_all_tools(&self) -> bool {
        let is_readable = self.field("tools").is_none_or(|tools| {
            tools.is_array()
                && tools.items().count() == self.tools.len()
                && self.tools().all(|tool| {
                    !tool.is_mcp_toolset() && (tool.is_toolset() || tool.name().is_some())
                })
        });
        is_readable && !self.continues_thread() && !self.brings_tools()
    }

    /// Whether tools come from elsewhere than `tools`: from MCP servers, from blocks within the conversation, or, as
    /// far as can be told, from a field whose name is misspelt.
    pub(crate) fn brings_tools(&self) -> bool {
        let has_servers = self
            .field("mcp_servers")
            .is_some_and(|servers| servers.items().next().is_some());
        has_servers
            || self.has_stray_fields()
            || self.blocks.iter().any(|block| match block.tag {
                "tool_addition" => true,
                // A compaction may bring tools along.
                "compaction" => block.value.get("tool_changes").is_some(),
                _ => false,
            })
    }
}

impl<'t> Tool<'t> {
    /// Whether the caller has defined it, with a schema of its own.
    pub(crate) fn is_custom(self) -> bool {
        self.tag == "custom"
    }

    /// Whether it stands for the tools of an MCP server.
    pub(crate) fn is_mcp_toolset(self) -> bool {
        self.tag == "mcp_toolset"
    }

    /// Whether it stands for several tools of Anthropic's.
    pub(crate) fn is_toolset(self) -> bool {
        self.toolset_name().is_some()
    }

    /// The name that a computer or browser toolset goes by, though it has no `name`.
    pub(crate) fn toolset_name(self) -> Option<&'static str> {
        if self.tag.starts_with("computer_toolset_") {
            Some("computer")
        } else if self.tag.starts_with("browser_toolset_") {
            Some("browser")
        } else {
            None
        }
    }

    /// Whether it searches the deferred tools.
    pub(crate) fn is_tool_search(self) -> bool {
        self.tag.starts_with("tool_search_tool_")
    }

    /// Whether it runs code that may call other tools.
    pub(crate) fn is_code_execution(self) -> bool {
        self.tag.starts_with("code_execution_")
    }

    /// Whether the API runs it.
    pub(crate) fn is_server_tool(self) -> bool {
        self.is_tool_search()
            || self.is_code_execution()
            || self.is_mcp_toolset()
            || ["web_search_", "web_fetch_", "advisor_"]
                .iter()
                .any(|start| self.tag.starts_with(start))
    }

    /// Its `name`.
    pub(crate) fn name(self) -> Option<Value<'t>> {
        self.name.filter(|name| name.is_string())
    }

    /// Its `description`, whatever it is.
    pub(crate) fn description(self) -> Option<Value<'t>> {
        self.description
    }

    /// What messages call it: by its name where it has one, by its type otherwise.
    pub(crate) fn label(self) -> String {
        match self.name().and_then(Value::as_str) {
            Some(name) if !name.is_empty() => format!("the tool `{name}`"),
            _ => format!("the `{}` tool", self.tag),
        }
    }

    /// Its `input_schema`, where it has one of its own.
    pub(crate) fn input_schema(self) -> Option<Value<'t>> {
        self.input_schema
            .filter(|schema| self.is_custom() && schema.is_object())
    }

    /// The `strict` of a tool where it is `true`; toolsets have none.
    pub(crate) fn strict(self) -> Option<Value<'t>> {
        self.switched_on("strict")
    }

    /// The `defer_loading` of a tool where it is `true`; toolsets have none.
    pub(crate) fn deferred(self) -> Option<Value<'t>> {
        self.switched_on("defer_loading")
    }

    /// Its `allowed_callers`.
    pub(crate) fn callers(self) -> Option<Value<'t>> {
        field(self.value, "allowed_callers").filter(|callers| callers.is_array())
    }

    /// Whether `allowed_callers` is there and names this caller.
    pub(crate) fn allows(self, caller: &str) -> bool {
        self.callers()
            .into_iter()
            .flat_map(Value::items)
            .any(|allowed| allowed.is_str(caller))
    }

    /// The callers that run code, of those that `allowed_callers` names.
    pub(crate) fn code_callers(self) -> impl Iterator<Item = Value<'t>> {
        let callers = self.callers().into_iter().flat_map(Value::items);
        callers.filter(|caller| {
            caller
                .as_plain_str()
                .is_some_and(|caller| caller.starts_with("code_execution_"))
        })
    }

    fn switched_on(self, name: &str) -> Option<Value<'t>> {
        self.value
            .get(name)
            .filter(|value| value.as_bool() == Some(true))
            .filter(|_| !self.is_toolset() && !self.is_mcp_toolset())
    }
}
