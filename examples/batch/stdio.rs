//! Detects a closed standard output.

/// Whether whoever started the program closed its standard output. The Rust runtime has opened the null device in its place by
/// now, for reading and writing, and results written there would be lost without a word; who wants that says `-o /dev/null`.
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
