//! Texts that are no longer needed, to be written over: asking the system for memory and giving it back costs as much as
//! reading a file.

use std::sync::{Mutex, PoisonError};

/// Larger texts are not kept. How many there are is bounded by the jobs under way, since each was taken from here.
const LARGEST: usize = 1 << 20;

/// Where they lie.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<Vec<Vec<u8>>>);

impl Shelf {
    /// A text of any content, empty where none was put here.
    pub(crate) fn take(&self) -> Vec<u8> {
        let mut texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        texts.pop().unwrap_or_default()
    }

    /// Gives back what was taken.
    pub(crate) fn put(&self, text: Vec<u8>) {
        if text.capacity() <= LARGEST {
            let mut texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            texts.push(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_texts_are_kept_and_large_ones_are_not() {
        let shelf = Shelf::default();
        shelf.put(vec![b'a'; 10]);
        shelf.put(vec![b'b'; LARGEST + 1]);
        assert_eq!(shelf.take(), b"aaaaaaaaaa");
        assert!(shelf.take().is_empty());
    }
}
