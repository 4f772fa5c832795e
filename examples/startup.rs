//! Measures what a process pays once: `cargo run --release --example startup`.
//!
//! Each line is the time of one step in microseconds. The tables of the built-in rules and proxies are compiled by the first
//! steps that need them and shared by all cleaners of the process.

use std::hint::black_box;
use std::time::Instant;

use feedscrub::images::proxies::ParameterProxy;
use feedscrub::{Cleaner, Limits, Proxies, RemovedKind, Rule, RuleSet};

const POST: &str = "---\ntitle: The ferry runs again\ndate: 2021-06-25\nfrom: https://quay.example.org/ferry\n---\n\
    <p>After two years in dry dock the <a href='https://quay.example.org/?utm_source=x'>ferry</a> left the east quay.</p>\
    <img src='https://images.weserv.nl?url=quay.example.org/ferry.jpg'><p>Follow us on social media!</p>";

fn main() {
    let cleaner = step("first cleaner", Cleaner::default);
    step("first post", || cleaner.clean(POST).is_ok());
    step("second post", || cleaner.clean(POST).is_ok());
    step("first sanitized HTML", || cleaner.sanitize_html("<p>It <em>left</em>.</p>").is_ok());
    step("cleaner with other limits", || Cleaner::builder().limits(Limits::default().input_bytes(1 << 20)).build());
    step("cleaner with another proxy", || {
        let proxy = ParameterProxy::new("reader", "rss.example", "/proxy", "url");
        Cleaner::builder().proxies(Proxies::builtin().with(proxy)).build()
    });
    step("cleaner with another rule", || {
        let rule = Rule::remove("rainpost/closing", RemovedKind::Promotion).starts("Stay dry");
        Cleaner::builder().rules(RuleSet::builtin().with(rule)).build()
    });
}

/// Runs a step and prints its time.
fn step<T>(name: &str, run: impl FnOnce() -> T) -> T {
    let begin = Instant::now();
    let result = black_box(run());
    println!("{:>10.1} {name}", begin.elapsed().as_secs_f64() * 1e6);
    result
}
