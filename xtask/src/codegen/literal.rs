//! Numbers as Rust literals in the groups that clippy asks for.

/// A count: `100_000`.
pub(crate) fn count(number: u64) -> String {
    let digits = number.to_string();
    if digits.len() < 6 {
        return digits;
    }
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

/// A set of bits: `0x0000_…_00ff`.
pub(crate) fn bits(set: u64) -> String {
    let digits = format!("{set:016x}");
    let groups: Vec<_> = digits
        .as_bytes()
        .chunks(4)
        .map(String::from_utf8_lossy)
        .collect();
    format!("0x{}", groups.join("_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_groups() {
        assert_eq!(count(4096), "4096");
        assert_eq!(count(128_000), "128_000");
        assert_eq!(count(1_000_000), "1_000_000");
        assert_eq!(bits(0xabcd_0001), "0x0000_0000_abcd_0001");
    }
}
