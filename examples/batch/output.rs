//! Writes results completely or not at all.
//!
//! A result is written to a new file in the same folder, which is renamed to the name of the result when it is
//! complete. Until then the earlier content stays. The new file of a resumable run has a fixed name and stays if the
//! run ends early.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, ErrorKind, Stdout, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::TempPath;

use crate::stale;
use crate::state::with_suffix;
use crate::stdio::Shared;

const BUFFER: usize = 256 << 10;

/// The exit code of shells for an interrupted program.
const INTERRUPTED: i32 = 130;

/// An output of JSON lines.
#[derive(Debug)]
pub(crate) struct Lines {
    file: Kind,
    bytes: u64,
}

#[derive(Debug)]
enum Kind {
    Stdout(BufWriter<Shared<Stdout>>),
    /// A device or pipe, which has no earlier content to preserve.
    Device(BufWriter<Shared<File>>),
    File(Whole),
    Partial(Partial),
}

impl Lines {
    /// Opens a file, or standard output without a path.
    pub(crate) fn open(path: Option<&Path>, pending: &Pending) -> io::Result<Self> {
        let file = match path {
            None => Kind::Stdout(BufWriter::with_capacity(BUFFER, Shared::new(io::stdout()))),
            Some(path) => match fs::metadata(path) {
                Ok(metadata) if !metadata.is_file() => {
                    let device = OpenOptions::new().write(true).open(path)?;
                    Kind::Device(BufWriter::with_capacity(BUFFER, Shared::new(device)))
                }
                _ => {
                    stale::remove_in(folder_of(path));
                    Kind::File(Whole::create(path, pending)?)
                }
            },
        };
        Ok(Lines { file, bytes: 0 })
    }

    /// Opens the file of an earlier run, of which this many bytes are valid.
    pub(crate) fn go_on(path: &Path, bytes: u64) -> io::Result<Self> {
        Ok(Lines { file: Kind::Partial(Partial::open(path, bytes)?), bytes })
    }

    /// Writes a line. It is never split: a buffer without room for it is emptied first.
    pub(crate) fn write(&mut self, line: &[u8]) -> io::Result<()> {
        self.bytes += line.len() as u64;
        self.writer().write_all(line)
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.writer().flush()
    }

    /// Syncs flushed lines to the disk.
    pub(crate) fn sync(&self) -> io::Result<()> {
        match &self.file {
            Kind::Partial(file) => file.writer.get_ref().sync_data(),
            _ => Ok(()),
        }
    }

    /// Returns the number of written bytes.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    fn writer(&mut self) -> &mut dyn Write {
        match &mut self.file {
            Kind::Stdout(stdout) => stdout,
            Kind::Device(device) => device,
            Kind::File(file) => &mut file.writer,
            Kind::Partial(file) => &mut file.writer,
        }
    }

    /// Completes the output. An earlier file is kept if there are no `results`.
    pub(crate) fn finish(self, results: bool) -> io::Result<()> {
        match self.file {
            Kind::Stdout(mut stdout) => stdout.flush(),
            Kind::Device(mut device) => device.flush(),
            Kind::File(_) if !results => Ok(()),
            Kind::File(mut file) => {
                file.sync()?;
                file.keep()
            }
            Kind::Partial(file) => file.finish(results),
        }
    }
}

/// A file next to the result, which another run can continue.
#[derive(Debug)]
struct Partial {
    writer: BufWriter<File>,
    path: PathBuf,
    target: PathBuf,
}

impl Partial {
    fn open(target: &Path, bytes: u64) -> io::Result<Self> {
        let path = with_suffix(target, ".partial");
        let mut file = OpenOptions::new().create(true).write(true).truncate(false).open(&path)?;
        if file.metadata()?.len() < bytes {
            let shown = path.display();
            return Err(io::Error::other(format!(
                "{shown} is shorter than recorded; remove its .state file to start over"
            )));
        }
        // Lines after the last record of the progress are written again.
        file.set_len(bytes)?;
        io::Seek::seek(&mut file, io::SeekFrom::End(0))?;
        Ok(Partial { writer: BufWriter::with_capacity(BUFFER, file), path, target: target.to_owned() })
    }

