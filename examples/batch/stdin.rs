//! What is done without arguments: whatever stands on standard input is cleaned, else the fixtures.

use std::io::{self, BufRead, IsTerminal};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How long something may take to come. A pipe that nobody writes to must not hold up whoever only tries the program.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether standard input is no terminal and holds something.
pub(crate) fn holds_something() -> bool {
    if io::stdin().is_terminal() {
        return false;
    }
    let (sender, receiver) = mpsc::channel();
    // What it reads stays in the buffer of standard input, for whoever reads there next.
    let look = move || sender.send(io::stdin().lock().fill_buf().is_ok_and(|bytes| !bytes.is_empty()));
    match thread::Builder::new().spawn(look) {
        Ok(_) => receiver.recv_timeout(PATIENCE).unwrap_or(false),
        Err(_) => false,
    }
}
