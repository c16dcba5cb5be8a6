//! Edits that leave the formatting around them alone: what repairs are made of.
//!
//! Each function gives the edit for one change of the tree, comma and white space included. Edits of one repair must
//! not touch each other; of several changes in one place make one edit, or one repair that the next round completes.

use crate::{
    Edit, Span,
    json::{Key, Value},
};

/// Puts another value, already written as JSON, in the place of one.
pub(crate) fn replace(value: Value<'_>, json: impl Into<String>) -> Edit {
    Edit {
        span: value.span(),
        text: json.into(),
    }
}

/// Gives a member another name.
pub(crate) fn rename(key: Key<'_>, name: &str) -> Edit {
    Edit {
        span: key.span(),
        text: quoted(name),
    }
}

/// Removes a member of an object, with its comma.
pub(crate) fn remove_member(key: Key<'_>, value: Value<'_>) -> Edit {
    remove(value.document_text(), member(key, value))
}

/// Removes the member that holds a value; nothing where it is no member.
pub(crate) fn without(value: Value<'_>) -> Vec<Edit> {
    let member = value.key().map(|key| remove_member(key, value));
    member.into_iter().collect()
}

/// A member of an object, from its key to its value.
pub(crate) fn member(key: Key<'_>, value: Value<'_>) -> Span {
    Span {
        start: key.span().start,
        end: value.span().end,
    }
}

/// Removes an item of an array, with its comma.
pub(crate) fn remove_item(item: Value<'_>) -> Edit {
    remove(item.document_text(), item.span())
}

/// Removes some items of an array, by their indexes, with their commas.
pub(crate) fn remove_items(array: Value<'_>, gone: impl Fn(usize) -> bool) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut kept: Option<Span> = None;
    let mut run: Option<Span> = None;
    for (index, item) in array.items().enumerate() {
        let span = item.span();
        if gone(index) {
            let start = run.map_or(span.start, |run| run.start);
            run = Some(Span {
                start,
                end: span.end,
            });
            continue;
        }
        // Up to the next one that stays, so that its comma is the one that goes.
        edits.extend(run.take().map(|run| Span {
            start: run.start,
            end: span.start,
        }));
        kept = Some(span);
    }
    edits.extend(run.map(|run| Span {
        start: kept.map_or(run.start, |kept| kept.end),
        end: run.end,
    }));
    let nothing = |span| Edit {
        span,
        text: String::new(),
    };
    edits.into_iter().map(nothing).collect()
}

/// Adds a member, its value already written as JSON, behind the last one of an object.
pub(crate) fn insert_member(object: Value<'_>, name: &str, json: &str) -> Edit {
    let text = object.document_text();
    let name = quoted(name);
    match object.entries().last() {
        Some((key, value)) => {
            let gap = gap_before(text, key.span().start);
            let colon = between(text, key.span().end, value.span().start);
            insert(value.span().end, format!(",{gap}{name}{colon}{json}"))
        }
        None => replace(object, format!("{{{name}: {json}}}")),
    }
}

/// Adds an item, already written as JSON, behind the last one of an array.
pub(crate) fn append_item(array: Value<'_>, json: &str) -> Edit {
    match array.items().last() {
        Some(last) => insert_item_after(last, json),
        None => replace(array, format!("[{json}]")),
    }
}

/// Adds an item, already written as JSON, behind an item of an array.
pub(crate) fn insert_item_after(item: Value<'_>, json: &str) -> Edit {
    let gap = gap_before(item.document_text(), item.span().start);
    insert(item.span().end, format!(",{gap}{json}"))
}

/// Adds an item, already written as JSON, before an item of an array.
pub(crate) fn insert_item_before(item: Value<'_>, json: &str) -> Edit {
    let gap = gap_before(item.document_text(), item.span().start);
    insert(item.span().start, format!("{json},{gap}"))
}

/// A string as JSON writes it.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn insert(at: usize, text: String) -> Edit {
    Edit {
        span: Span { start: at, end: at },
        text,
    }
}

