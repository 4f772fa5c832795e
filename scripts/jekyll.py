"""jekyll.py SITE: whether the pages that Jekyll built show the plain text of the articles; called by jekyll.sh."""

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path


# Those that a page itself puts round a pronunciation.
BRACKETS = ("(", "（", "《", "【", "[")


class Shown(HTMLParser):
    """What a page shows, with the signs that plain text has for items, lines and pronunciations."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.lists = []
        # The sign of an item that has no words yet.
        self.item = ""

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("ul", "ol"):
            self.begin_item()
            self.lists.append(int(attrs.get("start", 1)) if tag == "ol" else None)
        elif tag == "li" and self.lists:
            number = self.lists[-1]
            self.item = "-" if number is None else f"{number}."
            if number is not None:
                self.lists[-1] += 1
        elif tag == "hr":
            self.parts.append("***")
        elif tag == "rt":
            self.is_bare = not "".join(self.parts).endswith(BRACKETS)
            self.parts.append("(" if self.is_bare else "")
        elif tag == "input" and attrs.get("type") == "checkbox":
            self.begin_item()
            self.parts.append("[x]" if "checked" in attrs else "[ ]")

    def handle_endtag(self, tag):
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.item = ""
        elif tag == "rt":
            self.parts.append(")" if self.is_bare else "")

    def handle_data(self, data):
        if data.strip():
            self.begin_item()
        self.parts.append(data)

    def begin_item(self):
        self.parts.append(self.item)
        self.item = ""


def shown(html):
    parser = Shown()
    parser.feed(html)
    parser.close()
    return letters("".join(parser.parts))


def letters(text):
    """Removes what the tools between the two texts add: whitespace, delimiters of formulas, and the marks of notes."""
    text = re.sub(r"\$|\\[\[\]]", "", text)
    text = re.sub(r"↩(\d(?=↩|$))?", "", re.sub(r"\[(\d+)\]", r"\1", re.sub(r"\s", "", text)))
    return text


def players(blocks):
    """Addresses that stand where a player without a title was; plain text is the words alone."""
    for block in blocks:
        if block["type"] == "embed" and not block.get("title"):
            yield block["url"]
        elif block["type"] == "quote":
            yield from players(block["blocks"])
        elif block["type"] == "list":
            for item in block["items"]:
                yield from players(item)


site = Path(sys.argv[1])
articles = {}
for line in open(site / "articles.jsonl", encoding="utf-8"):
    article = json.loads(line)
    articles[Path(article["path"]).stem] = article
same = other = 0
for text in sorted((site / "texts").iterdir()):
    page = site / "_site" / "posts" / f"{text.stem[len('2000-01-01-'):]}.html"
    expected = letters(text.read_text(encoding="utf-8"))
    found = shown(page.read_text(encoding="utf-8")) if page.exists() else "(no page)"
    for url in players(articles[text.stem]["blocks"]):
        found = found.replace(letters(url), "", 1)
    if found == expected:
        same += 1
        continue
    other += 1
    at = next((i for i, (a, b) in enumerate(zip(found, expected)) if a != b), min(len(found), len(expected)))
    print(f"{text.name}: Jekyll {found[max(at - 20, 0):at + 30]!r}, text {expected[max(at - 20, 0):at + 30]!r}")
print(f"{same} of {same + other} pages show the text of their articles")
sys.exit(0 if same and not other else 1)