    fn finish(self, results: bool) -> io::Result<()> {
        let file = self.writer.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        drop(file);
        match results {
            true => fs::rename(self.path, self.target),
            false => fs::remove_file(self.path),
        }
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A file that is invisible before it is complete.
#[derive(Debug)]
pub(crate) struct Whole {
    writer: BufWriter<File>,
    target: PathBuf,
    listed: Listed,
}

impl Whole {
    /// Writes a whole file.
    pub(crate) fn write(target: &Path, content: &[u8], pending: &Pending) -> io::Result<()> {
        let mut file = Whole::create(target, pending)?;
        file.writer.write_all(content)?;
        file.keep()
    }

    fn create(target: &Path, pending: &Pending) -> io::Result<Self> {
        // The target of a symbolic link is replaced, not the link.
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        let earlier = fs::metadata(&target).ok();
        if earlier.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(ErrorKind::IsADirectory.into());
        }
        let permissions = earlier.map(|earlier| earlier.permissions());
        if permissions.as_ref().is_some_and(Permissions::readonly) {
            return Err(io::Error::new(ErrorKind::PermissionDenied, "the file is read-only"));
        }
        let (file, listed) = pending.new_file(folder_of(&target))?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        Ok(Whole { writer: BufWriter::with_capacity(BUFFER, file), target, listed })
    }

    /// Syncs the content to the disk, so that the name never exists without it after a crash.
    fn sync(&mut self) -> io::Result<()> {
        self.writer.flush()?;
        self.writer.get_ref().sync_all()
    }

    /// Renames the file.
    fn keep(self) -> io::Result<()> {
        let Whole { writer, target, listed } = self;
        let file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
        // Locked until it is renamed, but closed before on Windows, which requires it.
        let _held = (!cfg!(windows)).then_some(file);
        fs::rename(&listed.path, target)
    }
}

/// Files that are being written, to be removed on signals.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pending(Arc<Mutex<BTreeSet<PathBuf>>>);

impl Pending {
    /// Removes incomplete files on an interrupt or a request to terminate, and exits.
    pub(crate) fn remove_on_signals(&self) -> Result<(), String> {
        let pending = self.clone();
        let stop = move || {
            // Locked to the end, so that no new file is begun.
            let files = pending.lock();
            for path in files.iter() {
                // The file may have been renamed in the meantime.
                let _ = fs::remove_file(path);
            }
            std::process::exit(INTERRUPTED);
        };
        ctrlc::set_handler(stop).map_err(|error| format!("signals cannot be handled: {error}"))
    }

    fn new_file(&self, folder: &Path) -> io::Result<(File, Listed)> {
        // The error of the system is reported: the error of tempfile contains a file name that the user does not know.
        let mut cause = None;
        let create = |path: &Path| File::create_new(path).inspect_err(|error| cause = error.raw_os_error());
        let mut files = self.lock();
        let file = tempfile::Builder::new().prefix(stale::PREFIX).suffix(stale::SUFFIX).make_in(folder, create);
        let (file, path) = file.map_err(|error| cause.map_or(error, io::Error::from_raw_os_error))?.into_parts();
        // Runs that clean up after killed ones ignore locked files.
        let _ = stale::hold(&file);
        files.insert(path.to_path_buf());
        drop(files);
        Ok((file, Listed { path, pending: self.clone() }))
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that is removed when the value is dropped, and its entry among the files being written.
#[derive(Debug)]
struct Listed {
    path: TempPath,
    pending: Pending,
}

impl Drop for Listed {
    fn drop(&mut self) {
        self.pending.lock().remove::<Path>(&self.path);
    }
}
