//! What the members of a computer or browser toolset are set to.

use crate::{
    generated::{request as tables, tools::BROWSER_MEMBERS_OFF},
    request::{Tool, field},
    structure::table::Node,
};

/// One member, with its settings after the defaults.
pub(super) struct Member {
    pub(super) enabled: bool,
    pub(super) deferred: bool,
}

/// All members of a toolset; nothing for any other tool.
pub(super) fn members(tool: Tool<'_>) -> Option<Vec<Member>> {
    let is_browser = tool.toolset_name()? == "browser";
    let configs = field(tool.value, "configs");
    let member = |name: &'static str| {
        let config = configs.and_then(|configs| field(configs, name));
        let setting = |key| field(config?, key)?.as_bool();
        let off_by_default = is_browser && BROWSER_MEMBERS_OFF.contains(&name);
        Member {
            enabled: setting("enabled").unwrap_or(!off_by_default),
            deferred: setting("defer_loading").unwrap_or(false),
        }
    };
    Some(member_names(tool.tag)?.map(member).collect())
}

/// The names of the members, as the schema has them.
pub(crate) fn member_names(tag: &str) -> Option<impl Iterator<Item = &'static str>> {
    let mut variants = tables::UNIONS.iter().flat_map(|union| union.variants);
    let toolset = variants.find(|variant| variant.tag == tag)?;
    let configs = toolset
        .record
        .fields
        .iter()
        .find(|field| field.name == "configs")?;
    match configs.node {
        Node::Record(members) => Some(members.fields.iter().map(|field| field.name)),
        _ => None,
    }
}
