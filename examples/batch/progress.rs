//! A progress bar.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::Cli;
use crate::input::{Found, Origin, Posts};

/// Returns a visible bar if standard error is a terminal, results are not written to the same terminal, and the posts
/// can be counted.
pub(crate) fn bar(cli: &Cli, origin: &Origin) -> ProgressBar {
    let results_on_screen = cli.output.is_none() && io::stdout().is_terminal();
    if results_on_screen || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (total, template) = match origin {
        Origin::Arguments(_) if !cli.reads_lines() => match origin.clone().open() {
            Ok(arguments) => (
                Some(count(Posts::new(arguments, cli.output.as_deref(), None))),
                "{bar:30} {human_pos}/{human_len} posts, {eta} left",
            ),
            Err(_) => return ProgressBar::hidden(),
        },
        _ => (None, "{human_pos} posts, {per_sec}"),
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = total.map_or_else(ProgressBar::no_length, ProgressBar::new);
    bar.with_style(style)
}

fn count(posts: Posts) -> u64 {
    posts.filter(|found| matches!(found, Found::Post(_) | Found::Failed { .. })).count() as u64
}
