"""Prints the scores of several runs under one another, and what each loses against the first.

usage: score_drop.py BASE.json OTHER.json...     files that score.py --json wrote
"""
import json
import os
import sys

COLUMNS = ["para_f1", "text_f1", "lost", "leak", "img_f1", "cap_f1", "head_f1"]


def row(name, values):
    print(name.ljust(28), *[("-" if value is None else f"{value:.4f}").rjust(9) for value in values])


def drop(base, other):
    return [None if a is None or b is None else b - a for a, b in zip(base, other)]


runs = [(os.path.splitext(os.path.basename(path))[0], json.load(open(path))) for path in sys.argv[1:]]
print("".ljust(28), *[column.rjust(9) for column in COLUMNS], "leaks".rjust(9))
name, base = runs[0]
everything = [base["ALL"][column] for column in COLUMNS]
for name, run in runs:
    total = [run["ALL"][column] for column in COLUMNS]
    row(name, total)
    if run is not base:
        row("  against " + runs[0][0], drop(everything, total))
        for stratum in sorted(set(run) - {"ALL"}):
            change = drop([base[stratum][c] for c in COLUMNS], [run[stratum][c] for c in COLUMNS])
            if any(value for value in change):
                row("    " + stratum, change)
    print("  leaks".ljust(28), run["ALL"]["leaks"])
