#!/bin/sh
# Builds a site of cleaned posts with Jekyll and holds what its pages show against the plain text of the articles. Installs Jekyll from
# Debian's packages where it is missing; the rest goes to target/jekyll.
#
#   scripts/jekyll.sh [POSTS [N]]      N posts (200) at even distances of the folder POSTS; the fixtures without
#
# Four of the fixtures differ: kramdown numbers every list from 1 and knows no letters, writes a second way back from a note that is
# referred to twice, and reads bars of a formula between single dollars as those of a table. BATCH names a program that is built already.
set -eu
posts=$(cd "${1:-$(dirname "$0")/../fixtures}" && pwd)
many=${2:-200}
cd "$(dirname "$0")/.."

if ! command -v jekyll >/dev/null; then
    apt-get update -q
    apt-get install -q -y --no-install-recommends jekyll
fi
batch=${BATCH:-target/debug/examples/batch}
[ -n "${BATCH:-}" ] || cargo build --quiet --example batch

site=target/jekyll
rm -rf "$site"
mkdir -p "$site/in" "$site/_posts"
# Jekyll takes a post's name for its date and address.
find "$posts" -name '*.md' ! -name 'expected.md' | sort | awk -v many="$many" '
    { path[NR] = $0 }
    END {
        if (many > NR) many = NR
        for (i = 0; i < many; i++) print path[int(i * NR / many) + 1]
    }' >"$site/list"
number=1000
while read -r post; do
    cp "$post" "$site/in/2000-01-01-$number.md"
    number=$((number + 1))
done <"$site/list"
"$batch" -q "$site/in" --format post -o "$site/_posts" 2>"$site/messages" || true
"$batch" -q "$site/in" --format text -o "$site/texts" 2>>"$site/messages" || true
"$batch" -q "$site/in" -o "$site/articles.jsonl" 2>>"$site/messages" || true

# Signs that kramdown sets in place of others are a matter of configuration; here they stay what they are.
cat >"$site/_config.yml" <<'YAML'
permalink: /posts/:title.html
future: true
unpublished: true
exclude: [in, texts, articles.jsonl, list, messages]
kramdown:
  auto_ids: false
  smart_quotes: [apos, apos, quot, quot]
  typographic_symbols: {hellip: "...", mdash: "---", ndash: "--", laquo: "<<", raquo: ">>", laquo_space: "<< ", raquo_space: " >>"}
YAML
jekyll build --quiet --disable-disk-cache --source "$site" --destination "$site/_site" 2>"$site/jekyll" || {
    cat "$site/jekyll"
    exit 1
}
exec python3 scripts/jekyll.py "$site"
