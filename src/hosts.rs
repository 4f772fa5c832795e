//! Hosts that are in none of a table's rows, told at once.

/// Tells quickly that a host is not among the known ones: a Bloom filter of one hash, which reads a host once, from its
/// end, for the host and all domains above it.
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

    /// The host, and its ends that begin with a dot, without those that are surely not known.
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

    /// Eleven bits of the hash: the word and the bit in it.
    fn place(hash: u32) -> (usize, u64) {
        let hash = hash ^ (hash >> 15);
        ((hash >> 6) as usize % 32, 1 << (hash % 64))
    }
}
