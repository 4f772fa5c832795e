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

/// Learns from posts the boilerplate that their sources add to every article.
#[derive(Parser, Debug)]
#[command(name = "learn", version, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    /// Folders of posts (every *.md and *.markdown below
    /// them), or with --merge files of earlier runs
    #[arg(value_name = "FOLDER|FILE", required = true, verbatim_doc_comment)]
    pub(crate) inputs: Vec<PathBuf>,

    /// The file for the rules (*.toml), or for the state
    #[arg(short, long, value_name = "FILE", verbatim_doc_comment)]
    pub(crate) output: PathBuf,

    /// Merge the states of earlier runs
    #[arg(long)]
    pub(crate) merge: bool,

    /// The minimal number of posts of a source with a piece
    #[arg(long, value_name = "N", verbatim_doc_comment)]
    posts: Option<u32>,

    /// The minimal share of such posts of a source
    #[arg(long, value_name = "SHARE", verbatim_doc_comment)]
    share: Option<f64>,

    /// The number of posts to read at the same time; by
    /// default the number of cores
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
