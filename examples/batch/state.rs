//! The progress of a run, from which another one can resume.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::delivery::Counts;
use crate::input::Found;

/// A hash that is independent of the program and the machine: [FNV-1a](http://www.isthe.com/chongo/tech/comp/fnv/) over
/// words of eight bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Hash(u64);

impl Hash {
    pub(crate) const EMPTY: Hash = Hash(0xcbf2_9ce4_8422_2325);

    #[must_use]
    pub(crate) fn with(self, bytes: &[u8]) -> Self {
        let mut hash = self.0;
        for word in bytes.chunks(8) {
            let mut padded = [0; 8];
            for (to, from) in padded.iter_mut().zip(word) {
                *to = *from;
            }
            hash = (hash ^ u64::from_le_bytes(padded)).wrapping_mul(0x100_0000_01b3);
        }
        // A padded word differs from one that ends in zeros.
        Hash((hash ^ bytes.len() as u64).wrapping_mul(0x100_0000_01b3))
    }

    /// Adds an input, by its name or its line.
    fn with_found(self, found: &Found) -> Self {
        match found {
            Found::Post(source) => self.with(source.shown.as_os_str().as_encoded_bytes()),
            Found::Line(line) => self.with(line.bytes.as_deref().unwrap_or_default()),
            Found::Failed { path, .. } | Found::Copy { path, .. } => self.with(path.as_bytes()),
            Found::Note(note) => self.with(note.as_bytes()),
        }
        .with(b"\n")
    }
}

/// An iterator over the inputs, each with the hash of all up to it.
pub(crate) struct Hashed<I> {
    found: I,
    hash: Hash,
}

impl<I: Iterator<Item = Found>> Hashed<I> {
    pub(crate) fn new(found: I) -> Self {
        Hashed { found, hash: Hash::EMPTY }
    }

    /// Skips the inputs of an earlier run, if they are the same.
    pub(crate) fn pass_over(&mut self, state: &State) -> Result<(), String> {
        for _ in 0..state.products {
            if self.next().is_none() {
                break;
            }
        }
        match self.hash == state.inputs {
            true => Ok(()),
            false => Err("the input is not that of the run to go on with".to_owned()),
        }
    }
}

impl<I: Iterator<Item = Found>> Iterator for Hashed<I> {
    type Item = (Found, Hash);

    fn next(&mut self) -> Option<Self::Item> {
        let found = self.found.next()?;
        self.hash = self.hash.with_found(&found);
        Some((found, self.hash))
    }
}

/// The products that have been delivered and written to the files.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct State {
    /// The settings of the run that determine results.
    pub(crate) settings: Hash,
    /// The number of processed inputs, and their hash.
    pub(crate) products: u64,
    pub(crate) inputs: Hash,
    pub(crate) counts: Counts,
    /// The lengths of the output files.
    pub(crate) bytes: Vec<u64>,
}

/// The file with the state while the output is incomplete.
#[derive(Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
    settings: Hash,
}

impl StateFile {
    pub(crate) fn of(output: &Path, settings: Hash) -> Self {
        StateFile { path: with_suffix(output, ".state"), settings }
    }

    /// Reads the state of a run with the same settings.
    pub(crate) fn read(&self) -> Result<Option<State>, String> {
        let shown = self.path.display();
        let bytes = match fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(format!("{shown}: cannot be read: {error}")),
        };
        let state: State = serde_json::from_slice(&bytes).map_err(|error| format!("{shown}: {error}"))?;
        match state.settings == self.settings {
            true => Ok(Some(state)),
            false => Err(format!("{shown}: from a run with other settings; remove this file to start over")),
        }
    }

    pub(crate) fn write(&self, state: State) -> io::Result<()> {
        let state = State { settings: self.settings, ..state };
        let new = with_suffix(&self.path, ".new");
        fs::write(&new, serde_json::to_vec(&state)?)?;
        fs::rename(new, &self.path)
    }

    pub(crate) fn remove(&self) -> io::Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// Appends a suffix to a path.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
