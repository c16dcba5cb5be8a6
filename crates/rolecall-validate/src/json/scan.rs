//! The inner loop over the bytes of a string.

use wide::{CmpEq as _, i8x16};

const STRIDE: usize = 16;

/// The offset of the first byte at or after `from` that ends a plain run: `"`, `\` or a control character.
///
/// Returns the length of `bytes` when there is none.
#[inline]
pub(super) fn end_of_plain(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    let rest = bytes.get(from..).unwrap_or_default();
    for stride in rest.chunks_exact(STRIDE) {
        let special = specials(stride);
        if special != 0 {
            return at + special.trailing_zeros() as usize;
        }
        at += STRIDE;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter()
        .position(|&byte| matches!(byte, b'"' | b'\\' | ..0x20))
        .map_or(bytes.len(), |offset| at + offset)
}

/// A bit for each byte of a stride that is special.
#[inline]
fn specials(stride: &[u8]) -> i32 {
    let mut bytes = [0; STRIDE];
    for (to, from) in bytes.iter_mut().zip(stride) {
        *to = signed(*from);
    }
    let bytes = i8x16::new(bytes);
    let quote = bytes.cmp_eq(i8x16::splat(signed(b'"')));
    let backslash = bytes.cmp_eq(i8x16::splat(signed(b'\\')));
    // Control characters are those without any of the upper three bits.
    let control = (bytes & i8x16::splat(signed(0xe0))).cmp_eq(i8x16::ZERO);
    (quote | backslash | control).move_mask()
}

const fn signed(byte: u8) -> i8 {
    i8::from_ne_bytes([byte])
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
