//! An evenly spaced sample of a sequence of unknown length.

pub(crate) struct Sample<T> {
    items: Vec<T>,
    limit: usize,
    seen: usize,
    /// The distance between samples.
    step: usize,
}

impl<T> Sample<T> {
    pub(crate) fn new(limit: usize) -> Self {
        Sample { items: Vec::new(), limit, seen: 0, step: 1 }
    }

    pub(crate) fn offer(&mut self, item: T) {
        if self.seen.is_multiple_of(self.step) {
            if self.items.len() == self.limit {
                // Every second sample is dropped, and the distance doubles.
                let mut at = 0;
                self.items.retain(|_| {
                    at += 1;
                    at % 2 == 1
                });
                self.step *= 2;
            }
            if self.seen.is_multiple_of(self.step) {
                self.items.push(item);
            }
        }
        self.seen += 1;
    }

    pub(crate) fn into_items(self) -> Vec<T> {
        self.items
    }
}
