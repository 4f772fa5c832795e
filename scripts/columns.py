"""Validates the JSON of a run against its schema, and loads flat lines with common programs in their default settings.

    scripts/columns.sh [POSTS]      installs the requirements, makes the lines and runs this
"""

import json
import sys

import duckdb
import jsonschema
import pandas
import polars

schema_file, whole, flat, rows = sys.argv[1:]
rows = int(rows)

validator = jsonschema.Draft202012Validator(json.load(open(schema_file)))
lines = 0
marks = 0
for line in open(whole, encoding="utf-8"):
    article = json.loads(line)
    del article["path"]
    fault = next(validator.iter_errors(article), None)
    if fault is not None:
        sys.exit(f"line {lines + 1}: {list(fault.absolute_path)}: {fault.message[:200]}")
    # Offsets in code points are those that this language counts.
    stack = [article["blocks"]]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            text = value.get("text")
            for mark in value.get("marks", []):
                points = text[mark["char_start"] : mark["char_end"]]
                assert points.encode() == text.encode()[mark["start"] : mark["end"]], line
                marks += 1
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    lines += 1
assert lines == rows, (lines, rows)
wrong = dict(article, version=2)
assert next(validator.iter_errors(wrong), None) is not None, "the validator takes anything"
print(f"schema: {lines} lines valid, {marks} marks the same in bytes and code points")

frame = pandas.read_json(flat, lines=True)
assert len(frame) == rows and frame["text"].notna().all(), len(frame)
print(f"pandas {pandas.__version__}: {len(frame)} rows, {frame['source'].notna().sum()} with a source")

frame = polars.read_ndjson(flat)
assert frame.height == rows, frame.height
print(f"Polars {polars.__version__}: {frame.height} rows, {frame['images'].list.len().sum()} images")

duckdb.sql(f"COPY (FROM '{flat}') TO '{flat}.parquet'")
[(found, images)] = duckdb.sql(f"SELECT count(*), sum(len(images)) FROM '{flat}.parquet'").fetchall()
assert found == rows, found
print(f"DuckDB {duckdb.__version__}: {found} rows in Parquet, {images} images")
