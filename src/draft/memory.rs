//! Memory of drafts that is reused between posts.

use super::Draft;
use super::writer::{Frame, Set};
use crate::article::{TextBuilder, Texts};
use crate::scratch;

/// The allocations of a draft, for the next one.
#[derive(Debug, Default)]
pub(crate) struct DraftMemory {
    pub(super) draft: Draft<'static>,
    pub(super) text: TextBuilder,
    pub(super) frames: Vec<Frame>,
    pub(super) sets: Vec<Set>,
}

impl DraftMemory {
    /// Takes back a draft that is no longer used.
    pub(crate) fn recycle(&mut self, draft: Draft<'_>) {
        let Draft { items, mut leaves, mut words, mut left_out } = draft;
        scratch::recycle(&mut leaves);
        scratch::recycle(&mut left_out);
        scratch::recycle(&mut words);
        self.draft = Draft { items: scratch::emptied(items), leaves, words, left_out };
        scratch::recycle(&mut self.frames);
        scratch::recycle(&mut self.sets);
    }

    /// Takes back the texts of a draft.
    pub(crate) fn recycle_texts(&mut self, texts: Texts) {
        self.text.recycle(texts);
    }
}
