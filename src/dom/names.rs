//! Looks up short names without comparing letters or branching.

/// The length in bytes of the longest known name.
const LONGEST: usize = 16;
/// The number of bits of a slot index, large enough that collisions are rare.
const SLOT_BITS: u32 = 11;
const NO_NAME: u8 = u8::MAX;

/// A name as a little-endian number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Key(u128);

impl Key {
    /// Returns `None` for a name longer than all known ones.
    pub(super) fn of(name: &str) -> Option<Key> {
        let mut bytes = [0; LONGEST];
        bytes.get_mut(..name.len())?.copy_from_slice(name.as_bytes());
        Some(Key(u128::from_le_bytes(bytes)))
    }

    /// Makes the key of a name of this length, less than 8, at the start of some bytes.
    pub(super) fn at_head(bytes: [u8; 8], length: usize) -> Key {
        let name = u64::from_le_bytes(bytes) & !(u64::MAX << (length as u32 * 8 % u64::BITS));
        Key(name.into())
    }

    #[expect(clippy::indexing_slicing, reason = "it runs while the crate is compiled")]
    const fn of_known(name: &str) -> Key {
        let name = name.as_bytes();
        assert!(name.len() <= LONGEST);
        let mut bytes = [0; LONGEST];
        let mut at = 0;
        while at < name.len() {
            bytes[at] = name[at];
            at += 1;
        }
        Key(u128::from_le_bytes(bytes))
    }

    const fn slot(self, factor: u64) -> usize {
        let folded = (self.0 as u64) ^ ((self.0 >> 64) as u64).rotate_left(29);
        (folded.wrapping_mul(factor) >> (u64::BITS - SLOT_BITS)) as usize
    }
}

/// Known names and their meanings, in a slot for each key.
pub(super) struct Names<T, const N: usize> {
    factor: u64,
    /// The index of the entry of a slot, or [`NO_NAME`].
    slots: [u8; 1 << SLOT_BITS],
    entries: [(Key, T); N],
}

impl<T: Copy, const N: usize> Names<T, N> {
    #[expect(clippy::indexing_slicing, reason = "it runs while the crate is compiled")]
    pub(super) const fn new(names: [(&str, T); N]) -> Self {
        assert!(N < NO_NAME as usize);
        let mut entries = [(Key(0), names[0].1); N];
        let mut at = 0;
        while at < N {
            entries[at] = (Key::of_known(names[at].0), names[at].1);
            at += 1;
        }
        // Among few factors there is one without collisions.
        let mut factor: u64 = 0x9e37_79b9_7f4a_7c15;
        'factor: loop {
            let mut slots = [NO_NAME; 1 << SLOT_BITS];
            let mut at = 0;
            while at < N {
                let slot = entries[at].0.slot(factor);
                if slots[slot] != NO_NAME {
                    factor = factor.wrapping_mul(0x5851_f42d_4c95_7f2d);
                    continue 'factor;
                }
                slots[slot] = at as u8;
                at += 1;
            }
            return Names { factor, slots, entries };
        }
    }

    pub(super) fn get(&self, key: Key) -> Option<T> {
        let slot = *self.slots.get(key.slot(self.factor))?;
        let (known, meaning) = self.entries.get(usize::from(slot))?;
        (*known == key).then_some(*meaning)
    }
}
