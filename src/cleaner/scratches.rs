//! Memory that posts leave behind for the next one.

use std::sync::{Mutex, PoisonError};

use crate::dom::Dom;
use crate::draft::DraftMemory;
use crate::survey::Survey;

/// What one post takes; empty, but with room.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) dom: Dom<'static>,
    pub(crate) survey: Survey,
    pub(crate) draft: DraftMemory,
}

/// Of as many posts as were cleaned at one time.
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
