#!/bin/sh
# Learns rules from a folder of posts, cleans the posts without and with them, and shows by source what is gained.
#
# usage: scripts/learned.sh FOLDER [SHARED]    SHARED holds corpus/ and eval/; with it, the labelled posts are scored as
#                                              well: with neither named rules nor phrases, and with the learned rules alone
set -eu
cd "$(dirname "$0")/.."
folder=${1:?usage: scripts/learned.sh FOLDER [SHARED]}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --quiet --release --example learn --example batch --example score_dump
bin=${CARGO_TARGET_DIR:-target}/release/examples
echo "time to learn, and to clean, on one thread:"
time -p "$bin/learn" --threads 1 "$folder" -o "$work/learned.toml"
time -p "$bin/batch" --threads 1 "$folder" -o "$work/without.jsonl" || true
"$bin/batch" "$folder" -o "$work/with.jsonl" --rules "$work/learned.toml" 2>/dev/null || true
python3 scripts/recurrence.py "$work/without.jsonl" "$work/with.jsonl"
[ $# -gt 1 ] || exit 0
for rules in no-words "$work/learned.toml"; do
    name=$(basename "$rules" .toml)
    "$bin/score_dump" "$rules" "$2"/corpus/dev/*.md >"$work/dev.jsonl"
    python3 "$2/eval/score.py" "$2/corpus/dev.labels" "$2/corpus/dev" "$work/dev.jsonl" --json "$work/$name.json" >/dev/null
done
python3 scripts/score_drop.py "$work/no-words.json" "$work/learned.json"
