#!/usr/bin/env python3
"""Shows what a change does to posts: the text that articles gain and lose, by the rule that removes it.

usage: scripts/changes.py BEFORE.jsonl AFTER.jsonl [--list RULE|all] [--least N]

Both files are outputs of `batch` for the same posts. A piece is the text of a paragraph, heading, list item, table cell, caption
or listing. It is gained when only the later run keeps it, and stands under the rule by which the earlier run removed it; it
is lost when only the earlier run keeps it, and stands under the rule by which the later run removes it. A piece that only
moved, between blocks, captions, byline and dateline, is neither; nor is one that another piece of the other run contains.
`--list` prints the pieces of a rule, or all, with the post that each is from; `--least` leaves out those with fewer characters.
"""
import argparse
import collections
import json
import re


def squeezed(text):
    return re.sub(r"[\s\u200b\ufeff]+", "", text)


def pieces(value):
    """Every text of a block, whatever kind of block it is."""
    if isinstance(value, list):
        for part in value:
            yield from pieces(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            if key in ("text", "alt", "tex", "terms") and isinstance(part, str):
                yield part
            elif isinstance(part, (dict, list)):
                yield from pieces(part)
            elif key in ("caption", "credit", "title") and isinstance(part, str):
                yield part


def read(path):
    posts = {}
    for line in open(path, encoding="utf-8"):
        post = json.loads(line)
        if "blocks" in post:
            posts[post["path"].rsplit("/", 1)[-1]] = post
    return posts


def whole(post):
    """All that an article says, in one string without white space: blocks, byline, dateline and title."""
    meta = post["meta"]
    beside = [meta.get("title") or "", json.dumps([meta.get("byline"), meta.get("dateline")], ensure_ascii=False)]
    return "\n".join(squeezed(text) for text in [*pieces(post["blocks"]), *beside])


def rule_of(piece, post):
    """The rule by which a post's report says that a piece was removed."""
    for removed in post["report"]["removed"]:
        if piece in squeezed(removed.get("text") or ""):
            return removed["rule"]
    return "no removal holds it whole"


def only_in(post, other):
    """Pieces of a post that the other run does not keep, each once."""
    kept, glued = whole(other), whole(other).replace("\n", "")
    for text in dict.fromkeys(pieces(post["blocks"])):
        piece = squeezed(text)
        if piece and piece not in kept and piece not in glued:
            yield text, piece


parser = argparse.ArgumentParser()
parser.add_argument("before")
parser.add_argument("after")
parser.add_argument("--list", default="")
parser.add_argument("--least", type=int, default=1)
options = parser.parse_args()

before, after = read(options.before), read(options.after)
changes = {"gained": collections.defaultdict(list), "lost": collections.defaultdict(list)}
changed = set()
for name in before.keys() & after.keys():
    old, new = before[name], after[name]
    for what, post, other in (("gained", new, old), ("lost", old, new)):
        for text, piece in only_in(post, other):
            changed.add(name)
            if len(piece) >= options.least:
                changes[what][rule_of(piece, other)].append((name, text))

print(f"{len(before.keys() & after.keys())} posts in both, {len(changed)} changed")
for what, rules in changes.items():
    print(f"\n{what}")
    for rule, found in sorted(rules.items(), key=lambda rule: -len(rule[1])):
        print(f"  {len(found):6} pieces {sum(len(squeezed(text)) for _, text in found):8} characters  {rule}")
if options.list:
    for what, rules in changes.items():
        for rule, found in sorted(rules.items()):
            if options.list in ("all", rule):
                print(f"\n== {what}: {rule}")
                for name, text in sorted(found):
                    print(f"[{name}] {text}")
