//! Comparing the ids of a batch that is linted in parts.

use crate::{
    CustomId, Finding, Options,
    generated::request::CREATE_BATCH,
    rules::batch::batch_custom_id_unique,
    sink::Sink,
    structure::table::{Field, Node},
};
use std::collections::HashSet;

/// The ids of the items of one batch, of which each part is a document of its own: a line of JSON Lines, or some of the
/// items of a body that is too large to be held.
///
/// ```
/// use rolecall_validate::{BatchIds, DocumentKind, Options, lint};
///
/// let line = r#"{"custom_id": "a", "params": {"model": "claude-opus-5", "max_tokens": 16, "messages": [{"role": "user", "content": "Hi"}]}}"#;
/// let options = Options::new().kind(DocumentKind::Batch);
/// let mut ids = BatchIds::new();
/// let first = ids.check(&lint(line, &options).custom_ids, &options);
/// assert!(first.is_empty());
/// let second = ids.check(&lint(line, &options).custom_ids, &options);
/// assert_eq!(second[0].rule, "batch-custom-id-unique");
/// ```
#[derive(Debug, Clone, Default)]
pub struct BatchIds {
    seen: HashSet<String>,
}

impl BatchIds {
    /// No part seen so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the ids of a part, in the order of the parts, and reports those that an earlier part has. Ids that are
    /// twice in one part are among the findings of its own report.
    pub fn check(&mut self, ids: &[CustomId], options: &Options) -> Vec<Finding> {
        let mut sink = Sink::new(options);
        let mut new = Vec::new();
        let mut own = HashSet::new();
        for id in ids.iter().filter(|id| own.insert(&id.value)) {
            if self.seen.contains(&id.value) {
                batch_custom_id_unique::report_part(id, &mut sink);
            } else {
                new.push(id.value.clone());
            }
        }
        // What comes behind the last item that a batch takes is of another batch. The bound also keeps memory flat.
        let room = most_items().saturating_sub(self.seen.len());
        self.seen.extend(new.into_iter().take(room));
        sink.finish()
    }
}

/// How many items a batch takes.
fn most_items() -> usize {
    let most = |field: &Field| match field.node {
        Node::Array(rule) if field.name == "requests" => Some(rule.max),
        _ => None,
    };
    CREATE_BATCH
        .fields
        .iter()
        .find_map(most)
        .unwrap_or(usize::MAX)
}
