//! A global allocator that counts the allocations of its thread.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The allocations of one thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    /// Allocations, and reallocations that grow.
    pub allocations: usize,
    /// Bytes of them, of a growing reallocation what it adds.
    pub bytes: usize,
}

impl std::ops::Sub for Count {
    type Output = Count;

    fn sub(self, before: Count) -> Count {
        Count { allocations: self.allocations - before.allocations, bytes: self.bytes - before.bytes }
    }
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.allocations += other.allocations;
        self.bytes += other.bytes;
    }
}

thread_local! {
    static COUNT: Cell<Count> = const { Cell::new(Count { allocations: 0, bytes: 0 }) };
    /// Bytes in use; below zero in a thread that frees what others made.
    static LIVE: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

/// Returns the allocations of this thread so far.
pub fn count() -> Count {
    COUNT.get()
}

/// Returns the result of a function and its allocations.
pub fn counted<T>(work: impl FnOnce() -> T) -> (T, Count) {
    let before = count();
    let result = work();
    (result, count() - before)
}

/// Returns the result of a function and its peak memory in bytes, without the memory in use before it.
pub fn peak<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = LIVE.get();
    PEAK.set(before);
    let result = work();
    (result, usize::try_from(PEAK.get() - before).unwrap_or(0))
}

fn grow(bytes: usize) {
    let count = COUNT.get();
    COUNT.set(Count { allocations: count.allocations + 1, bytes: count.bytes + bytes });
    let live = LIVE.get() + bytes as isize;
    LIVE.set(live);
    PEAK.set(PEAK.get().max(live));
}

fn shrink(bytes: usize) {
    LIVE.set(LIVE.get() - bytes as isize);
}

pub struct Counting;

#[allow(unsafe_code, reason = "an allocator is unsafe; this one hands everything on to the system's")]
// SAFETY: every call goes to `System` as it came; counting allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grow(layout.size());
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        grow(layout.size());
        // SAFETY: the caller's promise.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        shrink(layout.size());
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        match size.checked_sub(layout.size()) {
            Some(more) => grow(more),
            None => shrink(layout.size() - size),
        }
        // SAFETY: the caller's promise.
        unsafe { System.realloc(block, layout, size) }
    }
}
