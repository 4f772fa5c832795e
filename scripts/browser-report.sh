#!/bin/sh
# Opens the report page of a run in headless Chromium: from disk, at two widths, light and dark, and looks whether it works and
# whether hostile posts stay harmless in it. Screenshots go to target/browser. Installs what is missing, as browser-attacks.sh does.
#
#   scripts/browser-report.sh [POSTS]      the fixtures without POSTS
#
# PROGRAMS names a folder of programs that are built already.
set -eu
posts=$(cd "${1:-$(dirname "$0")/../fixtures}" && pwd)
cd "$(dirname "$0")/.."

tools=target/browser
mkdir -p "$tools"
if ! command -v chromium >/dev/null; then
    apt-get update -q
    apt-get install -q -y --no-install-recommends chromium fonts-wqy-microhei
fi
if [ ! -d "$tools/node_modules/playwright-core" ]; then
    npm install --silent --no-save --no-audit --no-fund --prefix "$tools" playwright-core
fi

programs=${PROGRAMS:-target/debug/examples}
[ -n "${PROGRAMS:-}" ] || cargo build --quiet --example batch --example report
work="$PWD/$tools/report"
rm -rf "$work"
mkdir -p "$work/hostile"
cat >"$work/hostile/a.md" <<'POST'
---
title: "</script><script>document.title='ran'</script><img src=x onerror=alert(1)>"
from: https://example.org/"><script>alert(2)</script>
---
<p>&lt;/script&gt;&lt;script&gt;document.title='ran'&lt;/script&gt; and &lt;img src=x onerror=alert(3)&gt; are words here.</p>
<script>document.title = 'ran'</script>
<p><a href="javascript:alert(4)">Follow us on social media!</a></p>
POST
list() {
    find "$posts" -name '*.md' ! -name 'expected.md' | sort
    echo "$work/hostile/a.md"
}
list | "$programs/batch" --files-from - -o "$work/run.jsonl" -q 2>/dev/null || true
"$programs/report" "$work/run.jsonl" -o "$work/report.html"

exec node scripts/browser-report.mjs "$PWD/$tools" "$(command -v chromium)" "$work"
