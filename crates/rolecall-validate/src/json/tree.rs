//! The tree and the handles on its values.

use super::names::NameIndex;
use crate::Span;
use std::{borrow::Cow, cell::OnceCell, fmt};

/// A double holds every whole number of so many digits.
pub(super) const SAFE_DIGITS: usize = 15;

/// What a node is. Keys are nodes of their own, each directly before its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Null,
    False,
    True,
    /// A number without fraction and exponent.
    Integer,
    Float,
    /// A string without escapes: its bytes are its characters.
    String,
    EscapedString,
    Array,
    Object,
    Key,
    EscapedKey,
    /// A key that stands again later in its object: parsers keep the last, so this one does not count.
    ShadowedKey,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    /// Byte offset of the first byte; of the quote for strings.
    pub(super) start: u32,
    pub(super) end: u32,
    /// Index of the first node behind this one and everything below it; of a key, whose value always follows, the
    /// [`fingerprint`] of its name.
    pub(super) next: u32,
    pub(super) tag: Tag,
}

/// A document, parsed.
#[derive(Debug)]
pub(crate) struct Tree<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<Node>,
    pub(super) links: OnceCell<Vec<Link>>,
    pub(super) names: Names,
}

/// The six types of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JsonType {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// A value of a [`Tree`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'t> {
    tree: &'t Tree<'t>,
    index: u32,
}

/// The key of a member of an object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key<'t> {
    tree: &'t Tree<'t>,
    index: u32,
}

impl PartialEq for Value<'_> {
    /// Two handles are equal when they name the same place of the same document.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.index == other.index
    }
}

impl<'t> Tree<'t> {
    pub(crate) fn root(&'t self) -> Value<'t> {
        Value {
            tree: self,
            index: 0,
        }
    }

    /// The value that a parser fault names by its index.
    pub(crate) fn value_at(&'t self, index: u32) -> Value<'t> {
        Value { tree: self, index }
    }
}

impl<'t> Value<'t> {
    fn node(self) -> Node {
        self.tree.nodes[self.index as usize]
    }

    pub(crate) fn json_type(self) -> JsonType {
        match self.node().tag {
            Tag::Null => JsonType::Null,
            Tag::False | Tag::True => JsonType::Boolean,
            Tag::Integer | Tag::Float => JsonType::Number,
            Tag::String | Tag::EscapedString | Tag::Key | Tag::EscapedKey | Tag::ShadowedKey => {
                JsonType::String
            }
            Tag::Array => JsonType::Array,
            Tag::Object => JsonType::Object,
        }
    }

    /// Where the value stands, quotes and brackets included.
    pub(crate) fn span(self) -> Span {
        let node = self.node();
        Span {
            start: node.start as usize,
            end: node.end as usize,
        }
    }

    /// Whether some object of the document may have a member of this name, or this name for its `type`; where not, none
    /// has.
    #[inline]
    pub(crate) fn document_may_name(self, name: &str) -> bool {
        self.tree.names.may_hold(fingerprint(name.as_bytes()))
    }

    /// As [`Value::document_may_name`], for any name of each set: a bit for each set, by its number.
    pub(crate) fn document_may_name_any(self, sets: &NameSets) -> u128 {
        let names = &self.tree.names;
        let mut found = 0;
        for word in ones(names.used) {
            for bit in ones(names.words[word] & sets.asked[word]) {
                let place = word * u64::BITS as usize + bit;
                let known = sets
                    .places
                    .binary_search_by_key(&place, |(place, _)| *place);
                found |= known.map_or(0, |index| sets.places[index].1);
            }
        }
        found
    }

    /// The text of the whole document that the value stands in.
    pub(crate) fn document_text(self) -> &'t str {
        self.tree.text
    }

    /// The text of the value as it is written.
    pub(crate) fn raw(self) -> &'t str {
        slice(self.tree.text, self.node())
    }

    pub(crate) fn is_null(self) -> bool {
        self.node().tag == Tag::Null
    }

    pub(crate) fn is_object(self) -> bool {
        self.node().tag == Tag::Object
    }

    pub(crate) fn is_array(self) -> bool {
        self.node().tag == Tag::Array
    }

    pub(crate) fn is_number(self) -> bool {
        matches!(self.node().tag, Tag::Integer | Tag::Float)
    }

    pub(crate) fn is_string(self) -> bool {
        matches!(self.node().tag, Tag::String | Tag::EscapedString)
    }

