#!/usr/bin/env python3
"""Counts how often the laws about general evidence are broken on real posts.

usage: laws.py [--binary BATCH] [--every N] FOLDER…

  wrapper      wrapping a body in an element whose name has a word of the class table does not change the blocks
  touch        a date, a name, a profile link, an email address or a quoted request does not cause the removal of its sentence
  place        a paragraph of another article stays, whether it is inserted first or last
  picture      the report has the address of every removed image
  whole        no list, table or numbered series of lines is removed in part
  nothing left no post with a paragraph becomes empty
"""
import argparse
import html.parser
import json
import os
import random
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "..", "src", "words", "classes", "table.rs")
FORMS = ["{}", "{}-x", "x-{}", "has-{}", "post {}"]
TOUCHES = ["2021年5月3日，", "（记者 李明）", '<a href="https://twitter.com/someone">@someone</a>', "someone@example.org", "“请关注我们的公众号”"]
PARAGRAPH = ("渡轮在中午离开东岸的码头，船上有十一位乘客和一条狗，每个人只付了两枚硬币，没有人嫌贵，"
             "也没有人问为什么去年冬天的那场冰把两边的栈桥都撞坏了，却没有碰到桥墩。")


def posts(folders, every):
    found = sorted(os.path.join(root, name) for folder in folders for root, _, names in os.walk(folder)
                   for name in names if name.endswith(".md"))
    return found[::every]


def split(text):
    """What stands before the body, and the body."""
    at = re.search(r"^------\s*$", text, re.M)
    if at is None or "\n---\n" not in text[:at.start() + 1]:
        end = text.find("\n---\n", 3)
        return text[:end + 5], text[end + 5:]
    return text[:at.end()], text[at.end():]


class Run:
    def __init__(self, binary):
        self.binary = binary

    def clean(self, texts):
        """The articles that these posts become, by name."""
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "in"))
            for name, text in texts.items():
                with open(os.path.join(folder, "in", name + ".md"), "w", encoding="utf8") as out:
                    out.write(text)
            result = os.path.join(folder, "out.jsonl")
            subprocess.run([self.binary, os.path.join(folder, "in"), "-o", result], capture_output=True, check=False)
            with open(result, encoding="utf8") as lines:
                rows = [json.loads(line) for line in lines]
        return {os.path.basename(row["path"])[:-3]: row for row in rows if "blocks" in row}


def text_of(article):
    parts = []

    def walk(value):
        if isinstance(value, dict):
            if isinstance(value.get("text"), str):
                parts.append(value["text"])
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(article["blocks"])
    return re.sub(r"\s+", "", "".join(parts))


