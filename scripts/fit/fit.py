#!/usr/bin/env python3
"""Fits the weights of signs and writes src/words/fitted.rs.

usage: fit.py [--check] [--without GROUP…]      needs: pip install html5lib numpy scipy

Prints how well weights fitted on four fifths of the sources do on the fifth that they were not shown, for each fifth in
turn: for a number of sums that could be asked for, the share of the article's lines and characters lost, and the lines of
boilerplate left. With --check that is all; with --without the groups named are left out.
"""
import argparse
import hashlib
import json
import os
import subprocess

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, identity

from posts import ROOT, all_posts

UNIT = 16
FOLDS = 5
PENALTY = 6.0
RELATIONS = ("Above", "Below", "Between", "Rest", "Under", "Section")


KINDS = 17
# For groups whose values are ordered, the runs of them that are.
ORDERED = {
    "Said": [range(10)],
    "BoxSaid": [range(10)],
    "Covers": [range(3), range(3, 6)],
    "Named": [range(3 * k, 3 * k + 3) for k in range(KINDS)],
    "BoxName": [range(3 * k, 3 * k + 3) for k in range(KINDS)],
    **{name: [range(5)] for name in ("Above", "Below", "Rest", "Under", "Section")},
}


# What a sign weighs before anything is seen, where it says something by definition: the fit draws weights towards it.
PRIOR = {
    ("Base", "a plain paragraph"): -3.0,
    ("Looks", "a menu"): 2.5, ("Looks", "a dead link"): 1.0, ("Looks", "the post's own line"): 3.0,
    ("Looks", "a link to nothing of the page"): 1.0, ("Looks", "a mailbox"): 0.5, ("Title", "is it"): 1.5,
    ("Between", "boilerplate"): 1.0, ("Under", "boilerplate"): 1.5, ("Under", "rather boilerplate"): 0.5, ("BoxAsks", "for money or an address"): 1.0,
    ("Container", "a table"): -2.0, ("Container", "a quotation"): -1.0, ("Set", "as code"): -3.0, ("About", "without a link"): -1.0,
    ("Role", "caption"): -1.0, ("BoxRole", "caption"): -1.0, ("BoxRole", "body"): -1.0,
}


class Table:
    """Groups of signs, their values and the column of each."""

    def __init__(self, groups, without=()):
        self.groups = groups
        self.names = [name for name, _ in groups]
        self.start = np.cumsum([0] + [len(values) for _, values in groups])
        self.kept = [name not in without for name in self.names]

    def prior(self):
        """The prior weights of all columns."""
        weights = np.zeros(self.start[-1])
        for (name, value), weight in PRIOR.items():
            g = self.names.index(name)
            at = [text.split(": ", 1)[1] for text in self.groups[g][1]].index(value)
            weights[self.column(g, at)] = weight if self.kept[g] else 0
        return weights

    def column(self, group, value):
        return self.start[group] + value

    def matrix(self, rows):
        ends, columns = [0], []
        for signs in rows:
            columns += sorted({self.column(g, v) for g, v in signs if self.kept[g]})
            ends.append(len(columns))
        return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(rows), self.start[-1]))


class Rows:
    """Lines or elements with labels, as arrays."""

    def __init__(self, table, signs, labels, weights, sources, kinds, scored, sizes):
        self.table, self.x = table, table.matrix(signs)
        self.y = np.array([-1 if label is None else label for label in labels])
        self.w = np.array(weights, float)
        self.fold = np.array([int(hashlib.md5(s.encode()).hexdigest(), 16) % FOLDS for s in sources])
        self.kind, self.scored, self.size = np.array(kinds), np.array(scored), np.array(sizes)

    def fit(self, train):
        weights, base = ordered_fit(self.x[train], self.y[train], self.w[train], self.table)
        return np.clip(np.round(weights * UNIT), -127, 127), round(base * UNIT)

    def crossed(self):
        """The sum of each row by weights that were not shown its source."""
        sums = np.zeros(len(self.y))
        for k in range(FOLDS):
            weights, base = self.fit((self.fold != k) & (self.y >= 0))
            test = self.fold == k
            sums[test] = self.x[test] @ weights + base
        return sums

    def show(self, title, sums, needs=(0, 16, 24, 32, 40, 48)):
        print(title)
        for kind in ("dev", "fixtures", "cases", "feeds", "pages"):
            article = self.scored & (self.kind == kind) & (self.y == 0)
            other = self.scored & (self.kind == kind) & (self.y == 1)
            if not article.any():
                continue
            cells = []
            for need in needs:
                gone = article & (sums >= need)
                cells.append(f"{need:3}: {gone.sum() / article.sum():.4f} {self.size[gone].sum() / max(1, self.size[article].sum()):.4f} {(sums[other] < need).sum():4}")
            print(f"  {kind:8} of {other.sum():4} | " + " | ".join(cells))


