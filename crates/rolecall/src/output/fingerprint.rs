//! A name for a finding that stays the same when lines move, so that services recognise it in the next run.

use crate::lint::Problem;
use std::collections::HashMap;

/// Makes fingerprints, each once.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    /// How often each was needed: equal findings at one place are told apart by their number.
    seen: HashMap<u128, u64>,
}

impl Fingerprints {
    /// 32 hexadecimal digits of what the finding is about: the rule, the file, the document and the pointer in it.
    pub(super) fn of(&mut self, file: &str, problem: &Problem) -> String {
        let finding = &problem.finding;
        let document = match &finding.custom_id {
            // Items of a batch are known by name, wherever they stand.
            Some(id) => id.clone(),
            None => problem.document.to_string(),
        };
        let mut hash = Fnv::new();
        for part in [
            finding.rule,
            file,
            &document,
            &finding.pointer,
            finding.missing.as_deref().unwrap_or_default(),
        ] {
            hash.write(part.as_bytes());
            hash.write(&[0]);
        }
        let count = self.seen.entry(hash.0).or_default();
        hash.write(&count.to_le_bytes());
        *count += 1;
        format!("{:032x}", hash.0)
    }
}

/// FNV-1a of 128 bits: stable across versions and machines, which the standard library's hash does not promise.
struct Fnv(u128);

impl Fnv {
    fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 ^= u128::from(*byte);
            self.0 = self
                .0
                .wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the test vectors of the draft that describes the hash.
    #[test]
    fn the_hash_is_the_published_one() {
        let mut hash = Fnv::new();
        hash.write(b"a");
        assert_eq!(hash.0, 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
    }
}
