#!/usr/bin/env python3
"""Prints the public API as `cargo doc` shows it: one declaration a line, sorted by the path of its item.

    cargo doc --no-deps && scripts/public-api.py             # compares with docs/public-api.txt
    cargo doc --no-deps && scripts/public-api.py --bless     # writes it

Implementations that the compiler makes (auto traits) and those of other crates for every type are left out.
"""

import difflib
import html.parser
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOC = ROOT / "target/doc/feedscrub"
EXPECTED = ROOT / "docs/public-api.txt"
ITEM = re.compile(r"(struct|enum|trait|fn|type|constant|macro)\.\w+\.html")
# Variants stand in the declaration of their enum, and the methods of a trait in that of the trait.
KEPT = ("#[", "pub ", "impl")
MADE = {"synthetic-implementations-list", "blanket-implementations-list"}
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


class Page(html.parser.HTMLParser):
    """Collects declarations: of the item itself, and the headers of its methods and implementations."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.open = []
        self.text = None

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        attrs = dict(attrs)
        classes = (attrs.get("class") or "").split()
        made = attrs.get("id") in MADE or bool(self.open and self.open[-1][2])
        is_declaration = not made and self.text is None and ("item-decl" in classes or "code-header" in classes)
        if is_declaration:
            self.text = []
        self.open.append((tag, is_declaration, made))

    def handle_endtag(self, tag):
        while self.open:
            opened, is_declaration, _ = self.open.pop()
            if is_declaration:
                self.found.append(" ".join("".join(self.text).split()))
                self.text = None
            if opened == tag:
                return

    def handle_data(self, data):
        if self.text is not None:
            self.text.append(data)


def surface():
    for path in sorted(DOC.rglob("*.html")):
        if not ITEM.fullmatch(path.name):
            continue
        text = path.read_text(encoding="utf-8")
        if "http-equiv=\"refresh\"" in text:
            continue
        name = ".".join(path.relative_to(DOC).with_suffix("").parts)
        page = Page()
        page.feed(text)
        yield from (f"{name}: {declaration}" for declaration in page.found if declaration.startswith(KEPT))


def main():
    found = list(dict.fromkeys(surface()))
    if not found:
        sys.exit("no documentation in target/doc; run `cargo doc --no-deps` first")
    if "--bless" in sys.argv[1:]:
        EXPECTED.write_text("\n".join(found) + "\n", encoding="utf-8")
        return
    expected = EXPECTED.read_text(encoding="utf-8").splitlines()
    difference = list(difflib.unified_diff(expected, found, "docs/public-api.txt", "found", n=0, lineterm=""))
    if difference:
        print("\n".join(difference))
        sys.exit("the public API is not what docs/public-api.txt says; --bless writes it")


if __name__ == "__main__":
    main()
