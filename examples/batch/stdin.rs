//! Chooses the default without arguments: standard input if it has data, otherwise the fixtures.

use std::io::{self, BufRead, IsTerminal};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// The time to wait for data. A pipe without a writer must not block a first try of the program.
const PATIENCE: Duration = Duration::from_secs(5);

/// Returns whether standard input is not a terminal and has data.
pub(crate) fn holds_something() -> bool {
    if io::stdin().is_terminal() {
        return false;
    }
    let (sender, receiver) = mpsc::channel();
    // The data stays in the buffer of standard input for the next reader.
    let look = move || sender.send(io::stdin().lock().fill_buf().is_ok_and(|bytes| !bytes.is_empty()));
    match thread::Builder::new().spawn(look) {
        Ok(_) => receiver.recv_timeout(PATIENCE).unwrap_or(false),
        Err(_) => false,
    }
}