    pub(crate) fn as_bool(self) -> Option<bool> {
        match self.node().tag {
            Tag::False => Some(false),
            Tag::True => Some(true),
            _ => None,
        }
    }

    /// The characters of a string, borrowed unless it holds escapes.
    pub(crate) fn as_str(self) -> Option<Cow<'t, str>> {
        let node = self.node();
        match node.tag {
            Tag::String => Some(Cow::Borrowed(contents(self.tree.text, node))),
            Tag::EscapedString => Some(Cow::Owned(unescape(contents(self.tree.text, node)))),
            _ => None,
        }
    }

    /// The characters of a string that is written without escapes.
    ///
    /// Enough where only plain names can match: tags, roles, ids.
    #[inline(never)]
    pub(crate) fn as_plain_str(self) -> Option<&'t str> {
        let node = self.node();
        (node.tag == Tag::String).then(|| contents(self.tree.text, node))
    }

    /// The place of a string in a list of names, which has it where the index says.
    #[inline]
    pub(super) fn place_in(
        self,
        index: &NameIndex,
        name_at: impl Fn(usize) -> &'static str,
    ) -> Option<usize> {
        let node = self.node();
        let escaped;
        let text = match node.tag {
            Tag::String => written(self.tree.text, node),
            Tag::EscapedString => {
                escaped = unescape(contents(self.tree.text, node));
                escaped.as_bytes()
            }
            _ => return None,
        };
        index.find(fingerprint(text), |place| {
            are_same(text, name_at(place).as_bytes())
        })
    }

    /// Whether the value is exactly this string, however it is written.
    pub(crate) fn is_str(self, expected: &str) -> bool {
        match self.node().tag {
            Tag::String => is_written(self.tree.text, self.node(), expected),
            Tag::EscapedString => self.as_str().is_some_and(|text| text == expected),
            _ => false,
        }
    }

    /// The number as a double, which is how most JSON parsers read it.
    pub(crate) fn as_f64(self) -> Option<f64> {
        match self.node().tag {
            // Read as an integer, which is faster.
            #[expect(clippy::cast_precision_loss, reason = "a double holds so many digits")]
            Tag::Integer if self.raw().len() <= SAFE_DIGITS => {
                self.as_i64().map(|number| number as f64)
            }
            Tag::Integer | Tag::Float => self.raw().parse().ok(),
            _ => None,
        }
    }

    /// The number where it is a whole one (`1`, `1.0`, `1e2`) within the range of `i64`.
    pub(crate) fn as_i64(self) -> Option<i64> {
        match self.node().tag {
            Tag::Integer => self.raw().parse().ok(),
            #[expect(
                clippy::cast_possible_truncation,
                reason = "checked to be whole and in range"
            )]
            Tag::Float => {
                let number: f64 = self.raw().parse().ok()?;
                (number.fract() == 0.0 && number.abs() < 9.0e18).then_some(number as i64)
            }
            _ => None,
        }
    }

    /// Whether the value is a number without fractional part, of any size.
    pub(crate) fn is_integer(self) -> bool {
        match self.node().tag {
            Tag::Integer => true,
            Tag::Float => self.as_f64().is_some_and(|number| number.fract() == 0.0),
            _ => false,
        }
    }

    /// The elements of an array; nothing for any other value.
    pub(crate) fn items(self) -> Items<'t> {
        let node = self.node();
        let end = if node.tag == Tag::Array {
            node.next
        } else {
            self.index + 1
        };
        Items {
            tree: self.tree,
            index: self.index + 1,
            end,
        }
    }

    /// The elements of a member that is an array; nothing where there is no such member.
    #[inline]
    pub(crate) fn items_of(self, name: &str) -> Items<'t> {
        let none = Items {
            tree: self.tree,
            index: 0,
            end: 0,
        };
        self.get(name).map_or(none, Value::items)
    }

    /// The members of an object in the order of the text, of each name the last; nothing for any other value.
    pub(crate) fn entries(self) -> Entries<'t> {
        let node = self.node();
        let end = if node.tag == Tag::Object {
            node.next
        } else {
            self.index + 1
        };
        Entries {
            tree: self.tree,
            index: self.index + 1,
            end,
        }
    }

    /// The member of an object by its key; the last one where the key stands twice.
    #[inline]
    pub(crate) fn get(self, name: &str) -> Option<Value<'t>> {
        self.entry(name).map(|(_, value)| value)
    }

    /// As [`Value::get`], for a member that mostly stands first.
    #[inline]
    pub(crate) fn get_first(self, name: &str) -> Option<Value<'t>> {
        match self.entries().next() {
            Some((key, value)) if key.is(name) => Some(value),
            _ => self.get(name),
        }
    }

    /// As [`Value::get`], with the key.
    #[inline]
    pub(crate) fn entry(self, name: &str) -> Option<(Key<'t>, Value<'t>)> {
        // Most names that rules ask for stand nowhere in a document. Inlined, the fingerprint of a literal is a constant.
        let print = fingerprint(name.as_bytes());
        let index = if self.tree.names.may_hold(print) {
            self.find(name, print)?
        } else {
            return None;
        };
        let key = Key {
            tree: self.tree,
            index,
        };
        let value = Value {
            tree: self.tree,
            index: index + 1,
        };
        Some((key, value))
    }

    /// The index of the key of a member.
    #[inline(never)]
    fn find(self, name: &str, print: u32) -> Option<u32> {
        // As `entries` does it, with less for a key that is passed over: most time of a lookup goes there.
        let nodes = &self.tree.nodes;
        let object = self.node();
        if object.tag != Tag::Object {
            return None;
        }
        let mut index = self.index + 1;
        while index < object.next {
            let [key, value] = nodes.get(index as usize..)?.first_chunk()?;
            let is_it = key.next == print && key.tag != Tag::ShadowedKey;
            if is_it && reads(self.tree.text, *key, name) {
                return Some(index);
            }
            index = value.next;
        }
        None
    }

    /// The key that it stands behind, where it is a member of an object.
    pub(crate) fn key(self) -> Option<Key<'t>> {
        let link = self.tree.links().get(self.index as usize)?;
        let parent = self.tree.nodes.get(link.parent as usize)?;
        // A key stands directly before its value; the root stands in nothing.
        let index = self.index.checked_sub(1)?;
        (parent.tag == Tag::Object).then_some(Key {
            tree: self.tree,
            index,
        })
    }

    /// The JSON Pointer of this value, from the root of its document.
    pub(crate) fn pointer(self) -> String {
        let links = self.tree.links();
        let mut steps = Vec::new();
        let mut at = self.index;
        while let Some(link) = links.get(at as usize).filter(|_| at != 0) {
            steps.push((at, *link));
            at = link.parent;
        }
        let mut pointer = String::new();
        for (at, link) in steps.into_iter().rev() {
            if self.tree.nodes[link.parent as usize].tag == Tag::Object {
                // A key stands directly before its value.
                let key = self.tree.nodes[at as usize - 1];
                push_token(&mut pointer, &string_of(self.tree.text, key));
            } else {
                pointer.push('/');
                pointer.push_str(&link.position.to_string());
            }
        }
        pointer
    }
}

