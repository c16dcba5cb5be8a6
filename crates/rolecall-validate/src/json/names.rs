//! Tables of names, looked up by the keys and strings of a document.

use super::{Key, Value, fingerprint, tree::GOLDEN};

/// Finds the place of a name in a list by its fingerprint. Made at compile time.
#[derive(Debug)]
pub(crate) struct NameIndex {
    /// One more than a place in the list, by the hash of the fingerprint or behind that; zero is free.
    numbers: [u8; SLOTS],
}

const SLOTS: usize = 128;

impl NameIndex {
    pub(crate) const EMPTY: Self = Self {
        numbers: [0; SLOTS],
    };

    /// The index of a list.
    pub(crate) const fn of(names: &[&str]) -> Self {
        let mut index = Self::EMPTY;
        let mut place = 0;
        while place < names.len() {
            index = index.with(fingerprint(names[place].as_bytes()), place);
            place += 1;
        }
        index
    }

    /// Adds a place. A good part of the slots must stay free; the compiler says so where there are too many names.
    pub(crate) const fn with(mut self, print: u32, place: usize) -> Self {
        assert!(place < SLOTS * 3 / 4, "too many names for one table");
        let mut slot = first_slot(print);
        while self.numbers[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        #[expect(clippy::cast_possible_truncation, reason = "checked above")]
        let number = place as u8 + 1;
        self.numbers[slot] = number;
        self
    }

    /// The place of a key, where `name_at` tells the name at a place.
    #[inline]
    pub(crate) fn of_key(
        &self,
        key: Key<'_>,
        name_at: impl Fn(usize) -> &'static str,
    ) -> Option<usize> {
        self.find(key.fingerprint(), |place| key.reads(name_at(place)))
    }

    /// The place of a string, where `name_at` tells the name at a place.
    #[inline]
    pub(crate) fn of_string(
        &self,
        value: Value<'_>,
        name_at: impl Fn(usize) -> &'static str,
    ) -> Option<usize> {
        value.place_in(self, name_at)
    }

    /// The first place that `is` the right one, of those where names with this fingerprint may be.
    #[inline]
    pub(super) fn find(&self, print: u32, is: impl Fn(usize) -> bool) -> Option<usize> {
        let mut slot = first_slot(print);
        loop {
            let place = usize::from(self.numbers[slot]).checked_sub(1)?;
            if is(place) {
                return Some(place);
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

const fn first_slot(print: u32) -> usize {
    (print.wrapping_mul(GOLDEN) >> 25) as usize
}

/// Names and what each means; a lookup costs about as much as comparing one name.
#[derive(Debug)]
pub(crate) struct NameTable<T: 'static> {
    entries: &'static [(&'static str, T)],
    index: NameIndex,
}

impl<T: Copy> NameTable<T> {
    pub(crate) const fn new(entries: &'static [(&'static str, T)]) -> Self {
        let mut index = NameIndex::EMPTY;
        let mut place = 0;
        while place < entries.len() {
            index = index.with(fingerprint(entries[place].0.as_bytes()), place);
            place += 1;
        }
        Self { entries, index }
    }

    /// What the name of a key means, if it is one of the table.
    #[inline(never)]
    pub(crate) fn of_key(&self, key: Key<'_>) -> Option<T> {
        let place = self.index.of_key(key, |place| self.entries[place].0)?;
        Some(self.entries.get(place)?.1)
    }

    /// What a name means, if it is one of the table.
    pub(crate) fn of_name(&self, name: &str) -> Option<T> {
        let print = fingerprint(name.as_bytes());
        let place = self
            .index
            .find(print, |place| self.entries[place].0 == name)?;
        Some(self.entries.get(place)?.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    static TABLE: NameTable<usize> = NameTable::new(&[
        ("a", 0),
        ("type", 1),
        // The same fingerprint.
        ("abcd-efgh", 2),
        ("abcd+efgh", 3),
    ]);

    #[test]
    fn names_are_found_and_others_are_not() {
        assert_eq!(fingerprint(b"abcd-efgh"), fingerprint(b"abcd+efgh"));
        let text = r#"{"type": "type", "abcd-efgh": "abcd-efgh", "abcd+efgh": "abcd+efgh", "b": "b", "abcd.efgh": "abcd.efgh",
            "\u0061": "\u0061", "": ""}"#;
        let parsed = parse(text);
        let root = parsed.tree.as_ref().unwrap().root();
        let keys: Vec<_> = root.entries().map(|(key, _)| TABLE.of_key(key)).collect();
        let expected = [Some(1), Some(2), Some(3), None, None, Some(0), None];
        assert_eq!(keys, expected);
        let name_at = |place: usize| TABLE.entries[place].0;
        let strings = root
            .entries()
            .map(|(_, value)| TABLE.index.of_string(value, name_at));
        // The entries mean their own places.
        assert_eq!(strings.collect::<Vec<_>>(), expected);
    }
}
