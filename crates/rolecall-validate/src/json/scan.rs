//! The inner loop over the bytes of a string.

use wide::u8x16;

const STRIDE: usize = 16;

/// A bit for each of its bytes fits into a word.
const BLOCK: usize = 64;

/// Finds the ends of plain runs, a block at a time: the strings of a block after the first cost no more than a shift.
pub(super) struct Scanner<'t> {
    bytes: &'t [u8],
    /// Where the block begins that `specials` is of.
    block: usize,
    /// A bit for each byte of the block that is special: `"`, `\` or a control character.
    specials: u64,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(bytes: &'t [u8]) -> Self {
        let mut scanner = Self {
            bytes,
            block: 0,
            specials: 0,
        };
        scanner.load(0);
        scanner
    }

    /// The offset of the first special byte at or after `from`; the length of the text when there is none.
    #[inline]
    pub(super) fn end_of_plain(&mut self, from: usize) -> usize {
        if from - from % BLOCK == self.block {
            let specials = self.specials >> (from % BLOCK);
            if specials != 0 {
                return from + specials.trailing_zeros() as usize;
            }
        }
        self.search(from)
    }

    /// As [`Scanner::end_of_plain`], through as many blocks as it takes.
    fn search(&mut self, from: usize) -> usize {
        let mut block = from - from % BLOCK;
        if block != self.block {
            self.load(block);
            let specials = self.specials >> (from % BLOCK);
            if specials != 0 {
                return from + specials.trailing_zeros() as usize;
            }
        }
        loop {
            block += BLOCK;
            if block >= self.bytes.len() {
                return self.bytes.len();
            }
            self.load(block);
            if self.specials != 0 {
                return block + self.specials.trailing_zeros() as usize;
            }
        }
    }

    #[inline]
    fn load(&mut self, block: usize) {
        let rest = self.bytes.get(block..).unwrap_or_default();
        self.block = block;
        self.specials = match rest.first_chunk() {
            Some(bytes) => specials(bytes),
            None => specials_of_last(rest),
        };
    }
}

/// What is behind the text counts as special, so that it is never passed.
#[cold]
#[inline(never)]
fn specials_of_last(rest: &[u8]) -> u64 {
    let mut bytes = [0; BLOCK];
    bytes[..rest.len()].copy_from_slice(rest);
    specials(&bytes)
}

#[inline]
fn specials(block: &[u8; BLOCK]) -> u64 {
    let mut all = 0;
    for (at, stride) in block.chunks_exact(STRIDE).enumerate() {
        let mut bytes = [0; STRIDE];
        bytes.copy_from_slice(stride);
        let bytes = u8x16::new(bytes);
        let backslash = bytes.cmp_eq(u8x16::splat(b'\\'));
        // With this bit turned round, the quote is the one byte that comes directly behind the control characters.
        let turned = bytes ^ u8x16::splat(b'"' ^ b' ');
        let quote_or_control = turned
            .saturating_sub(u8x16::splat(b' '))
            .cmp_eq(u8x16::ZERO);
        let mask = (backslash | quote_or_control).move_mask();
        all |= u64::from(u32::from_ne_bytes(mask.to_ne_bytes())) << (at * STRIDE);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_first_special_byte_at_any_distance() {
        for distance in 0..200 {
            for special in [b'"', b'\\', b'\n', 0, 0x1f] {
                let mut bytes = vec![b'a'; distance];
                bytes.push(special);
                bytes.extend([b'"'; 40]);
                let mut scanner = Scanner::new(&bytes);
                for from in (0..=distance).rev() {
                    assert_eq!(scanner.end_of_plain(from), distance);
                }
            }
            let bytes = vec![0xff; distance];
            let mut scanner = Scanner::new(&bytes);
            for from in 0..=distance {
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
