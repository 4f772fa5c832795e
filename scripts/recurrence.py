#!/usr/bin/env python3
"""Measures the effect of learned rules: the amount of kept text that recurs, by source, without and with them.

usage: scripts/recurrence.py WITHOUT.jsonl WITH.jsonl

Both files are outputs of `batch` for the same posts. A source is an author, or the host if no author is known. A character
recurs if it is in a piece of 20 characters that at least max(8, 5 %) of the posts of the source contain without learned rules.
For each source: its posts, the characters kept without and with learned rules, those that recur before and after, and the
share of them that was removed. A post counts as changed if it keeps less text.
"""
import collections
import json
import sys
from urllib.parse import urlsplit

SIZE = 20


def texts(blocks):
    for block in blocks:
        kind = block["type"]
        if kind in ("paragraph", "heading"):
            yield block["text"] if isinstance(block["text"], str) else block["text"]["text"]
        elif kind == "code":
            yield block["text"]
        elif kind == "quote":
            yield from texts(block["blocks"])
        elif kind == "list":
            for item in block["items"]:
                yield from texts(item)
        elif kind == "table":
            for row in block["rows"]:
                for cell in row:
                    yield cell["text"]


def read(path):
    posts = collections.OrderedDict()
    for line in open(path, encoding="utf-8"):
        article = json.loads(line)
        meta = article["meta"]
        host = urlsplit(meta.get("source") or "").hostname or "?"
        source = meta.get("author") or host
        posts[article["path"]] = (host, source, ["".join(text.split()) for text in texts(article["blocks"])])
    return posts


def shingles(text):
    return (text[i : i + SIZE] for i in range(len(text) - SIZE + 1))


def covered(text, known):
    """Characters of a text that stand in known shingles."""
    end = count = 0
    for i, shingle in enumerate(shingles(text)):
        if shingle in known:
            count += i + SIZE - max(end, i)
            end = i + SIZE
    return count


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    before, after = read(sys.argv[1]), read(sys.argv[2])
    sources = collections.defaultdict(list)
    for path, (host, source, _) in before.items():
        sources[host, source].append(path)
    print(f"{'posts':>6} {'chars':>9} {'kept':>9} {'recur':>8} {'left':>8} {'gone':>6} {'changed':>7}  source")
    total = [0] * 6
    for (host, source), paths in sorted(sources.items()):
        frequency = collections.Counter()
        for path in paths:
            frequency.update({s for text in before[path][2] for s in shingles(text)})
        least = max(8, 0.05 * len(paths))
        known = {shingle for shingle, count in frequency.items() if count >= least}
        size = lambda posts: [sum(map(len, posts[path][2])) if path in posts else 0 for path in paths]
        recurs = lambda posts: sum(covered(text, known) for path in paths if path in posts for text in posts[path][2])
        chars, kept = size(before), size(after)
        changed = sum(now < then for then, now in zip(chars, kept))
        row = [len(paths), sum(chars), sum(kept), recurs(before), recurs(after), changed]
        total = [a + b for a, b in zip(total, row)]
        show(row, f"{host} {source}")
    show(total, "all")


def show(row, name):
    posts, chars, kept, recurs, left, changed = row
    gone = f"{1 - left / recurs:.1%}" if recurs else "-"
    print(f"{posts:6} {chars:9} {kept:9} {recurs:8} {left:8} {gone:>6} {changed:7}  {name}")


main()
