#!/bin/sh
# fuzz/run.sh SECONDS [TARGET…]: runs each target, or those named, for that long. Stable Rust and a C++ compiler are all
# it needs: coverage is asked of the compiler by its own flags, and the crate has no unsafe code for a sanitizer to watch.
#
# FUZZ_FLAGS are further flags of libFuzzer.
#
# What a target finds is left in fuzz/artifacts/TARGET. Mend it, then keep the input in fuzz/regressions/TARGET under a
# name that says what it was; `cargo test` runs those from then on.
set -eu
cd "$(dirname "$0")"

seconds=${1:?"usage: fuzz/run.sh SECONDS [TARGET…]"}
shift
[ $# -gt 0 ] || set -- post clean sanitize tree proxies rules growth

if ! command -v c++ >/dev/null; then
    apt-get update -q
    apt-get install -q -y --no-install-recommends g++
fi

host=$(rustc -vV | sed -n 's/^host: //p')
RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing" \
    cargo build --quiet --release --target "$host"

./seed.sh "$@"

failed=
for target in "$@"; do
    mkdir -p "artifacts/$target"
    echo "== $target"
    log="artifacts/$target.log"
    if ! "target/$host/release/$target" "corpus/$target" -max_total_time="$seconds" -max_len=8192 -timeout=100 \
        -rss_limit_mb=2048 -dict=dictionary.txt -artifact_prefix="artifacts/$target/" -print_final_stats=1 \
        ${FUZZ_FLAGS:-} 2>"$log"; then
        failed="$failed $target"
        grep -A4 'panicked at\|ERROR: libFuzzer' "$log" | head -40
    fi
    grep -E 'cov: ' "$log" | tail -1
    grep -E 'number_of_executed_units|average_exec_per_sec|peak_rss_mb' "$log" || true
done
[ -z "$failed" ] || { echo "failed:$failed"; exit 1; }
