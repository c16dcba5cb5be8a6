//! The inner loop over the bytes of a string.

const STRIDE: usize = 32;

/// The offset of the first byte at or after `from` that ends a plain run: `"`, `\` or a control character.
///
/// Returns the length of `bytes` when there is none.
pub(super) fn end_of_plain(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    // Whole strides are tested without a branch per byte, which the compiler turns into vector instructions.
    while let Some(stride) = bytes.get(at..at + STRIDE) {
        let special = stride
            .iter()
            .fold(false, |found, &byte| found | is_special(byte));
        if special {
            break;
        }
        at += STRIDE;
    }
    bytes.get(at..).map_or(bytes.len(), |rest| {
        rest.iter()
            .position(|&byte| is_special(byte))
            .map_or(bytes.len(), |n| at + n)
    })
}

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
