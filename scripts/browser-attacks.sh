#!/bin/sh
# Runs the attack inputs of tests/attacks/cases in headless Chromium: first as they are, which must be seen to run
# scripts, then every output of the crate, which must not. Installs what is missing: Debian's chromium, and
# playwright-core from npm into target/browser.
set -eu
cd "$(dirname "$0")/.."

tools=target/browser
mkdir -p "$tools"

if ! command -v chromium >/dev/null; then
    apt-get update -q
    apt-get install -q -y --no-install-recommends chromium
fi
if [ ! -d "$tools/node_modules/playwright-core" ]; then
    npm install --silent --no-save --no-audit --no-fund --prefix "$tools" playwright-core
fi

dump="$PWD/$tools/outputs.jsonl"
ATTACK_DUMP="$dump" cargo test --quiet --test attacks -- --ignored --exact dump::outputs_for_the_browser

exec node scripts/browser-attacks.mjs "$PWD/$tools" "$(command -v chromium)" "$dump"
