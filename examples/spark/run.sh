#!/bin/sh
# Cleans 100,000 posts on a small Spark cluster of this machine and holds the result against that of one process. Needs python3 with
# venv and Java 17 or later; installs PySpark into target/spark.
#
#   examples/spark/run.sh [POSTS]      how many posts, made of the fixtures over and over; 100000
#
# PROGRAMS names a folder of programs that are built already.
set -eu
cd "$(dirname "$0")/../.."
many=${1:-100000}

work=target/spark
mkdir -p "$work"
[ -d "$work/venv" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pyspark

programs=${PROGRAMS:-target/release/examples}
[ -n "${PROGRAMS:-}" ] || cargo build --quiet --release --example batch --example learn

exec "$work/venv/bin/python" -u examples/spark/clean.py "$many" "$(cd "$programs" && pwd)" "$PWD/$work"