/// The way from a value to the container that it stands in.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Link {
    parent: u32,
    /// Counts the elements of an array; of no use in an object.
    position: u32,
}

impl Tree<'_> {
    /// The links of all nodes, made when the first pointer is asked for: a faultless document needs none.
    fn links(&self) -> &[Link] {
        self.links.get_or_init(|| {
            let mut links = vec![Link::default(); self.nodes.len()];
            // Containers that the current node stands in, each with the number of its elements so far.
            let mut open: Vec<(u32, u32)> = Vec::new();
            for (index, node) in (0u32..).zip(&self.nodes) {
                while open
                    .last()
                    .is_some_and(|(container, _)| self.nodes[*container as usize].next <= index)
                {
                    open.pop();
                }
                if let Some((parent, position)) = open.last_mut() {
                    links[index as usize] = Link {
                        parent: *parent,
                        position: *position,
                    };
                    *position += 1;
                }
                if matches!(node.tag, Tag::Array | Tag::Object) {
                    open.push((index, 0));
                }
            }
            links
        })
    }
}

impl<'t> Key<'t> {
    fn node(self) -> Node {
        self.tree.nodes[self.index as usize]
    }

    pub(crate) fn name(self) -> Cow<'t, str> {
        string_of(self.tree.text, self.node())
    }

    #[inline]
    pub(crate) fn is(self, name: &str) -> bool {
        self.is_printed(fingerprint(name.as_bytes()), name)
    }

    /// As [`Key::is`], with the fingerprint of the name at hand.
    #[inline]
    pub(crate) fn is_printed(self, print: u32, name: &str) -> bool {
        self.fingerprint() == print && self.reads(name)
    }

    /// The [`fingerprint`] of the name.
    pub(crate) fn fingerprint(self) -> u32 {
        self.node().next
    }

    /// Compares the names character by character.
    #[inline]
    pub(super) fn reads(self, name: &str) -> bool {
        reads(self.tree.text, self.node(), name)
    }

    pub(crate) fn span(self) -> Span {
        let node = self.node();
        Span {
            start: node.start as usize,
            end: node.end as usize,
        }
    }
}

impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

/// Whether a key is this name, however it is written.
#[inline]
fn reads(text: &str, key: Node, name: &str) -> bool {
    if key.tag == Tag::Key {
        is_written(text, key, name)
    } else {
        reads_escaped(text, key, name)
    }
}

#[cold]
#[inline(never)]
fn reads_escaped(text: &str, key: Node, name: &str) -> bool {
    string_of(text, key) == name
}

/// The characters of a key or a string.
pub(super) fn string_of(text: &str, node: Node) -> Cow<'_, str> {
    let written = contents(text, node);
    if matches!(
        node.tag,
        Tag::EscapedKey | Tag::ShadowedKey | Tag::EscapedString
    ) {
        Cow::Owned(unescape(written))
    } else {
        Cow::Borrowed(written)
    }
}

/// A number that equal names share and different ones seldom do, of the first four bytes, the last four and the length.
///
/// Looking up a field compares these and then, once, the names.
#[inline]
pub(crate) const fn fingerprint(name: &[u8]) -> u32 {
    let length = name.len();
    let (first, last) = match (name.first_chunk(), name.last_chunk()) {
        (Some(first), Some(last)) => (u32::from_le_bytes(*first), u32::from_le_bytes(*last)),
        _ if length == 0 => (0, 0),
        _ => (
            name[0] as u32 | (name[length / 2] as u32) << 8,
            name[length - 1] as u32,
        ),
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the low bits of the length are as good as any"
    )]
    let length = length as u32;
    first.wrapping_mul(GOLDEN) ^ last.wrapping_add(length)
}

/// 2³² by the golden ratio: the upper bits of a product with it depend on all bits of the other factor.
pub(super) const GOLDEN: u32 = 0x9e37_79b9;

/// Which names the keys of a document may have, and which its tags: a Bloom filter with one hash.
#[derive(Debug)]
pub(super) struct Names {
    words: [u64; Self::WORDS],
    /// A bit for each word in which any is set: few, mostly.
    used: u64,
}

/// Sets of names to look for in a document, at most 128.
#[derive(Debug)]
pub(crate) struct NameSets {
    /// All names of all sets, as a document would have them.
    asked: [u64; Names::WORDS],
    /// The place of each name among those bits, in order, and a bit for each set that it is of.
    places: Vec<(usize, u128)>,
    count: u32,
}

impl NameSets {
    pub(crate) fn add(&mut self, names: &[&str]) {
        let set = 1 << self.count;
        self.count += 1;
        for name in names {
            let (word, bit) = Names::place(fingerprint(name.as_bytes()));
            self.asked[word] |= bit;
            let place = word * u64::BITS as usize + bit.trailing_zeros() as usize;
            match self
                .places
                .binary_search_by_key(&place, |(place, _)| *place)
            {
                Ok(index) => self.places[index].1 |= set,
                Err(index) => self.places.insert(index, (place, set)),
            }
        }
    }
}

impl Default for NameSets {
    fn default() -> Self {
        Self {
            asked: [0; Names::WORDS],
            places: Vec::new(),
            count: 0,
        }
    }
}

impl Names {
    const WORDS: usize = 64;

    pub(super) fn new() -> Self {
        Self {
            words: [0; Self::WORDS],
            used: 0,
        }
    }

    /// Adds a name; tells which bit of a word it has set.
    #[inline]
    pub(super) fn add(&mut self, fingerprint: u32) -> u64 {
        let (word, bit) = Self::place(fingerprint);
        self.words[word] |= bit;
        self.used |= 1 << word;
        bit
    }

    #[inline]
    fn may_hold(&self, fingerprint: u32) -> bool {
        let (word, bit) = Self::place(fingerprint);
        self.words[word] & bit != 0
    }

    #[inline]
    const fn place(fingerprint: u32) -> (usize, u64) {
        let hash = fingerprint.wrapping_mul(GOLDEN);
        ((hash >> 26) as usize, 1 << (hash >> 20 & 63))
    }
}

/// The places of the bits that are set, lowest first.
fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = bits.trailing_zeros() as usize;
        bits &= bits.checked_sub(1)?;
        Some(lowest)
    })
}

