#!/bin/sh
# fuzz/seed.sh TARGET…: puts the fixtures' posts, the attack inputs, the built-in rules and past finds into the corpora of
# the targets.
set -eu
cd "$(dirname "$0")"

for target in "$@"; do
    mkdir -p "corpus/$target"
    for post in ../fixtures/*/post.md; do
        [ -f "$post" ] || continue
        name=$(basename "$(dirname "$post")")
        cp "$post" "corpus/$target/fixture-$name"
    done
    for find in "regressions/$target"/*; do
        [ -f "$find" ] || continue
        cp "$find" "corpus/$target/"
    done
done

ATTACK_SEEDS="$PWD/corpus" ATTACK_TARGETS="$*" \
    cargo test --quiet --manifest-path ../Cargo.toml --test attacks -- --ignored --exact dump::seeds_for_the_fuzzer \
    >/dev/null
