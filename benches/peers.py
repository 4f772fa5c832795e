"""Speed of Python peers over the posts that `cargo bench` measures over, in interleaved rounds of CPU time.

Run by peers.sh, which installs the peers.
"""

import glob
import os
import re
import statistics
import sys
import time
import warnings

import nh3
import trafilatura
from readability import Document
from resiliparse.extract.html2text import extract_plain_text
from selectolax.lexbor import LexborHTMLParser

warnings.simplefilter("ignore")

PEERS = {
    "trafilatura": lambda html: trafilatura.extract(html) or "",
    "readability-lxml": lambda html: Document(html).summary(),
    "resiliparse, main text": lambda html: extract_plain_text(html, main_content=True),
    "selectolax (lexbor), parse": lambda html: LexborHTMLParser(html).root.tag,
    "nh3 (ammonia)": nh3.clean,
}
ROUNDS = 5
FRONT_MATTER = re.compile(r"\A\ufeff?---\s*\n.*?\n---\s*\n", re.S)
PREAMBLE = re.compile(r"\A\s*(<!--[^>]*-->\s*)?(\[.*?\n-{3,}\s*\n)?", re.S)


def posts():
    folder = os.environ.get("FEEDSCRUB_POSTS")
    here = os.path.dirname(os.path.abspath(__file__))
    pattern = folder + "/**/*.md" if folder else here + "/../fixtures/*/post.md"
    for path in sorted(glob.glob(pattern, recursive=True)):
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
        if FRONT_MATTER.match(text):
            yield len(text.encode()), PREAMBLE.sub("", FRONT_MATTER.sub("", text), count=1)


def main():
    sizes, bodies = zip(*posts())
    times = {name: [] for name in PEERS}
    failed = dict.fromkeys(PEERS, 0)
    for round_number in range(ROUNDS + 1):
        for name, run in PEERS.items():
            start = time.process_time()
            for body in bodies:
                try:
                    run(f"<html><body>{body}</body></html>")
                except Exception:
                    failed[name] += round_number == 0
            if round_number:
                times[name].append(time.process_time() - start)
    print(f"{len(bodies)} posts, {sum(sizes) / 1e6:.1f} MB, {ROUNDS} rounds, CPU time, medians; Python {sys.version.split()[0]}")
    for name, seconds in times.items():
        note = f"  failed on {failed[name]}" if failed[name] else ""
        print(f"{name:28} {sum(sizes) / statistics.median(seconds) / 1e6:8.1f} MB/s{note}")


main()
