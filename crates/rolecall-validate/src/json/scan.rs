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
    for word in words(bytes, from).take(STRIDE / WORD) {
        if let Some(offset) = first_special(word) {
            return at + offset;
        }
        at += WORD;
    }
    // Whole strides are tested without a branch per byte, which the compiler turns into vector instructions.
    for stride in bytes.get(at..).unwrap_or_default().chunks_exact(STRIDE) {
        if stride
            .iter()
            .fold(false, |found, &byte| found | is_special(byte))
        {
            break;
        }
        at += STRIDE;
    }
    for word in words(bytes, at) {
        if let Some(offset) = first_special(word) {
            return at + offset;
        }
        at += WORD;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter()
        .position(|&byte| is_special(byte))
        .map_or(bytes.len(), |offset| at + offset)
}

/// The whole words from an offset on, little-endian.
#[inline]
fn words(bytes: &[u8], from: usize) -> impl Iterator<Item = u64> {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.chunks_exact(WORD)
        .map_while(|word| word.try_into().ok().map(u64::from_le_bytes))
}

/// The position of the first special byte of a little-endian word.
#[inline]
fn first_special(word: u64) -> Option<usize> {
    const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
    const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);
    // A byte below 0x20, or one that the exclusive or makes zero, borrows from the byte above it when 0x20 or 1 is taken
    // from it. That sets its high bit, which is clear before in ASCII. The borrow reaches bytes above it only, so the
    // first hit is exact, and only the first one counts.
    let control = word.wrapping_sub(ONES * 0x20);
    let quote = (word ^ (ONES * 0x22)).wrapping_sub(ONES);
    let backslash = (word ^ (ONES * 0x5c)).wrapping_sub(ONES);
    let found = (control | quote | backslash) & !word & HIGHS;
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
