//! Standard output and other pipes: whether they are closed, and writing to them with other processes.

use std::io::{self, Write};
#[cfg(unix)]
use std::os::fd::AsFd as Descriptor;

/// Any output, where there are no descriptors.
#[cfg(not(unix))]
pub(crate) trait Descriptor {}
#[cfg(not(unix))]
impl<W> Descriptor for W {}

/// An output that several processes may write to. What is written by one call stays together.
///
/// A pipe keeps only short writes together (4 KiB on Linux), so processes of this program lock it. Nothing is locked where
/// the system has no locks of pipes.
#[derive(Debug)]
pub(crate) struct Shared<W: Write + Descriptor> {
    output: W,
    is_pipe: bool,
}

impl<W: Write + Descriptor> Shared<W> {
    pub(crate) fn new(output: W) -> Self {
        let is_pipe = is_pipe(&output);
        Shared { output, is_pipe }
    }
}

impl<W: Write + Descriptor> Write for Shared<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let is_locked = self.is_pipe && lock(&self.output);
        let written = self.output.write_all(bytes).and_then(|()| self.output.flush());
        if is_locked {
            unlock(&self.output);
        }
        written.map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

#[cfg(unix)]
fn is_pipe(output: &impl Descriptor) -> bool {
    use rustix::fs::{FileType, fstat};

    fstat(output).is_ok_and(|status| FileType::from_raw_mode(status.st_mode) == FileType::Fifo)
}

/// Waits until no other process writes.
#[cfg(unix)]
fn lock(output: &impl Descriptor) -> bool {
    use rustix::fs::{FlockOperation, fcntl_lock};

    rustix::io::retry_on_intr(|| fcntl_lock(output, FlockOperation::LockExclusive)).is_ok()
}

#[cfg(unix)]
fn unlock(output: &impl Descriptor) {
    use rustix::fs::{FlockOperation, fcntl_lock};

    // The system unlocks it in any case when the program ends.
    let _ = fcntl_lock(output, FlockOperation::Unlock);
}

#[cfg(not(unix))]
fn is_pipe(_: &impl Descriptor) -> bool {
    false
}

#[cfg(not(unix))]
fn lock(_: &impl Descriptor) -> bool {
    false
}

#[cfg(not(unix))]
fn unlock(_: &impl Descriptor) {}

/// Returns whether the program was started with a closed standard output. The Rust runtime replaces a closed descriptor
/// by the null device, opened for reading and writing, and results written there would be lost silently. A user who
/// wants to discard them passes `-o /dev/null`, which is only opened for writing.
#[cfg(target_os = "linux")]
pub(crate) fn is_output_closed() -> bool {
    use rustix::fs::{OFlags, fcntl_getfl, fstat, major, minor};

    let output = rustix::stdio::stdout();
    let is_null = fstat(output).is_ok_and(|status| (major(status.st_rdev), minor(status.st_rdev)) == (1, 3));
    is_null && fcntl_getfl(output).is_ok_and(|flags| flags & OFlags::ACCMODE == OFlags::RDWR)
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn is_output_closed() -> bool {
    false
}
