//! The description of a run as JSON.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use crate::cli::Cli;
use crate::delivery::{Counts, Entry, Progress};
use crate::state::Hash;
use crate::summary::Tally;

/// The settings that determine results.
#[derive(Debug, Serialize)]
pub(crate) struct Settings {
    program: &'static str,
    input: Option<String>,
    format: Option<String>,
    fields: Vec<String>,
    /// The hash of the custom rules.
    rules: Option<Hash>,
    learn: bool,
    url: Option<String>,
    shards: Option<u16>,
    dedupe: bool,
    fail_on_empty: bool,
    relative: bool,
}

impl Settings {
    pub(crate) fn of(cli: &Cli) -> Self {
        fn name(value: &impl ValueEnum) -> Option<String> {
            value.to_possible_value().map(|value| value.get_name().to_owned())
        }
        Settings {
            program: concat!("feedscrub ", env!("CARGO_PKG_VERSION")),
            input: name(&cli.input),
            format: cli.format.as_ref().and_then(name),
            fields: cli.fields.iter().filter_map(name).collect(),
            rules: cli.own_rules().map(|rules| Hash::EMPTY.with(rules.as_bytes())),
            learn: cli.learn,
            url: cli.url.as_ref().map(ToString::to_string),
            shards: cli.shards,
            dedupe: cli.dedupe,
            fail_on_empty: cli.fail_on_empty,
            relative: cli.relative,
        }
    }

    pub(crate) fn hash(&self) -> Hash {
        Hash::EMPTY.with(&serde_json::to_vec(self).unwrap_or_default())
    }
}

#[derive(Serialize)]
pub(crate) struct Manifest<'a> {
    version: u32,
    settings: &'a Settings,
    settings_hash: Hash,
    inputs: Inputs<'a>,
    outputs: Vec<String>,
    counts: Counts,
    /// The first failed or skipped posts; the log of failures lists all of them.
    failures: &'a [Entry],
    /// The summary of the posts of this run, without those of an earlier run that it resumed.
    summary: &'a Tally,
    seconds: f64,
}

#[derive(Serialize)]
struct Inputs<'a> {
    arguments: &'a [PathBuf],
    files_from: Option<&'a Path>,
    /// The hash of their names, or of their lines.
    hash: Hash,
}

impl<'a> Manifest<'a> {
    pub(crate) fn new(
        cli: &'a Cli,
        settings: &'a Settings,
        outputs: &[Option<PathBuf>],
        progress: &'a Progress,
        summary: &'a Tally,
        seconds: f64,
    ) -> Self {
        let folder = cli.output.as_ref().filter(|_| cli.writes_files());
        Manifest {
            version: 1,
            settings,
            settings_hash: settings.hash(),
            inputs: Inputs { arguments: &cli.inputs, files_from: cli.files_from.as_deref(), hash: progress.inputs },
            outputs: outputs.iter().flatten().chain(folder).map(|path| path.display().to_string()).collect(),
            counts: progress.counts,
            failures: &progress.failures,
            summary,
            seconds,
        }
    }
}