def line_rows(table, posts):
    at = [(p, i) for p in posts for i in range(len(p.lines))]
    rows = Rows(table, [p.lines[i]["signs"] for p, i in at], [p.labels[i] for p, i in at], [p.weights[i] for p, i in at],
                [p.source for p, _ in at], [p.kind for p, _ in at], [p.scored[i] for p, i in at], [len(p.lines[i]["text"]) for p, i in at])
    return rows


def element_rows(table, posts):
    """Elements, by the labels of the lines in them."""
    signs, labels, weights, sources, kinds, sizes = [], [], [], [], [], []
    for p in posts:
        bytes_of = [[0, 0] for _ in p.elements]
        count = [0] * len(p.elements)
        trust = [0.0] * len(p.elements)
        for line, label, weight in zip(p.lines, p.labels, p.weights):
            for k in line["inside"]:
                if label is not None:
                    bytes_of[k][label] += len(line["text"].encode())
                    trust[k] = max(trust[k], weight)
                    count[k] += 1
        for k, element in enumerate(p.elements):
            article, other = bytes_of[k]
            if article + other and not 0.02 < article / (article + other) < 0.2:
                label = int(article * 10 < article + other)
                signs.append(element), labels.append(label), weights.append(trust[k] * min(4, count[k]) ** 0.5)
                sources.append(p.source), kinds.append(p.kind), sizes.append(article)
    return Rows(table, signs, labels, weights, sources, kinds, [True] * len(labels), sizes)


def bucket(total):
    """The value of a sum in a group of relations: from article to boilerplate."""
    return int(np.searchsorted([-47, -21, 1, 22], total, side="right"))


def is_heading(table, line):
    signs = {(table.names[g], v) for g, v in line["signs"]}
    heads = ("Set", 0) in signs or ("Set", 1) in signs or any(name == "Covers" and value >= 3 for name, value in signs)
    return ("Set", 0) in signs or heads and len(line["text"].encode()) <= 100


def units(post):
    """Lists and single lines: the places of the lines in each."""
    found = []
    for i, line in enumerate(post.lines):
        if line["list"] is not None and found and post.lines[found[-1][0]]["list"] == line["list"]:
            found[-1].append(i)
        else:
            found.append([i])
    return found


def relations(table, post, sums):
    """The units of a post, each with the mean of its sums and the signs of what stands round it."""
    group = {name: table.names.index(name) for name in RELATIONS}
    parts = units(post)
    means = [float(np.mean(np.clip(sums[part], -64, 64))) for part in parts]
    bytes_of = [min(400, sum(len(post.lines[i]["text"].encode()) for i in part)) for part in parts]
    behind, gone = 0, 0
    rest = [5] * len(parts)
    for u in range(len(parts) - 1, -1, -1):
        rest[u] = 5 if behind == 0 else min(4, 5 * gone // behind)
        behind += bytes_of[u]
        gone += bytes_of[u] if means[u] >= 22 else 0
    heading, heading_has_level = None, False
    has_level = lambda part: len(part) == 1 and [table.names.index("Set"), 0] in post.lines[part[0]]["signs"]  # noqa: E731
    for u, part in enumerate(parts):
        # A heading ends what a bold line began.
        if has_level(part) and not heading_has_level:
            heading = None
        above = bucket(means[u - 1]) if u else 5
        below = bucket(means[u + 1]) if u + 1 < len(parts) else 5
        signs = [(group["Above"], above), (group["Below"], below), (group["Rest"], rest[u])]
        if above == 4 and below == 4:
            signs.append((group["Between"], 0))
        signs.append((group["Section"], bucket(means[heading]) if heading is not None else 5))
        if heading is not None and heading == u - 1:
            signs.append((group["Under"], bucket(means[heading])))
        if len(part) == 1 and is_heading(table, post.lines[part[0]]):
            heading, heading_has_level = u, has_level(part)
        yield part, means[u], signs


def relation_rows(table, posts, sums):
    signs, offsets, labels, weights, sources, kinds, scored, sizes = [], [], [], [], [], [], [], []
    start = 0
    for p in posts:
        own = sums[start:start + len(p.lines)]
        start += len(p.lines)
        for part, mean, found in relations(table, p, own):
            known = [i for i in part if p.labels[i] is not None]
            share = np.mean([p.labels[i] for i in known]) if known else 0.5
            label = None if 0.2 < share < 0.8 else int(share > 0.5)
            signs.append(found), offsets.append(mean), labels.append(label)
            weights.append(sum(p.weights[i] for i in known) ** 0.5 if len(part) > 1 else p.weights[part[0]])
            sources.append(p.source), kinds.append(p.kind), scored.append(bool(known) and all(p.scored[i] for i in known))
            sizes.append(sum(len(p.lines[i]["text"]) for i in part))
    return Rows(table, signs, labels, weights, sources, kinds, scored, sizes), np.array(offsets)


def runs(table):
    """Columns whose weights never fall from one to the next: what is clearer says more."""
    for name, values in ORDERED.items():
        start = table.start[table.names.index(name)]
        for run in values:
            yield [start + value for value in run]


def ordered_fit(x, y, w, table, offset=0.0, penalty=PENALTY, only=None):
    """Logistic regression with a penalty on the squares of weights, where the weights of a run never fall.

    The weight of each column of a run is the sum of steps that are not negative.
    """
    steps = [column for run in runs(table) for column in run[1:]]
    into = identity(x.shape[1], format="lil")
    for run in runs(table):
        for k, column in enumerate(run):
            for later in run[k + 1:]:
                into[later, column] = 1
    used = np.flatnonzero(np.asarray(x.sum(axis=0))[0]) if only is None else only
    into = into.tocsr()[:, used]
    # The steps of a run add up to a prior weight, too.
    prior = table.prior()
    for run in runs(table):
        prior[run] = np.diff(prior[run], prepend=0)
    prior = np.where(np.isin(np.arange(len(prior)), steps), np.maximum(prior, 0), prior)[used]
    stepped = (x @ into).tocsr()
    bounds = [(None, None)] + [(0, None) if column in set(steps) else (None, None) for column in used]

    def loss(v):
        z = np.clip(offset + stepped @ v[1:] + v[0], -30, 30)
        p = 1 / (1 + np.exp(-z))
        grad = w * (p - y)
        value = -(w * (y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))).sum() + penalty / 2 * ((v[1:] - prior) @ (v[1:] - prior))
        return value, np.concatenate([[grad.sum()], stepped.T @ grad + penalty * (v[1:] - prior)])

    found = minimize(loss, np.concatenate([[0], prior]), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 400}).x
    return into @ found[1:], found[0]


