#!/usr/bin/env python3
"""What a large run costs, and that one that was killed goes on.

    scripts/archive.py BATCH [--many N] [--posts FOLDER] [--other BATCH]

BATCH is the example program, built with --release. N posts (100000) are made of the fixtures, or of those in FOLDER, over and over;
they and all results lie in target/archive. With another program both clean FOLDER or the fixtures in turn, for the ratio of their
medians. Seconds are those of the processors, so that other programs of the machine matter less.
"""

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import time
from pathlib import Path

parser = argparse.ArgumentParser()
parser.add_argument("batch", type=Path)
parser.add_argument("--many", type=int, default=100_000)
parser.add_argument("--posts", type=Path)
parser.add_argument("--other", type=Path)
options = parser.parse_args()
batch = options.batch.resolve()

root = Path(__file__).resolve().parent.parent
paths = options.posts.rglob("*.md") if options.posts else root.glob("fixtures/*/post.md")
sources = [path.read_bytes() for path in sorted(paths)]
work = root / "target/archive"
shutil.rmtree(work, ignore_errors=True)
work.mkdir(parents=True)
lines = work / "posts.jsonl"


def measured(*arguments, program=batch):
    """The seconds of the clock and of the processors, and the most memory in bytes."""
    started = time.monotonic()
    process = subprocess.Popen([program, *arguments], stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), process.returncode
    return time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def told(what, many, size, cost):
    clock, processor, memory = cost
    print(
        f"{what}: {clock:.1f} s, {processor:.1f} s of processors, {many / processor:.0f} posts and {size / processor / 1e6:.1f} MB for each of"
        f" them, {memory / 1e6:.1f} MB resident",
        flush=True,
    )


# Programs in turn.
if options.other:
    posts = work / "posts"
    posts.mkdir()
    for number, source in enumerate(sources):
        (posts / f"{number:05}.md").write_bytes(source)
    size = sum(map(len, sources))
    both = {"this": batch, "other": options.other.resolve()}
    rounds = {name: [] for name in both}
    for _ in range(15):
        for name, program in both.items():
            rounds[name].append(measured(posts, "-o", "/dev/null", "--threads", "1", program=program)[1])
    medians = {name: statistics.median(times) for name, times in rounds.items()}
    print(
        f"{len(sources)} posts, one thread, medians of 15 rounds in turn: {size / medians['this'] / 1e6:.1f} MB/s, the other"
        f" {size / medians['other'] / 1e6:.1f} MB/s, ratio {medians['other'] / medians['this']:.2f}"
    )

if options.many == 0:
    raise SystemExit

# A large run.
with open(lines, "w", encoding="utf-8") as out:
    for number in range(options.many):
        post = sources[number % len(sources)].decode("utf-8", "replace")
        out.write(json.dumps({"id": number, "post": post}, ensure_ascii=False) + "\n")
size = sum(len(sources[number % len(sources)]) for number in range(options.many))
print(f"{options.many} posts, {size / 1e6:.0f} MB")
whole = work / "whole.jsonl"
told("lines to lines", options.many, size, measured("--input", "jsonl", lines, "-o", whole))
flat = work / "flat.jsonl"
told("lines to columns", options.many, size, measured("--input", "jsonl", lines, "-o", flat, "--fields", "id,title,published,source,text,images"))
print(f"results: {whole.stat().st_size / 1e6:.0f} MB whole, {flat.stat().st_size / 1e6:.0f} MB in columns")

# Killed in the middle, and gone on with.
result, state = work / "killed.jsonl", work / "killed.jsonl.state"
arguments = [batch, "-q", "--input", "jsonl", lines, "-o", result, "--resume"]
process = subprocess.Popen(arguments, stderr=subprocess.DEVNULL)
done = 0
while done < options.many // 3 and process.poll() is None:
    time.sleep(0.01)
    try:
        done = json.loads(state.read_text())["products"]
    except (OSError, ValueError):
        pass
process.send_signal(signal.SIGKILL)
process.wait()
assert not result.exists(), "the run was over before it could be killed"
subprocess.run(arguments, check=True, stderr=subprocess.DEVNULL)
same = subprocess.run(["cmp", result, whole], check=False).returncode == 0
print(f"killed after {done} posts and gone on with: {'the same' if same else 'OTHER'} bytes")
raise SystemExit(0 if same else 1)
