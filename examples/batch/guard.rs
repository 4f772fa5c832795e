//! Catches panics, so that one bad post never stops a batch.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Makes panics inside [`run`] silent; their message becomes its error.
pub(crate) fn catch_quietly() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if GUARDED.get() {
            let place = info.location().map(|place| format!(" ({}:{})", place.file(), place.line()));
            let payload = info.payload();
            let message = payload.downcast_ref::<&str>().copied();
            let message = message.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
            let message = message.unwrap_or("without a message");
            LAST.set(format!("{message}{}", place.unwrap_or_default()));
        } else {
            usual(info);
        }
    }));
}

/// Calls a function that may panic; the error is the message of the panic.
pub(crate) fn run<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    GUARDED.set(true);
    // No state that the function was changing when it panicked is used afterwards.
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    result.map_err(|_| LAST.take())
}