def fit_relations(rows, offsets, train, table):
    """Weights of relations on top of the sums that are there already."""
    weights, base = ordered_fit(rows.x[train], rows.y[train], rows.w[train], table, offsets[train] / UNIT)
    return np.clip(np.round(weights * UNIT), -127, 127), round(base * UNIT)


def write(path, table, weights):
    lines = ["//! What each sign weighs, in sixteenths. Written by `scripts/fit/fit.py`; do not change it by hand.", "",
             "/// For each group the weights of its values; those behind the last one weigh nothing.", "#[rustfmt::skip]",
             "pub(super) const WEIGHTS: &[&[i8]] = &["]
    for g, name in enumerate(table.names):
        values = [int(v) for v in weights[table.start[g]:table.start[g + 1]]]
        while values and values[-1] == 0:
            values.pop()
        lines.append(f"    /* {name} */ &[{', '.join(map(str, values))}],")
    with open(path, "w", encoding="utf8") as out:
        out.write("\n".join(lines + ["];", ""]))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--check", action="store_true")
    a.add_argument("--without", nargs="*", default=[])
    a.add_argument("--unseen", nargs="*", default=[], help="kinds of posts that the fit is not shown: dev, fixtures, feeds …")
    a.add_argument("--binary", default=os.path.join(ROOT, "target", "release", "examples", "signs"))
    a = a.parse_args()
    groups = json.loads(subprocess.run([a.binary, "groups"], capture_output=True, text=True, check=True).stdout)
    table = Table(groups, a.without)
    posts = list(all_posts(a.binary))
    lines, elements = line_rows(table, posts), element_rows(table, posts)
    print(f"{len(posts)} posts and pages, {(lines.y >= 0).sum()} lines with a label, {len(elements.y)} elements, {table.start[-1]} signs")
    own = lines.crossed()
    lines.show("lines by themselves", own)
    elements.show("elements (article lost: all in them)", elements.crossed())
    units_, offsets = relation_rows(table, posts, own)
    sums = np.zeros(len(units_.y))
    for k in range(FOLDS):
        weights, base = fit_relations(units_, offsets, (units_.fold != k) & (units_.y >= 0), table)
        test = units_.fold == k
        sums[test] = offsets[test] + units_.x[test] @ weights + base
    units_.show("lists and lines with what stands round them", sums)
    if a.check:
        return
    shown = lambda rows: (rows.y >= 0) & ~np.isin(rows.kind, a.unseen)  # noqa: E731
    weights, base = lines.fit(shown(lines))
    more, more_base = fit_relations(units_, offsets, shown(units_), table)
    boxes, box_base = elements.fit(shown(elements))
    total = weights + more + boxes
    total[table.column(table.names.index("Base"), 0)] += base
    total[table.column(table.names.index("Base"), 1)] += box_base
    total[table.column(table.names.index("Base"), 2)] += more_base
    write(os.path.join(ROOT, "src", "words", "fitted.rs"), table, total)
    print(f"{int((total != 0).sum())} signs have a weight")


if __name__ == "__main__":
    main()