/// Appends one reference token to a JSON Pointer, escaped as RFC 6901 says.
fn push_token(pointer: &mut String, token: &str) {
    pointer.push('/');
    for character in token.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Items<'t> {
    tree: &'t Tree<'t>,
    index: u32,
    end: u32,
}

impl<'t> Iterator for Items<'t> {
    type Item = Value<'t>;

    fn next(&mut self) -> Option<Value<'t>> {
        (self.index < self.end).then(|| {
            let value = Value {
                tree: self.tree,
                index: self.index,
            };
            self.index = value.node().next;
            value
        })
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Entries<'t> {
    tree: &'t Tree<'t>,
    index: u32,
    end: u32,
}

impl<'t> Iterator for Entries<'t> {
    type Item = (Key<'t>, Value<'t>);

    #[inline]
    fn next(&mut self) -> Option<(Key<'t>, Value<'t>)> {
        while self.index < self.end {
            let key = Key {
                tree: self.tree,
                index: self.index,
            };
            let value = Value {
                tree: self.tree,
                index: self.index + 1,
            };
            self.index = value.node().next;
            if key.node().tag != Tag::ShadowedKey {
                return Some((key, value));
            }
        }
        None
    }
}

fn slice(text: &str, node: Node) -> &str {
    text.get(node.start as usize..node.end as usize)
        .unwrap_or_default()
}

/// The bytes between the quotes, for comparisons: nobody has to look where characters begin.
fn written(text: &str, node: Node) -> &[u8] {
    let bytes = text.as_bytes();
    bytes
        .get(node.start as usize + 1..node.end as usize - 1)
        .unwrap_or_default()
}

/// Whether exactly this name stands between the quotes, without escapes.
#[inline]
fn is_written(text: &str, node: Node, name: &str) -> bool {
    let start = node.start as usize + 1;
    let length = (node.end - node.start) as usize;
    length == name.len() + 2
        && text
            .as_bytes()
            .get(start..start + name.len())
            .is_some_and(|written| are_same(written, name.as_bytes()))
}

/// Compares two names by words that may overlap: most are too short for a loop, or a call, to pay.
#[inline]
fn are_same(left: &[u8], right: &[u8]) -> bool {
    fn ends<const N: usize>(bytes: &[u8]) -> Option<(&[u8; N], &[u8; N])> {
        Some((bytes.first_chunk()?, bytes.last_chunk()?))
    }
    left.len() == right.len()
        && match left.len() {
            4..=8 => ends::<4>(left) == ends::<4>(right),
            9..=16 => ends::<8>(left) == ends::<8>(right),
            17.. => {
                let mut words = left.chunks_exact(8).zip(right.chunks_exact(8));
                words.all(|(left, right)| left == right) && ends::<8>(left) == ends::<8>(right)
            }
            _ => left.iter().zip(right).all(|(left, right)| left == right),
        }
}

/// What stands between the quotes.
fn contents(text: &str, node: Node) -> &str {
    text.get(node.start as usize + 1..node.end as usize - 1)
        .unwrap_or_default()
}

/// Resolves the escapes of a string that the parser has accepted; half a surrogate pair becomes U+FFFD.
pub(super) fn unescape(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let escape = rest.as_bytes().get(at + 1).copied().unwrap_or(b'\\');
        rest = rest.get(at + 2..).unwrap_or_default();
        match escape {
            b'b' => out.push('\u{8}'),
            b'f' => out.push('\u{c}'),
            b'n' => out.push('\n'),
            b'r' => out.push('\r'),
            b't' => out.push('\t'),
            b'u' => {
                let mut unit = hex(rest);
                rest = rest.get(4..).unwrap_or_default();
                if (0xd800..0xdc00).contains(&unit) {
                    let low = rest.strip_prefix("\\u").map_or(0, hex);
                    if (0xdc00..0xe000).contains(&low) {
                        unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                        rest = rest.get(6..).unwrap_or_default();
                    }
                }
                out.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            other => out.push(char::from(other)),
        }
    }
    out.push_str(rest);
    out
}

/// The code unit that four hexadecimal digits write, or one that is no character.
fn hex(text: &str) -> u32 {
    text.get(..4)
        .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        .unwrap_or(0xd800)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_when_all_their_bytes_are() {
        for length in 0..40 {
            let name = vec![b'a'; length];
            assert!(are_same(&name, &name));
            assert!(!are_same(&name, &vec![b'a'; length + 1]));
            for at in 0..length {
                let mut other = name.clone();
                other[at] = b'b';
                assert!(!are_same(&name, &other), "{length}, {at}");
            }
        }
    }
}
