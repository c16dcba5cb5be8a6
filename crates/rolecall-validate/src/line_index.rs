//! From byte offsets to lines and columns.

/// A place in a text as editors show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// Counts from 1.
    pub line: usize,
    /// Characters, counts from 1.
    pub column: usize,
}

/// The line starts of a text.
#[derive(Debug, Clone)]
pub struct LineIndex<'t> {
    text: &'t [u8],
    starts: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    /// Reads the text once for its line ends (`\n`).
    pub fn new(text: &'t [u8]) -> Self {
        let ends = memchr::memchr_iter(b'\n', text);
        let starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        Self { text, starts }
    }

    /// The place of a byte offset; of the end of the text for offsets behind it.
    pub fn locate(&self, offset: usize) -> LineColumn {
        let offset = offset.min(self.text.len());
        let line = self
            .starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        // Every byte that does not continue a character begins one, in text that is not UTF-8 too.
        let column = self.text[start..offset]
            .iter()
            .filter(|byte| **byte & 0xc0 != 0x80)
            .count();
        LineColumn {
            line: line + 1,
            column: column + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "a\nñb\n\n日本".as_bytes();
        let index = LineIndex::new(text);
        let at = |offset| {
            let place = index.locate(offset);
            (place.line, place.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(1), (1, 2));
        assert_eq!(at(2), (2, 1));
        assert_eq!(at(4), (2, 2));
        assert_eq!(at(6), (3, 1));
        assert_eq!(at(10), (4, 2));
        assert_eq!(at(999), (4, 3));
    }
}