/// Removes one of several things that commas separate: up to the next one, or, for the last, from the comma before it.
fn remove(text: &str, whole: Span) -> Edit {
    let before = text.get(..whole.start).unwrap_or_default();
    let after = text.get(whole.end..).unwrap_or_default();
    let mut span = whole;
    if let Some(rest) = after.trim_start_matches(is_space).strip_prefix(',') {
        let next = rest.trim_start_matches(is_space);
        // A trailing comma separates nothing.
        if !next.starts_with(['}', ']']) {
            span.end = text.len() - next.len();
        }
    } else if let Some(rest) = before.trim_end_matches(is_space).strip_suffix(',') {
        span.start = rest.len();
    }
    Edit {
        span,
        text: String::new(),
    }
}

/// The white space that stands before a place, which a neighbour is to have too.
fn gap_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let gap = before.trim_end_matches(is_space).len();
    match before.get(gap..).unwrap_or_default() {
        "" if before.ends_with(['{', '[']) => " ",
        gap => gap,
    }
}

fn between(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or(":")
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Fix, json::parse};

    fn edited(text: &str, edit: impl FnOnce(Value<'_>) -> Edit) -> String {
        let parsed = parse(text);
        let edit = edit(parsed.tree.as_ref().unwrap().root());
        let fix = Fix {
            safe: true,
            edits: vec![edit],
        };
        fix.apply(text)
    }

    fn without(text: &str, name: &str) -> String {
        edited(text, |root| {
            let (key, value) = root.entry(name).unwrap();
            remove_member(key, value)
        })
    }

    #[test]
    fn members_go_with_their_comma() {
        let text = "{\n  \"a\": 1,\n  \"b\": [2],\n  \"c\": 3\n}";
        assert_eq!(without(text, "a"), "{\n  \"b\": [2],\n  \"c\": 3\n}");
        assert_eq!(without(text, "b"), "{\n  \"a\": 1,\n  \"c\": 3\n}");
        assert_eq!(without(text, "c"), "{\n  \"a\": 1,\n  \"b\": [2]\n}");
        assert_eq!(without("{ \"a\" : 1 }", "a"), "{  }");
        assert_eq!(without("{\"a\":1,\"b\":2}", "b"), "{\"a\":1}");
    }

    #[test]
    fn items_go_with_their_comma() {
        let item = |index: usize| {
            edited("[1, [2], 3]", |root| {
                remove_item(root.items().nth(index).unwrap())
            })
        };
        assert_eq!(item(0), "[[2], 3]");
        assert_eq!(item(1), "[1, 3]");
        assert_eq!(item(2), "[1, [2]]");
    }

    #[test]
    fn several_items_go_at_once() {
        let without = |gone: &[usize]| {
            let parsed = parse("[1, [2], 3, 4]");
            let array = parsed.tree.as_ref().unwrap().root();
            let fix = Fix {
                safe: true,
                edits: remove_items(array, |index| gone.contains(&index)),
            };
            fix.apply("[1, [2], 3, 4]")
        };
        assert_eq!(without(&[]), "[1, [2], 3, 4]");
        assert_eq!(without(&[0]), "[[2], 3, 4]");
        assert_eq!(without(&[2, 3]), "[1, [2]]");
        assert_eq!(without(&[0, 2, 3]), "[[2]]");
        assert_eq!(without(&[1, 3]), "[1, 3]");
        assert_eq!(without(&[0, 1, 2, 3]), "[]");
    }

    #[test]
    fn new_neighbours_look_like_the_old_ones() {
        let with = |text: &str| edited(text, |root| insert_member(root, "z", "true"));
        assert_eq!(with("{\n  \"a\": 1\n}"), "{\n  \"a\": 1,\n  \"z\": true\n}");
        assert_eq!(with("{\"a\":1,\"b\":2}"), "{\"a\":1,\"b\":2,\"z\":true}");
        assert_eq!(with("{}"), "{\"z\": true}");
        let append = |text: &str| edited(text, |root| append_item(root, "9"));
        assert_eq!(append("[1, 2]"), "[1, 2, 9]");
        assert_eq!(append("[1]"), "[1, 9]");
        assert_eq!(append("[]"), "[9]");
        let before = edited("[1, 2]", |root| {
            insert_item_before(root.items().nth(1).unwrap(), "9")
        });
        assert_eq!(before, "[1, 9, 2]");
        let after = edited("[1, 2]", |root| {
            insert_item_after(root.items().next().unwrap(), "9")
        });
        assert_eq!(after, "[1, 9, 2]");
    }
}
