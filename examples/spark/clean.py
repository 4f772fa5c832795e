"""Learns and cleans on a Spark cluster, and holds the result against that of one process; called by run.sh.

The programs are those of this repository as they are: `learn` on a folder of each partition's posts, and `batch --input jsonl` behind
Spark's `pipe`, one process for each partition.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from pyspark.sql import SparkSession

many, programs, work = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
batch, learn = str(programs / "batch"), str(programs / "learn")
COLUMNS = "id,title,published,source,language,text,images,removed"
SCHEMA = (
    "id long, title string, published string, source string, language string, text string, images array<string>, removed long, "
    "error string"
)
PARTITIONS = 32
SHARDS = 8


def timed(what, run):
    started = time.monotonic()
    result = run()
    print(f"{what}: {time.monotonic() - started:.1f} s", flush=True)
    return result


def learned(shard):
    """What the posts of a shard teach, as `learn` writes it."""
    with tempfile.TemporaryDirectory() as folder:
        posts = Path(folder, "posts")
        posts.mkdir()
        for line in shard:
            record = json.loads(line)
            (posts / f"{record['id']}.md").write_text(record["post"], encoding="utf-8")
        written = Path(folder, "learned.json")
        subprocess.run([learn, posts, "-o", written, "--threads", "1"], check=True, stderr=subprocess.DEVNULL)
        yield written.read_text(encoding="utf-8")


def executors(parent):
    """Processes of this cluster's executors, which are children of its driver."""
    parents, found = {}, []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            status = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            command = (entry / "cmdline").read_text()
        except OSError:
            continue
        parents[int(entry.name)] = int(status[1])
        if "CoarseGrainedExecutorBackend" in command:
            found.append(int(entry.name))

    def is_ours(pid):
        while pid > 1 and pid != parent:
            pid = parents.get(pid, 0)
        return pid == parent

    return [pid for pid in found if is_ours(pid)]


def kill_one(tracker, killed):
    """Kills an executor while a stage with the cleaning is under way."""
    while not killed:
        for stage in tracker.getActiveStageIds():
            info = tracker.getStageInfo(stage)
            if info and info.numTasks == PARTITIONS and info.numCompletedTasks >= 3:
                pids = executors(os.getpid())
                if pids:
                    os.kill(pids[0], signal.SIGKILL)
                    killed.append((pids[0], info.numCompletedTasks))
                    return
        time.sleep(0.05)


def post(number):
    """One of the fixtures, under a title and an address of its own: copies of one post count once where rules are learned."""
    copy, which = divmod(number, len(fixtures))
    renamed = re.sub(r"^title: .*$", f'title: "Copy {copy}"', fixtures[which], count=1, flags=re.M)
    return re.sub(r"^(from: \S+)$", rf"\1?copy={copy}", renamed, count=1, flags=re.M)


# The posts: the fixtures over and over, each a line with a number.
fixtures = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path("fixtures").glob("*/post.md"))]
lines = work / "posts.jsonl"
with open(lines, "w", encoding="utf-8") as out:
    for number in range(many):
        out.write(json.dumps({"id": number, "post": post(number)}, ensure_ascii=False) + "\n")
print(f"{many} posts, {lines.stat().st_size / 1e6:.0f} MB")

spark = (
    SparkSession.builder.master("local-cluster[2,1,1024]")
    .appName("feedscrub")
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
    .config("spark.executor.memory", "1g")
    # The default shares with the driver's heap what the Python workers of a small machine need.
    .config("spark.driver.memory", "1g")
    .getOrCreate()
)
context = spark.sparkContext
context.setLogLevel("OFF")
print(f"Spark {spark.version}, {context.master}")

# Rules: learned in shards, merged, and the same as from one folder.
shards = timed(
    f"learned in {SHARDS} shards",
    lambda: context.textFile(f"file://{lines}").repartition(SHARDS).mapPartitions(learned).collect(),
)
parts = []
for number, shard in enumerate(shards):
    parts.append(work / f"shard-{number}.json")
    parts[-1].write_text(shard, encoding="utf-8")
rules = work / "learned.toml"
subprocess.run([learn, "--merge", *parts, "-o", rules], check=True, stderr=subprocess.DEVNULL)
with tempfile.TemporaryDirectory() as folder:
    for number in range(many):
        Path(folder, f"{number}.md").write_text(post(number), encoding="utf-8")
    one = work / "learned-alone.toml"
    timed(
        "learned by one process",
        lambda: subprocess.run([learn, folder, "-o", one], check=True, stderr=subprocess.DEVNULL),
    )
learned_rules = rules.read_text(encoding="utf-8").count("[[rule]]")
same = rules.read_bytes() == one.read_bytes() and learned_rules > 0
print(f"rules: {learned_rules}, {'the same' if same else 'OTHER'} bytes from one process")

# Articles: cleaned behind a pipe, written as Parquet, while an executor is killed.
command = f"{batch} --input jsonl -q -j 1 --fields {COLUMNS} --rules {rules}"
parquet = work / "articles.parquet"
shutil.rmtree(parquet, ignore_errors=True)


def clean():
    cleaned = context.textFile(f"file://{lines}", PARTITIONS).repartition(PARTITIONS).pipe(command, checkCode=True)
    spark.read.schema(SCHEMA).json(cleaned).write.parquet(f"file://{parquet}")


killed = []
watch = threading.Thread(target=kill_one, args=(context.statusTracker(), killed), daemon=True)
watch.start()
timed("cleaned by the cluster", clean)
for pid, completed in killed:
    print(f"executor {pid} was killed after {completed} of {PARTITIONS} partitions")

single = work / "single.jsonl"
arguments = [batch, "--input", "jsonl", "-q", "--fields", COLUMNS, "--rules", rules, lines, "-o", single]
timed("cleaned by one process", lambda: subprocess.run(arguments, check=True, stderr=subprocess.DEVNULL))

found = spark.read.parquet(f"file://{parquet}")
expected = spark.read.schema(SCHEMA).json(f"file://{single}")
rows, failed = found.count(), found.where("error <> ''").count()
other = found.exceptAll(expected).count() + expected.exceptAll(found).count()
size = sum(file.stat().st_size for file in parquet.glob("*.parquet"))
print(f"{rows} rows in Parquet ({size / 1e6:.0f} MB), {failed} of them failures; {other} rows are other than those of one process")
spark.stop()
sys.exit(0 if same and rows == many and other == 0 and killed else 1)
