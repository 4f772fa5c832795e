//! A fast test for hosts that are not in a table.

/// A Bloom filter of one hash over known hosts. It reads a host once, from its end, for the host and all its parent
/// domains.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    bits: [u64; 32],
}

impl Filter {
    pub(crate) fn of<'a>(hosts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut filter = Filter::default();
        hosts.into_iter().for_each(|host| filter.insert(host));
        filter
    }

    pub(crate) fn insert(&mut self, key: &str) {
        let hash = key.bytes().rev().fold(Self::SEED, Self::step);
        let (word, bit) = Self::place(hash);
        if let Some(word) = self.bits.get_mut(word) {
            *word |= bit;
        }
    }

    /// Returns the host, and its suffixes that begin with a dot, without those that are certainly unknown.
    pub(crate) fn ends_of<'a>(&'a self, host: &'a str) -> impl Iterator<Item = &'a str> {
        let mut hash = Self::SEED;
        host.bytes().enumerate().rev().filter_map(move |(at, byte)| {
            hash = Self::step(hash, byte);
            let (word, bit) = Self::place(hash);
            let is_known = (byte == b'.' || at == 0) && self.bits.get(word).is_some_and(|word| word & bit != 0);
            if is_known { host.get(at..) } else { None }
        })
    }

    /// FNV-1a: <http://www.isthe.com/chongo/tech/comp/fnv/>.
    const SEED: u32 = 0x811C_9DC5;

    fn step(hash: u32, byte: u8) -> u32 {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    }

    /// Returns eleven bits of the hash as the index of a word and a bit in it.
    fn place(hash: u32) -> (usize, u64) {
        let hash = hash ^ (hash >> 15);
        ((hash >> 6) as usize % 32, 1 << (hash % 64))
    }
}
