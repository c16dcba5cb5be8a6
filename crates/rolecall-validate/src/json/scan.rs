//! The inner loop over the bytes of a string.

use fearless_simd::{Level, Simd, dispatch, i8x64, prelude::*, u8x64};

/// A bit for each of its bytes fits into a word.
pub(super) const BLOCK: usize = 64;

/// So many blocks are looked at together, with the widest vectors that the processor has.
const WINDOW: usize = 128;

/// Finds the ends of plain runs: most strings cost no more than a shift, since whole blocks are looked at ahead.
pub(super) struct Scanner<'t> {
    bytes: &'t [u8],
    level: Level,
    /// The number of the first block of the window.
    first: usize,
    /// For each block of the window a bit for each byte that is special: `"`, `\` or a control character. What is behind
    /// the text counts as special, so that it is never passed.
    specials: [u64; WINDOW],
}

impl<'t> Scanner<'t> {
    pub(super) fn new(bytes: &'t [u8]) -> Self {
        Self {
            bytes,
            level: Level::new(),
            // No block has this number, so the first that is asked for is looked at.
            first: usize::MAX / 2,
            specials: [0; WINDOW],
        }
    }

    /// The offset of the first special byte at or after `from`; the length of the text when there is none.
    #[inline]
    pub(super) fn end_of_plain(&mut self, from: usize) -> usize {
        let (mut block, mut specials) = self.specials_from(from);
        while specials == 0 {
            block += 1;
            specials = self.specials_of(block);
        }
        block * BLOCK + specials.trailing_zeros() as usize
    }

    /// The number of the block that `from` lies in, and a bit for each special byte of it that is not before `from`.
    #[inline]
    pub(super) fn specials_from(&mut self, from: usize) -> (usize, u64) {
        let block = from / BLOCK;
        (
            block,
            self.specials_of(block) & (u64::MAX << (from % BLOCK)),
        )
    }

    /// A bit for each special byte of a block; all bits behind the end of the text.
    #[inline]
    pub(super) fn specials_of(&mut self, block: usize) -> u64 {
        let place = block.wrapping_sub(self.first);
        if let Some(specials) = self.specials.get(place) {
            return *specials;
        }
        self.look_ahead(block);
        self.specials[0]
    }

    /// Moves the window to a block.
    #[cold]
    #[inline(never)]
    fn look_ahead(&mut self, first: usize) {
        self.first = first;
        let rest = self.bytes.get(first * BLOCK..).unwrap_or_default();
        let (blocks, rest) = rest.as_chunks();
        let (level, specials) = (self.level, &mut self.specials);
        dispatch!(level, simd => mark_all(simd, blocks, specials));
        if let Some(specials) = specials.get_mut(blocks.len()) {
            let mut last = [0; BLOCK];
            last[..rest.len()].copy_from_slice(rest);
            *specials = dispatch!(level, simd => mark(simd, &last));
        }
    }
}

#[expect(clippy::inline_always, reason = "what is dispatched must not call")]
#[inline(always)]
fn mark_all<S: Simd>(simd: S, blocks: &[[u8; BLOCK]], specials: &mut [u64; WINDOW]) {
    for (block, specials) in blocks.iter().zip(specials) {
        *specials = mark(simd, block);
    }
}

#[expect(clippy::inline_always, reason = "as above")]
#[inline(always)]
fn mark<S: Simd>(simd: S, block: &[u8; BLOCK]) -> u64 {
    let bytes = u8x64::from_slice(simd, block);
    let backslash = bytes.simd_eq(b'\\');
    // With one bit turned round, the quote is the one byte that comes directly behind the control characters. With the
    // highest one turned round, too, they all come first among signed numbers, which take less to compare.
    let turned = bytes ^ u8x64::splat(simd, b'"' ^ b' ' ^ 0x80);
    let turned: i8x64<S> = turned.bitcast();
    (backslash | turned.simd_lt(i8::MIN + 0x21)).to_bitmask()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_first_special_byte_at_any_distance() {
        for distance in (0..200).chain([8000, 8191, 8192, 8193, 17_000]) {
            for special in [b'"', b'\\', b'\n', 0, 0x1f] {
                let mut bytes = vec![b'a'; distance];
                bytes.push(special);
                bytes.extend([b'"'; 40]);
                let mut scanner = Scanner::new(&bytes);
                for from in (0..=distance).rev().step_by(1 + distance / 200) {
                    assert_eq!(scanner.end_of_plain(from), distance);
                }
            }
            let bytes = vec![0xff; distance];
            let mut scanner = Scanner::new(&bytes);
            for from in (0..=distance).step_by(1 + distance / 200) {
                assert_eq!(scanner.end_of_plain(from), distance);
            }
        }
    }

    #[test]
    fn tells_special_bytes_from_all_others() {
        for byte in 0..=u8::MAX {
            let is_special = matches!(byte, b'"' | b'\\' | ..0x20);
            let found = Scanner::new(&[byte; 3]).end_of_plain(0);
            assert_eq!(found, if is_special { 0 } else { 3 }, "{byte:#x}");
        }
    }

    /// Each call goes on behind the one before, as the parser does.
    #[test]
    fn finds_all_special_bytes_of_a_text() {
        let bytes: Vec<u8> = (0_u32..4000)
            .map(|at| {
                if at * at % 7 == 2 {
                    b'"'
                } else {
                    b'a' + (at % 26) as u8
                }
            })
            .collect();
        let expected: Vec<_> = (0..bytes.len()).filter(|at| bytes[*at] == b'"').collect();
        let mut scanner = Scanner::new(&bytes);
        let mut found = Vec::new();
        let mut at = scanner.end_of_plain(0);
        while at < bytes.len() {
            found.push(at);
            at = scanner.end_of_plain(at + 1);
        }
        assert_eq!(found, expected);
    }
}
