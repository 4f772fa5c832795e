//! Memory that is reused from one post to the next.

use std::sync::{Mutex, PoisonError};

use crate::dom::Dom;
use crate::draft::DraftMemory;
use crate::survey::Survey;

/// The empty allocations of one post.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) dom: Dom<'static>,
    pub(crate) survey: Survey,
    pub(crate) draft: DraftMemory,
}

/// One scratch for each post that was cleaned at the same time.
#[derive(Default)]
pub(crate) struct Scratches(Mutex<Vec<Scratch>>);

impl Scratches {
    pub(crate) fn take(&self) -> Scratch {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    pub(crate) fn put_back(&self, scratch: Scratch) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
    }
}
