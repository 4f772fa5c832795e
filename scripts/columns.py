"""Validates the JSON of a run against its schema, and loads flat lines with common programs in their default settings.

    scripts/columns.sh [POSTS]      installs the requirements, makes the lines and runs this
"""

import json
import sys

import duckdb
import jsonschema
import pandas
import polars

schema_file, whole, flat, rows, sparse = sys.argv[1:]
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
print(f"pandas {pandas.__version__}: {len(frame)} rows, {(frame['source'] != '').sum()} with a source")

frame = polars.read_ndjson(flat)
assert frame.height == rows, frame.height
print(f"Polars {polars.__version__}: {frame.height} rows, {frame['images'].list.len().sum()} images")

duckdb.sql(f"COPY (FROM '{flat}') TO '{flat}.parquet'")
[(found, images)] = duckdb.sql(f"SELECT count(*), sum(len(images)) FROM '{flat}.parquet'").fetchall()
assert found == rows, found
print(f"DuckDB {duckdb.__version__}: {found} rows in Parquet, {images} images")

# The last two lines are the first with a title, an author, a source, a language, an error.
columns = ("title", "author", "source", "language", "error")
expected = [("雨", "王", "https://example.org/rain", "zh", ""), ("", "", "", "", "not a record")]
loaded = {
    "pandas": pandas.read_json(sparse, lines=True).tail(2)[list(columns)].itertuples(index=False),
    "Polars": polars.read_ndjson(sparse).tail(2).select(columns).iter_rows(),
    "DuckDB": duckdb.sql(f"SELECT {','.join(columns)} FROM '{sparse}' WHERE id > 25000 ORDER BY id").fetchall(),
}
for program, last in loaded.items():
    last = [(*row[:4], row[4].split(":")[0]) for row in last]
    assert last == expected, (program, last)
print("all three keep texts that begin after 25,000 lines without any")
