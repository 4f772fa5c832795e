//! Detects a closed standard output.

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
