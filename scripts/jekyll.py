"""jekyll.py SITE: whether the pages that Jekyll built show the plain text of the articles; called by jekyll.sh."""

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path


class Shown(HTMLParser):
    """What a page shows, with the signs that plain text has for items, lines and pronunciations."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.lists = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("ul", "ol"):
            self.lists.append(int(attrs.get("start", 1)) if tag == "ol" else None)
        elif tag == "li" and self.lists:
            number = self.lists[-1]
            self.parts.append("-" if number is None else f"{number}.")
            if number is not None:
                self.lists[-1] += 1
        elif tag == "hr":
            self.parts.append("***")
        elif tag == "rt":
            self.parts.append("(")
        elif tag == "input" and attrs.get("type") == "checkbox":
            self.parts.append("[x]" if "checked" in attrs else "[ ]")

    def handle_endtag(self, tag):
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "rt":
            self.parts.append(")")

    def handle_data(self, data):
        self.parts.append(data)


def shown(html):
    parser = Shown()
    parser.feed(html)
    parser.close()
    return letters("".join(parser.parts))


def letters(text):
    """Blanks and line ends are the browser's."""
    return re.sub(r"\s", "", text)


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
