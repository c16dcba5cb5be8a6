//! The inner loop over the bytes of a string.

const STRIDE: usize = 32;
const WORD: usize = 8;

/// The offset of the first byte at or after `from` that ends a plain run: `"`, `\` or a control character.
///
/// Returns the length of `bytes` when there is none.
#[inline]
pub(super) fn end_of_plain(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    // Most strings are short: a word or two finds their end.
    for _ in 0..STRIDE / WORD {
        match word_at(bytes, at).map(first_special) {
            Some(Some(offset)) => return at + offset,
            Some(None) => at += WORD,
            None => return end_by_bytes(bytes, at),
        }
    }
    // Whole strides are tested without a branch per byte, which the compiler turns into vector instructions.
    while let Some(stride) = bytes.get(at..at + STRIDE) {
        if stride
            .iter()
            .fold(false, |found, &byte| found | is_special(byte))
        {
            break;
        }
        at += STRIDE;
    }
    while let Some(word) = word_at(bytes, at) {
        if let Some(offset) = first_special(word) {
            return at + offset;
        }
        at += WORD;
    }
    end_by_bytes(bytes, at)
}

fn end_by_bytes(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter()
        .position(|&byte| is_special(byte))
        .map_or(bytes.len(), |offset| at + offset)
}

fn word_at(bytes: &[u8], at: usize) -> Option<u64> {
    let word = bytes.get(at..at + WORD)?;
    word.try_into().ok().map(u64::from_le_bytes)
}

/// The position of the first special byte of a little-endian word.
fn first_special(word: u64) -> Option<usize> {
    const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
    const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);
    // The well-known test for a zero byte. Its first hit is exact, and only the first one counts.
    let zero = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    let quote = zero(word ^ (ONES * 0x22));
    let backslash = zero(word ^ (ONES * 0x5c));
    let control = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
    let found = quote | backslash | control;
    (found != 0).then(|| found.trailing_zeros() as usize / 8)
}

#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches it becomes vector instructions"
)]
fn is_special(byte: u8) -> bool {
    (byte == b'"') | (byte == b'\\') | (byte < 0x20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_first_special_byte_at_any_distance() {
        for distance in 0..100 {
            for special in [b'"', b'\\', b'\n', 0, 0x1f] {
                let mut bytes = vec![b'a'; distance];
                bytes.push(special);
                bytes.extend([b'"'; 40]);
                assert_eq!(end_of_plain(&bytes, 0), distance);
            }
            assert_eq!(end_of_plain(&vec![0xff; distance], 0), distance);
        }
    }
}
