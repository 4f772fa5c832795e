//! Results, written whole or not at all.
//!
//! A result is written to a new file in the same folder, which takes the result's name when it is complete. What had
//! the name before is there until then, whatever happens.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, ErrorKind, Stdout, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::TempPath;

const BUFFER: usize = 256 << 10;

/// What shells report for a program that an interrupt ended.
const INTERRUPTED: i32 = 130;

/// Where lines of JSON go.
#[derive(Debug)]
pub(crate) enum Lines {
    Stdout(BufWriter<Stdout>),
    /// A device or pipe, which has no earlier content to keep.
    Device(BufWriter<File>),
    File(Whole),
}

impl Lines {
    /// Standard output without a path.
    pub(crate) fn open(path: Option<&Path>, pending: &Pending) -> io::Result<Self> {
        let Some(path) = path else {
            return Ok(Lines::Stdout(BufWriter::with_capacity(BUFFER, io::stdout())));
        };
        match fs::metadata(path) {
            Ok(metadata) if !metadata.is_file() => {
                let device = OpenOptions::new().write(true).open(path)?;
                Ok(Lines::Device(BufWriter::with_capacity(BUFFER, device)))
            }
            _ => Whole::create(path, pending).map(Lines::File),
        }
    }

    /// Ends the output. An earlier file is worth more than one without any `results`.
    pub(crate) fn finish(self, results: bool) -> io::Result<()> {
        match self {
            Lines::Stdout(mut stdout) => stdout.flush(),
            Lines::Device(mut device) => device.flush(),
            Lines::File(_) if !results => Ok(()),
            Lines::File(mut file) => {
                file.sync()?;
                file.keep()
            }
        }
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Lines::Stdout(stdout) => stdout.write(bytes),
            Lines::Device(device) => device.write(bytes),
            Lines::File(file) => file.writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Lines::Stdout(stdout) => stdout.flush(),
            Lines::Device(device) => device.flush(),
            Lines::File(file) => file.writer.flush(),
        }
    }
}

/// The folder that holds a file for each post.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    pending: Pending,
}

impl Folder {
    pub(crate) fn open(path: &Path, pending: &Pending) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        Ok(Folder { path: path.to_owned(), pending: pending.clone() })
    }

    pub(crate) fn write(&self, name: &Path, result: &[u8]) -> io::Result<()> {
        let path = self.path.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = Whole::create(&path, &self.pending)?;
        file.writer.write_all(result)?;
        file.keep()
    }
}

/// A file that nobody sees before it is complete.
#[derive(Debug)]
pub(crate) struct Whole {
    writer: BufWriter<File>,
    target: PathBuf,
    listed: Listed,
}

impl Whole {
    fn create(target: &Path, pending: &Pending) -> io::Result<Self> {
        // Behind a link it is the file that changes, not the link.
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        let earlier = fs::metadata(&target).ok();
        if earlier.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(ErrorKind::IsADirectory.into());
        }
        let permissions = earlier.map(|earlier| earlier.permissions());
        if permissions.as_ref().is_some_and(Permissions::readonly) {
            return Err(io::Error::new(ErrorKind::PermissionDenied, "the file is read-only"));
        }
        let folder = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let (file, listed) = pending.new_file(folder)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        Ok(Whole { writer: BufWriter::with_capacity(BUFFER, file), target, listed })
    }

    /// Brings the content to the disk, so that no crash of the machine leaves the name without it.
    fn sync(&mut self) -> io::Result<()> {
        self.writer.flush()?;
        self.writer.get_ref().sync_all()
    }

    /// Gives the file its name.
    fn keep(self) -> io::Result<()> {
        let Whole { writer, target, listed } = self;
        // Closed before it is renamed, as Windows wants it.
        drop(writer.into_inner().map_err(io::IntoInnerError::into_error)?);
        fs::rename(&listed.path, target)
    }
}

/// Files that are being written, to be removed when the program is told to stop.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pending(Arc<Mutex<BTreeSet<PathBuf>>>);

impl Pending {
    /// Removes what is half written at an interrupt or a request to end, and ends the program.
    pub(crate) fn remove_on_signals(&self) -> Result<(), String> {
        let pending = self.clone();
        let stop = move || {
            // Held to the end, so that nothing new begins.
            let files = pending.lock();
            for path in files.iter() {
                // It may have got its name a moment ago.
                let _ = fs::remove_file(path);
            }
            std::process::exit(INTERRUPTED);
        };
        ctrlc::set_handler(stop).map_err(|error| format!("signals cannot be handled: {error}"))
    }

    fn new_file(&self, folder: &Path) -> io::Result<(File, Listed)> {
        // The system's own error: the one that tempfile makes of it names a file that nobody asked for.
        let mut cause = None;
        let create = |path: &Path| File::create_new(path).inspect_err(|error| cause = error.raw_os_error());
        let mut files = self.lock();
        let file = tempfile::Builder::new().prefix(".batch-").suffix(".tmp").make_in(folder, create);
        let (file, path) = file.map_err(|error| cause.map_or(error, io::Error::from_raw_os_error))?.into_parts();
        files.insert(path.to_path_buf());
        drop(files);
        Ok((file, Listed { path, pending: self.clone() }))
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that goes when this is dropped, and its place in the list of those being written.
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
