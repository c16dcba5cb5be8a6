//! From byte offsets to lines and columns.

use std::sync::OnceLock;

/// Longer stretches of a line are not counted for each place anew, since a line may be a whole document.
const STEP: usize = 4096;

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
    /// The characters before each step of the text, and before its end; made for the first place far from the start of
    /// its line.
    before: OnceLock<Vec<usize>>,
}

impl<'t> LineIndex<'t> {
    /// Reads the text once for its line ends (`\n`).
    pub fn new(text: &'t [u8]) -> Self {
        let ends = memchr::memchr_iter(b'\n', text);
        let starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        Self {
            text,
            starts,
            before: OnceLock::new(),
        }
    }

    /// The place of a byte offset; of the end of the text for offsets behind it.
    pub fn locate(&self, offset: usize) -> LineColumn {
        let offset = offset.min(self.text.len());
        let line = self
            .starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let column = if offset - start <= STEP {
            characters(&self.text[start..offset])
        } else {
            self.characters_before(offset) - self.characters_before(start)
        };
        LineColumn {
            line: line + 1,
            column: column + 1,
        }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let before = self.before.get_or_init(|| {
            let mut total = 0;
            let mut before = vec![0];
            for step in self.text.chunks(STEP) {
                total += characters(step);
                before.push(total);
            }
            before
        });
        let step = offset / STEP;
        before[step] + characters(&self.text[step * STEP..offset])
    }
}

/// Every byte that does not continue a character begins one, in text that is not UTF-8 too.
fn characters(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
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

    #[test]
    fn columns_of_long_lines_count_characters_too() {
        let long = "aé日😀".repeat(2 * STEP);
        let text = format!("short\n{long}\nshort");
        let index = LineIndex::new(text.as_bytes());
        let line = text.find('a').unwrap();
        for (column, (offset, _)) in long.char_indices().enumerate().step_by(997) {
            let place = index.locate(line + offset);
            assert_eq!((place.line, place.column), (2, column + 1));
        }
        let end = index.locate(text.len());
        assert_eq!((end.line, end.column), (3, 6));
        let whole = "a".repeat(2 * STEP);
        let end = LineIndex::new(whole.as_bytes()).locate(whole.len());
        assert_eq!((end.line, end.column), (1, 2 * STEP + 1));
    }
}
