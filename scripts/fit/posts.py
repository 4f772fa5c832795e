"""Posts and pages with their signs, and for each line whether it is boilerplate, as far as that is known.

Nobody was asked about most of them: a line that recurs in a source is boilerplate, a long one that stands once is article,
and what lies inside the marked text of a page is article. Labels by people come on top: of posts of ../shared/corpus, of the
fixtures, and of entries of ../shared/feeds (feeds.labels).
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
SHARED = os.path.join(ROOT, "..", "shared")
sys.path.insert(0, os.path.join(SHARED, "eval"))
from segments import items, squeeze  # noqa: E402

PHRASES = os.path.join(ROOT, "src", "words", "phrases")

# How much a line counts by where its label comes from. Pages are many, long and no posts.
WEIGHTS = {"labelled": 3.0, "labelled boilerplate": 6.0, "case": 2.0, "phrase": 0.4, "recurs": 0.21, "once": 0.12, "page": 0.01}
# A source's posts that are looked at for what recurs.
POSTS = 80


@dataclass
class Post:
    path: str
    source: str
    # dev, fixtures, cases, phrases, feeds, recur or pages
    kind: str
    lines: list
    elements: list
    # 1 for boilerplate, 0 for the article, None for what is not known
    labels: list = field(default_factory=list)
    weights: list = field(default_factory=list)
    # Lines whose label is sure enough to be scored.
    scored: list = field(default_factory=list)

    def add(self, label, weight, scored):
        self.labels.append(label), self.weights.append(weight), self.scored.append(scored)


def signed(binary, paths):
    """What the crate says of each post: lines and elements with their signs."""
    out = subprocess.run([binary], input="\n".join(paths), capture_output=True, text=True, check=True).stdout
    return (json.loads(line) for line in out.splitlines())


def labels_of(path, prefix=""):
    """The labels of a file: for each post its source and a letter for each item."""
    for row in open(path, encoding="utf8"):
        name, *labels = row.split("#")[0].split() or [""]
        if labels:
            yield prefix + name, labels


def letters(path, labels, lines):
    """The letter of each line, where a labelled item is the line, holds it or is held by it."""
    by_text, whole, last = collections.defaultdict(list), [], "N"
    for item, label in zip(items(open(path, "rb").read()), labels):
        if item["kind"] == "text":
            last = label[0] if label[0] != "+" else last
            text = squeeze(item["text"])
            by_text[text].append(last), whole.append((last, text))
    for line in lines:
        text = squeeze(line["text"])
        if by_text.get(text):
            found = by_text[text]
            yield found.pop(0) if len(found) > 1 else found[0]
        else:
            near = {letter for letter, item in whole if text and (text in item or len(item) > 3 and item in text)}
            yield near.pop() if len(near) == 1 else "N"


def labelled(found, kind, source, labels):
    post = Post(found["path"], source, kind, found["lines"], found["elements"])
    for letter in letters(post.path, labels, post.lines):
        label = 1 if letter in "BD" else 0 if letter in "PHLQTKC" else None
        weight = WEIGHTS["labelled boilerplate" if label else "labelled"] if label is not None else 0
        post.add(label, weight, label is not None and letter != "D")
    return post


def recurring(posts, source):
    """Posts of a source, by what recurs in it."""
    key = lambda line: re.sub(r"\d+", "0", squeeze(line["text"]).lower())  # noqa: E731
    frequency = collections.Counter(k for post in posts for k in {key(line) for line in post["lines"]})
    for found in posts:
        post = Post(found["path"], source, "recur", found["lines"], found["elements"])
        for line in post.lines:
            size, count = len(line["text"].encode()), frequency[key(line)]
            if len(posts) >= 4 and count >= max(3, 0.08 * len(posts)):
                post.add(1, WEIGHTS["recurs"], False)
            elif count == 1 and size >= 120 and line["link"] < 0.4 * size:
                post.add(0, WEIGHTS["once"], False)
            else:
                post.add(None, 0, False)
        yield post


def page(found):
    """A page, by whether its marked text holds a line."""
    about = json.load(open(found["path"][:-5] + ".json", encoding="utf8"))
    truth = squeeze(about["text"]).lower()
    post = Post(found["path"], "page " + os.path.basename(found["path"]), "pages", found["lines"], found["elements"])
    texts = [squeeze(line["text"]).lower() for line in post.lines]
    inside = [len(text) >= 4 and text in truth for text in texts]
    long = [i for i, line in enumerate(post.lines) if inside[i] and len(line["text"]) > 60]
    for i, line in enumerate(post.lines):
        if long and long[0] - 12 <= i <= long[-1] + 25:
            size = len(line["text"].encode())
            unsure = not inside[i] and size >= 200 and line["link"] < 0.3 * size
            post.add(int(not inside[i]), WEIGHTS["page"] * (0.3 if unsure else 1), not unsure)
        else:
            post.add(None, 0, False)
    return post


STORY = {
    False: [
        "<p>After two years in dry dock the ferry left the east quay on Friday with eleven passengers, a dog and a box of saws, and nobody on board had paid more than two coins for it.</p>",
        "<p>The harbour office had closed the line two winters ago, when the ice took both landing stages and half of the railing, and the people on the far bank had walked over the bridge since then.</p>",
        "<p>A new stage was built over the summer by four carpenters, who worked from a drawing that was older than all of them and had coffee on it.</p>",
        "<p>The boat itself is the old one, painted green this time, with an engine that was bought from a miller up the river, who would have liked to keep it.</p>",
        "<p>It crosses eleven times a day, and on market days it goes until the last passenger is home, whatever the hour.</p>",
    ],
    True: [
        "<p>在干船坞里停了两年以后，渡轮星期五离开了东岸码头，船上有十一位乘客、一条狗和一箱锯子，每个人只付了两枚硬币。</p>",
        "<p>两年前的冬天，冰块撞坏了两边的栈桥和一半的栏杆，港口办公室从那时起就停了这条航线，对岸的人只好从桥上走。</p>",
        "<p>新的栈桥是四位木匠用一个夏天搭起来的，他们手里的图纸比他们当中任何一个人的年纪都大，上面还有咖啡的痕迹。</p>",
        "<p>船还是原来的那一条，这一次漆成了绿色，发动机是从上游的磨坊主那里买来的，他本来还想留着自己用。</p>",
        "<p>它每天来回十一趟，赶集的日子一直开到最后一位乘客到家为止，不管那时是几点钟。</p>",
    ],
}
BEFORE = "---\ntitle: \"The ferry runs again\"\nfrom: https://news.example.com/a/1.html\n---\n\n<div>\n"


# Sentences of a story in which words of boilerplate may stand.
TOLD = {
    False: [
        "{phrase}, she said, and took the rope.",
        "Nobody knew what he meant by {phrase} on that day in the spring.",
        "They had written {phrase} on the wall of the harbour office, and it was still there when the boat was sold.",
        "He asked them about {phrase} and was told to come back in the morning.",
    ],
    True: [
        "{phrase}，他说，然后拿起了绳子。",
        "那天没有人知道她说的{phrase}是什么意思。",
        "墙上写着{phrase}几个字，船卖掉的时候还没有擦掉。",
        "他们谈起{phrase}的事，第二天早上就忘了。",
    ],
}


def phrases():
    """Lines that are nothing but a phrase which hardly ever stands in an article, behind a story and inside one; and sentences
    of a story in which one stands."""
    for name in sorted(os.listdir(PHRASES)):
        if name in ("mod.rs", "label.rs", "metadata.rs"):
            continue
        text = open(os.path.join(PHRASES, name), encoding="utf8").read()
        for n, phrase in enumerate(re.findall(r'^    \("((?:[^"\\]|\\.)*)", 3, (?:Start|Whole)\),$', text, re.M)):
            yield "B", ("tail", "middle")[n % 2], f"<p>{phrase.capitalize()}</p>"
        for n, phrase in enumerate(re.findall(r'^    \("((?:[^"\\]|\\.)*)", [23], (?:Start|Within)\),$', text, re.M)):
            told = TOLD[bool(re.search("[\u4e00-\u9fff]", phrase))]
            yield "A", ("tail", "middle", "head")[n % 3], f"<p>{told[n % len(told)].format(phrase=phrase.strip(' :：'))}</p>"


def cases(binary, kind, rows, weight):
    """Posts made of lines, each among some paragraphs of a story."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for n, (_, place, html) in enumerate(rows):
            story = STORY[bool(re.search("[\u4e00-\u9fff]", html))][: 2 + n % 4]
            at = {"head": 0, "middle": len(story) // 2, "tail": len(story)}[place]
            paths.append(os.path.join(folder, f"{n:04}.md"))
            with open(paths[-1], "w", encoding="utf8") as out:
                out.write(BEFORE + "\n".join([*story[:at], html, *story[at:]]) + "\n</div>\n")
        story = {squeeze(re.sub("<[^>]*>", "", line)) for lines in STORY.values() for line in lines}
        for (label, *_), found in zip(rows, signed(binary, paths)):
            post = Post(found["path"], kind, kind, found["lines"], found["elements"])
            for line in post.lines:
                known = 0 if squeeze(line["text"]) in story else int(label == "B")
                post.add(known, weight if known else weight / 4, True)
            yield post


def source_of(folder):
    """One name for a source, whatever the folder of it is called."""
    host = re.sub(r"^(www|cn|m)\.", "", folder).split("_")[0]
    known = {"dw.com": "dw", "nei.st": "neist", "voachinese.com": "voa", "nytimes.com": "nyt", "rti.org.tw": "rti",
             "rfi.fr": "rfi", "iyouport.org": "iyouport", "reuters.com": "reuters", "matters.news": "matters"}
    return "slashdot" if "slashdot" in host else known.get(host, host)


def all_posts(binary):
    def folder(*parts):
        return sorted(os.path.join(d, n) for d, _, ns in os.walk(os.path.join(*parts)) for n in ns if n.endswith(".md"))

    stem = lambda path: os.path.splitext(os.path.basename(path))[0]  # noqa: E731
    dev = {name.split("/")[1]: (name.split("/")[0].split("-")[0], labels)
           for name, labels in labels_of(os.path.join(SHARED, "corpus", "dev.labels"))}
    for found in signed(binary, folder(SHARED, "corpus", "dev")):
        if stem(found["path"]) in dev:
            yield labelled(found, "dev", *dev[stem(found["path"])])
    fixtures = {name.split("/")[-1]: labels for name, labels in labels_of(os.path.join(ROOT, "fixtures", "labels.txt"))}
    for found in signed(binary, folder(ROOT, "fixtures")):
        name = os.path.basename(os.path.dirname(found["path"]))
        if found["path"].endswith("post.md") and name in fixtures:
            yield labelled(found, "fixtures", "fixtures", fixtures[name])
    rows = [row.rstrip("\n").split(" ", 2) for row in open(os.path.join(HERE, "cases.txt"), encoding="utf8") if row[0] in "AB"]
    yield from cases(binary, "cases", rows, WEIGHTS["case"])
    yield from cases(binary, "phrases", list(phrases()), WEIGHTS["phrase"])
    feeds = dict(labels_of(os.path.join(HERE, "feeds.labels")))
    sources = collections.defaultdict(list)
    for root in ("feeds", "learn"):
        for name in sorted(os.listdir(os.path.join(SHARED, root))):
            if os.path.isdir(os.path.join(SHARED, root, name)) and not name.startswith("youtube_"):
                sources[source_of(name)] += folder(SHARED, root, name)[:POSTS]
    for source, paths in sorted(sources.items()):
        found = list(signed(binary, paths))
        name_of = lambda post: "/".join(post["path"].split("/")[-2:])[:-3]  # noqa: E731
        for post in found:
            if name_of(post) in feeds:
                yield labelled(post, "feeds", source, feeds[name_of(post)])
        yield from (p for p in recurring(found, source) if name_of({"path": p.path}) not in feeds)
    pages = [os.path.join(d, n) for d, _, ns in os.walk(os.path.join(SHARED, "pages")) for n in sorted(ns) if n.endswith(".html")]
    articles = [p for p in sorted(pages) if json.load(open(p[:-5] + ".json", encoding="utf8"))["kind"] == "article"]
    for found in signed(binary, articles):
        yield page(found)
