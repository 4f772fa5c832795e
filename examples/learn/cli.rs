//! The command line.

use std::num::NonZero;
use std::path::PathBuf;
use std::thread;

use clap::Parser;
use feedscrub::learn::LearnOptions;

const AFTER_HELP: &str = "\
An output that ends in .toml gets the learned rules, for `batch --rules`. Any
other gets what was learned from, to be merged later; it holds texts of the
posts.

Exit code: 0, 1 when a post or file could not be read, 2 for bad usage.";

/// Learns from posts what their sources add to every article.
#[derive(Parser, Debug)]
#[command(name = "learn", version, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    /// Folders of posts (every *.md and *.markdown below
    /// them), or with --merge files of earlier runs
    #[arg(value_name = "FOLDER|FILE", required = true, verbatim_doc_comment)]
    pub(crate) inputs: Vec<PathBuf>,

    /// Where the rules go (*.toml), or what was learned from
    #[arg(short, long, value_name = "FILE", verbatim_doc_comment)]
    pub(crate) output: PathBuf,

    /// Join what earlier runs have learned from
    #[arg(long)]
    pub(crate) merge: bool,

    /// In how many posts of a source a piece must stand
    #[arg(long, value_name = "N", verbatim_doc_comment)]
    posts: Option<u32>,

    /// In what share of a source's posts a piece must stand
    #[arg(long, value_name = "SHARE", verbatim_doc_comment)]
    share: Option<f64>,

    /// How many posts to read at the same time; as many as
    /// there are cores without it
    #[arg(long, value_name = "N", verbatim_doc_comment, value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,
}

impl Cli {
    pub(crate) fn writes_rules(&self) -> bool {
        self.output.extension().is_some_and(|end| end == "toml")
    }

    pub(crate) fn options(&self) -> LearnOptions {
        let mut options = LearnOptions::default();
        if let Some(posts) = self.posts {
            options = options.posts(posts);
        }
        if let Some(share) = self.share {
            options = options.share(share);
        }
        options
    }

    pub(crate) fn threads(&self) -> usize {
        match self.threads {
            Some(threads) => threads.into(),
            None => thread::available_parallelism().map_or(1, NonZero::get),
        }
    }
}
