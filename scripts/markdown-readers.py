#!/usr/bin/env python3
"""markdown-readers.py BATCH POSTS [--limit N] [--kramdown COMMAND]: whether other readers of Markdown show what articles say.

BATCH is the example program, POSTS a folder of posts. Each article's Markdown is rendered by pandoc (`pip install
pypandoc_binary`) as GitHub's Markdown, and by COMMAND, which reads Markdown and writes HTML, such as
`kramdown -i GFM --no-hard-wrap`. What typographic readers make of quotation marks, dashes and dots is no difference.
"""
import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path


class Shown(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []

    def handle_data(self, data):
        self.parts.append(data)


def shown(html):
    parser = Shown()
    parser.feed(html)
    parser.close()
    return letters("".join(parser.parts))


def letters(text):
    for signs, plain in (("“”„«»", '"'), ("‘’‚", "'"), ("–—", "-")):
        text = re.sub(f"[{signs}]", plain, text)
    text = re.sub("-+", "-", text.replace("…", "..."))
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\ufeff]", "", text)


def said(blocks):
    for block in blocks:
        kind = block["type"]
        if kind == "quote":
            yield from said(block["blocks"])
        elif kind == "list":
            for item in block["items"]:
                yield from said(item)
        elif kind == "table":
            yield (block.get("caption") or {}).get("text", "")
            yield from (cell["text"] for row in block["rows"] for cell in row)
        elif kind == "figure":
            yield from ((block.get(part) or {}).get("text", "") for part in ("caption", "credit"))
        elif kind == "embed":
            yield block.get("title") or block["url"]
        else:
            yield block.get("text", "")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("batch")
    parser.add_argument("posts", type=Path)
    parser.add_argument("--limit", type=int, default=500)
    parser.add_argument("--kramdown", help="a command instead of pandoc")
    options = parser.parse_args()
    if options.kramdown:
        command = shlex.split(options.kramdown)
    else:
        import pypandoc

        command = [pypandoc.get_pandoc_path(), "-f", "gfm", "-t", "html", "--wrap=none"]
    with tempfile.TemporaryDirectory() as folder:
        for form in (["-o", f"{folder}/json"], ["--format", "markdown", "-o", f"{folder}/markdown"]):
            subprocess.run([options.batch, *form, options.posts], capture_output=True, check=False)
        articles = [json.loads(line) for line in Path(folder, "json").read_text(encoding="utf-8").splitlines()]
        files = {path.stem: path for path in Path(folder, "markdown").rglob("*.md")}
        total = failed = 0
        step = max(1, len(articles) // options.limit)
        for article in articles[::step][: options.limit]:
            path = files.get(Path(article["path"]).stem)
            if not path or not article.get("blocks"):
                continue
            run = subprocess.run(command, input=path.read_bytes(), capture_output=True, check=True)
            wanted, found = letters("".join(said(article["blocks"]))), shown(run.stdout.decode())
            total += 1
            if wanted != found:
                failed += 1
                at = next((i for i, (a, b) in enumerate(zip(wanted, found)) if a != b), min(len(wanted), len(found)))
                print(f"{article['path']}\n  said  {wanted[max(0, at - 20) : at + 40]}\n  shown {found[max(0, at - 20) : at + 40]}")
    print(f"{total - failed} of {total} the same")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
