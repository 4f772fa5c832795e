#!/bin/sh
# Holds a run's JSON against docs/article.schema.json by a validator of another language, and loads flat lines into pandas, Polars
# and DuckDB. Needs python3 with venv; installs the rest into target/columns.
#
#   scripts/columns.sh [POSTS]      the fixtures without POSTS
#
# BATCH names a program that is built already.
set -eu
posts=${1:+$(cd "$1" && pwd)}
cd "$(dirname "$0")/.."

tools=target/columns
mkdir -p "$tools"
[ -d "$tools/venv" ] || python3 -m venv "$tools/venv"
"$tools/venv/bin/pip" install --quiet jsonschema pandas polars duckdb

batch=${BATCH:-target/debug/examples/batch}
[ -n "${BATCH:-}" ] || cargo build --quiet --example batch
columns=id,title,author,byline,published,dateline,source,language,direction,tags,categories,text,markdown,html,images,captions,links,removed,warnings
batch() {
    "$batch" -q ${posts:+"$posts"} "$@" </dev/null 2>"$tools/messages" || true
}
batch -o "$tools/whole.jsonl" --manifest "$tools/manifest.json"
batch -o "$tools/flat.jsonl" --fields "$columns"
# Columns that have no value in the lines from which the programs infer types, and a value in later ones.
{
    for number in $(seq 25000); do
        echo "{\"id\":$number,\"html\":\"<p>It rains.</p>\"}"
    done
    echo '{"id":25001,"html":"<p>雨从清早下到傍晚。</p>","title":"雨","author":"王","url":"https://example.org/rain"}'
    echo '{"id":25002}'
} | "$batch" -q --input jsonl --fields id,title,author,source,language,text >"$tools/sparse.jsonl" 2>"$tools/messages"
rows=$(wc -l <"$tools/whole.jsonl")
exec "$tools/venv/bin/python" scripts/columns.py docs/article.schema.json "$tools/whole.jsonl" "$tools/flat.jsonl" "$rows" \
    "$tools/sparse.jsonl"