class Wholes(html.parser.HTMLParser):
    """Collects the texts that share one fate: items of a list, cells of a table, numbered lines that follow each other."""

    PARTS = {"li": {"ul", "ol"}, "td": {"table"}, "th": {"table"}}
    LINES = {"p", "br", "div", "section", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure", "ul", "ol", "table"}

    def __init__(self, body):
        super().__init__()
        self.found, self.open, self.lines = [], [], [""]
        self.feed(body)
        self.close()
        self.series()

    def handle_starttag(self, tag, _):
        if tag in ("ul", "ol", "table"):
            self.open.append((tag, []))
        elif tag in self.PARTS and self.open and self.open[-1][0] in self.PARTS[tag]:
            self.open[-1][1].append("")
        if tag in self.LINES:
            self.lines.append("")

    def handle_endtag(self, tag):
        if self.open and self.open[-1][0] == tag:
            self.found.append(self.open.pop())
        if tag in self.LINES:
            self.lines.append("")

    def handle_data(self, data):
        data = re.sub(r"\s+", "", data)
        if self.open and self.open[-1][1]:
            self.open[-1][1][-1] += data
        elif not self.open:
            self.lines[-1] += data

    def series(self):
        run = []
        for line in [line for line in self.lines if line] + [""]:
            number = re.match(r"[（(]?(\d{1,2})[.、)）．]\D", line)
            if number and int(number[1]) == len(run) + 1:
                run.append(line)
                continue
            if len(run) > 2:
                self.found.append(("series", run))
            run = [line] if number and number[1] == "1" else []


def parts_removed(body, article):
    """The lists, tables and series of a body of which a part is in the article and a part in the report or the metadata."""
    shown = text_of(article)
    removed = [entry.get("text") or "" for entry in article["report"]["removed"]]
    removed = re.sub(r"\s+", "", "\n".join(removed) + json.dumps(article["meta"], ensure_ascii=False))
    for kind, parts in Wholes(body).found:
        gone = [part for part in parts if part and part not in shown and part in removed]
        if gone and any(part in shown and part not in removed for part in parts):
            yield kind, gone[0]


def words():
    with open(TABLE, encoding="utf8") as table:
        return sorted(set(re.findall(r'^    "([a-z][a-z0-9]+)" ', table.read(), re.M)))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("folders", nargs="+")
    a.add_argument("--every", type=int, default=10, help="take one post of so many")
    a.add_argument("--binary", default=os.path.join(HERE, "..", "target", "release", "examples", "batch"))
    a.add_argument("--verbose", action="store_true")
    a = a.parse_args()
    run = Run(a.binary)
    random.seed(1)
    known = words()
    sources = {}
    for at, path in enumerate(posts(a.folders, a.every)):
        with open(path, encoding="utf8", errors="replace") as file:
            sources[f"{at:05}"] = file.read()
    plain = run.clean(sources)
    tried = dict.fromkeys(("wrapper", "touch", "place", "picture", "whole", "nothing left"), 0)
    broken = {law: [] for law in tried}

    wrapped = {}
    for name in plain:
        head, body = split(sources[name])
        word, form = random.choice(known), random.choice(FORMS)
        tag = random.choice(["article", "div", "main", "section"])
        wrapped[name] = f'{head}\n<{tag} class="{form.format(word)}">{body}</{tag}>'
    for name, article in run.clean(wrapped).items():
        tried["wrapper"] += 1
        if article["blocks"] != plain[name]["blocks"]:
            broken["wrapper"].append((name, re.search(r"<(\w+ class=\"[^\"]*\")", wrapped[name][len(split(sources[name])[0]):]).group(1)))

    touched, placed = {}, {}
    for name in plain:
        head, body = split(sources[name])
        long = [m for m in re.finditer(r"<p>([^<>]{60,400}[。.])</p>", body) if m.group(1).replace(" ", "") and re.sub(r"\s+", "", m.group(1)) in text_of(plain[name])]
        if long:
            m = random.choice(long)
            middle = m.start(1) + len(m.group(1)) // 2
            comma = body.rfind("，", m.start(1), middle)
            if comma > 0:
                touch = random.choice(TOUCHES)
                touched[name] = (head + body[:comma + 1] + touch + body[comma + 1:], re.sub(r"\s+", "", body[comma + 1:m.end(1)]), touch)
        if re.search(r"</p>\s*<p>", body):
            first = re.search(r"<p>", body).start()
            last = body.rfind("</p>") + 4
            at = random.choice([first, last])
            placed[name] = f"{head}{body[:at]}<p>{PARAGRAPH}</p>{body[at:]}"
    for name, article in run.clean({name: text for name, (text, _, _) in touched.items()}).items():
        tried["touch"] += 1
        if touched[name][1] not in text_of(article):
            broken["touch"].append((name, touched[name][2]))
    for name, article in run.clean(placed).items():
        tried["place"] += 1
        if PARAGRAPH not in text_of(article):
            broken["place"].append((name, ""))

    for name, article in plain.items():
        body = split(sources[name])[1]
        shown = json.dumps(article, ensure_ascii=False)
        for src in set(re.findall(r'<img[^>]*?\ssrc="(https?://[^"\s]+)', body)):
            tried["picture"] += 1
            key = re.sub(r"[?#].*", "", src).rsplit("/", 1)[-1]
            if key and key not in shown and key.replace("&amp;", "&") not in shown:
                broken["picture"].append((name, src))
        tried["whole"] += len(Wholes(body).found)
        broken["whole"] += [(name, f"{kind}: {part[:60]}") for kind, part in parts_removed(body, article)]
        prose = re.findall(r"<p>[^<>]{80,}</p>", body)
        tried["nothing left"] += bool(prose)
        if prose and not article["blocks"]:
            broken["nothing left"].append((name, ""))

    for law in tried:
        print(f"{law:12} {tried[law]:6} tried, {len(broken[law])} broken")
        if a.verbose:
            paths = dict(zip((f"{at:05}" for at in range(len(sources))), posts(a.folders, a.every)))
            for name, what in broken[law][:20]:
                print("   ", os.path.basename(paths[name]), what)


if __name__ == "__main__":
    sys.exit(main())
