//! Unions whose members are told apart by a tag.

use super::{
    Error,
    read::{Entries, Input, Key, Read as _, entry, value},
    replay::{Buffered, Replay, object},
};
use serde_json::{Map, Value};

/// A union.
pub(crate) trait Tagged: Sized + 'static {
    const NAME: &'static str;
    /// The name of the tag, as a list of one.
    const TAG: &'static [&'static str];
    const BRANCHES: &'static [Branch<Self>];

    /// Wraps an object that no branch knows.
    fn unknown(object: Map<String, Value>) -> Self;
}

/// One member of a union.
pub(crate) struct Branch<T> {
    /// The spellings of its tag.
    pub(crate) tags: &'static [&'static str],
    /// The member stores its tag, because it has several spellings or may be absent.
    pub(crate) keeps_tag: bool,
    /// Taken also when the tag is absent or null.
    pub(crate) is_default: bool,
    pub(crate) read: fn(&mut dyn Entries, bool, &mut Option<T>) -> Result<(), Error>,
}

/// Reads entries up to the tag, then lets the member that it names read the object.
///
/// Entries before the tag are buffered and read again. Without a tag, or with one that is unknown or no string, the
/// object is kept whole.
pub(crate) fn read_tagged<T: Tagged>(input: Input<'_>, out: &mut Option<T>) -> Result<(), Error> {
    let entries = input.object(T::NAME)?;
    let name = T::TAG[0];
    if let Some(Buffered::Text(tag)) = entries.peek(name) {
        if let Some((branch, tag)) = named(tag) {
            // The member meets the tag itself.
            let result = (branch.read)(entries, false, out);
            return result.map_err(|error| error.in_variant(tag));
        }
    }
    let mut before = Vec::new();
    let tag = loop {
        match entries.key(T::TAG)? {
            Key::Other(key) => match value(entries) {
                Ok(value) => before.push((key, value)),
                Err(error) => return Err(error.in_field(&key)),
            },
            Key::Known(_) => break Some(read_tag::<T>(entries)?),
            Key::End => break None,
        }
    };
    let (branch, kept, rest) = match tag {
        Some(tag) => (tag.branch, tag.kept, Some(entries)),
        None => (default(), None, None),
    };
    before.extend(kept.map(|tag| (name.to_owned(), tag)));
    if let Some((branch, tag)) = branch {
        return branch.read(tag, before, rest, out);
    }
    if let Some(rest) = rest {
        while let Some(pair) = entry(rest)? {
            before.push(pair);
        }
    }
    *out = Some(T::unknown(object(before)));
    Ok(())
}

/// A member and the spelling of its tag.
type Named<T> = (&'static Branch<T>, &'static str);

struct Tag<T: 'static> {
    branch: Option<Named<T>>,
    /// The tag itself, where the member stores it or there is none.
    kept: Option<Buffered>,
}

fn read_tag<T: Tagged>(entries: &mut dyn Entries) -> Result<Tag<T>, Error> {
    let mut read = Tag {
        branch: None,
        kept: None,
    };
    entries.value(&mut |input| {
        read.branch = match &input {
            Input::Text(tag) => named(tag),
            Input::Null => default(),
            _ => None,
        };
        match read.branch {
            Some((branch, _)) if !branch.keeps_tag => Ok(()),
            _ => Buffered::read(input, &mut read.kept),
        }
    })?;
    Ok(read)
}

fn named<T: Tagged>(tag: &str) -> Option<Named<T>> {
    T::BRANCHES.iter().find_map(|branch| {
        let name = branch.tags.iter().find(|name| **name == tag)?;
        Some((branch, *name))
    })
}

fn default<T: Tagged>() -> Option<Named<T>> {
    let branch = T::BRANCHES.iter().find(|branch| branch.is_default)?;
    Some((branch, branch.tags.first()?))
}

impl<T> Branch<T> {
    fn read(
        &self,
        name: &str,
        before: Vec<(String, Buffered)>,
        rest: Option<&mut dyn Entries>,
        out: &mut Option<T>,
    ) -> Result<(), Error> {
        let tag_seen = !self.keeps_tag;
        let result = match rest {
            // The usual case: the tag comes first, nothing was buffered.
            Some(rest) if before.is_empty() => (self.read)(rest, tag_seen, out),
            rest => (self.read)(&mut Replay::new(before, rest), tag_seen, out),
        };
        result.map_err(|error| error.in_variant(name))
    }
}
