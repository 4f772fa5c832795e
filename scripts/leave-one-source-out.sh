#!/bin/sh
# Scores labelled posts with all named rules, without those about each post's own source, and with none, and prints what
# the score loses. What it loses is what the crate knows by name only, and would not see in a source that is new to it.
#
# usage: scripts/leave-one-source-out.sh [SHARED]    SHARED holds corpus/ and eval/; ../shared by default, or $SHARED
set -eu
cd "$(dirname "$0")/.."
shared=${1:-${SHARED:-../shared}}
labels=${LABELS:-$shared/corpus/dev.labels}
posts=${POSTS:-$shared/corpus/dev}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --quiet --release --example score_dump
target=${CARGO_TARGET_DIR:-target}
for rules in builtin other-sources empty; do
    "$target/release/examples/score_dump" "$rules" "$posts"/*.md >"$work/$rules.jsonl"
    python3 "$shared/eval/score.py" "$labels" "$posts" "$work/$rules.jsonl" --json "$work/$rules.json" >/dev/null
done
python3 scripts/score_drop.py "$work/builtin.json" "$work/other-sources.json" "$work/empty.json"
