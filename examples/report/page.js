"use strict";
// Everything that posts say becomes text nodes: there is no markup in here, and nowhere is any parsed.

const data = JSON.parse(document.getElementById("data").textContent);
const { totals, posts } = data;

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const { format: number } = new Intl.NumberFormat("en");
const sum = (counts) => Object.values(counts).reduce((all, times) => all + times, 0);

// Rows of a chart.
const limit = 12;

function chart(title, counts, looks = "chart") {
  const sorted = Object.entries(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (sorted.length === 0) return null;
  const most = sorted[0][1];
  const rows = sorted.slice(0, limit).map(([name, times]) =>
    make("li", { title: name }, make("span", null, name),
      make("meter", { min: 0, max: most, value: times, "aria-label": name }), make("span", null, number(times))));
  const rest = sorted.length - limit;
  return make("section", { class: looks }, make("h2", null, title), make("ol", null, ...rows),
    rest > 0 ? make("p", { class: "soft" }, `and ${number(rest)} more`) : null);
}

function head() {
  const cleaned = totals.posts;
  const facts = [["posts cleaned", cleaned], ["failed", totals.failed], ["parts removed", sum(totals.kinds)], ["images", totals.images],
    ["of them restored", sum(totals.proxies)], ["captions", totals.captions], ["paragraphs", totals.paragraphs]];
  const shown = posts.length < cleaned
    ? `the numbers are those of all posts; below are ${number(posts.length)} of ${number(cleaned)}, taken at even distances.`
    : "all posts are below.";
  return make("header", null, make("h1", null, "What feedscrub did"), make("p", { class: "soft" }, `${data.run}: ${shown}`),
    make("ul", { class: "numbers" }, ...facts.map(([name, value]) => make("li", null, make("b", null, number(value)), name))),
    make("div", { class: "charts" }, chart("Removed, by kind", totals.kinds), chart("Removed, by rule", totals.rules),
      chart("Removed, by source", totals.sources), chart("Images restored, by proxy", totals.proxies),
      chart("Warnings", totals.warnings), chart("Short paragraphs that recur and were kept", totals.kept, "chart texts")));
}

function sign([kind, rule, signs]) {
  return make("span", { class: "tag", title: signs.join(", ") }, rule.startsWith("evidence/") ? kind : `${kind} · ${rule}`);
}

function original(post) {
  const side = make("section", { class: "side", "aria-label": "Original" }, make("h2", null, "Original"));
  if (post.original.length === 0) {
    side.append(make("p", { class: "soft" }, "The post is not where it was when it was cleaned."));
    return side;
  }
  const text = make("div", { class: "original" });
  let line = make("p");
  const end = () => {
    if (line.textContent.trim() !== "") text.append(line);
    line = make("p");
  };
  for (const [part, removed] of post.original) {
    if (removed !== null) line.append(sign(post.removed[removed]));
    part.split("\n").forEach((words, at) => {
      if (at > 0) end();
      if (words !== "") line.append(removed === null ? words : make("del", null, words));
    });
  }
  end();
  side.append(text);
  return side;
}

function block([kind, ...rest]) {
  switch (kind) {
    case "p": return make("p", null, rest[0]);
    case "pre": return make("pre", null, rest[0]);
    case "hr": return make("hr");
    case "list": return make("p", { class: "label" }, `List of ${number(rest[0])}`);
    case "quote": return make("p", { class: "label" }, "Quotation");
    case "embed": return make("p", null, make("span", { class: "label" }, "Player "), rest[1] ?? "", " ", rest[0]);
    case "table": return make("table", null, ...rest[0].map((row) => make("tr", null, ...row.map((cell) => make("td", null, cell)))));
    case "figure": {
      const [images, caption, credit] = rest;
      const figure = make("figure");
      for (const [src, proxied, alt] of images) {
        figure.append(make("p", null, make("span", { class: "label" }, "Picture "), src));
        if (proxied) figure.append(make("p", { class: "soft" }, make("span", { class: "restored" }, "instead of "), proxied));
        if (alt) figure.append(make("p", { class: "soft" }, `“${alt}”`));
      }
      if (caption || credit) figure.append(make("figcaption", null, caption ?? "", credit ? make("small", { class: "soft" }, ` ${credit}`) : null));
      return figure;
    }
    default: return make(/^h[2-6]$/.test(kind) ? kind : "p", null, rest[0]);
  }
}

/** An address with the letters that it stands for. */
function readable(address) {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

function show(post) {
  const known = [post.author, post.time].filter(Boolean).join(" · ");
  const article = make("section", { class: "side article", "aria-label": "Article" }, make("h2", null, "Article"), ...post.blocks.map(block));
  if (post.language) article.setAttribute("lang", post.language);
  const entries = post.removed.map((entry) => make("li", null, sign(entry), make("span", { class: "label" }, entry[2].join(", ")),
    make("div", null, entry[3] || "(no text)")));
  const page = make("article", { class: "post", tabindex: -1 }, make("h1", null, post.title ?? post.name), make("p", { class: "soft" }, known),
    post.source ? make("p", { class: "soft line", title: post.source }, readable(post.source)) : null,
    make("p", { class: "soft line", title: post.name }, post.name),
    ...post.warnings.map(([, text]) => make("p", { class: "warning" }, text)),
    make("div", { class: "sides" }, original(post), article),
    make("details", null, make("summary", null, `${number(entries.length)} removed`), make("ul", { class: "removed" }, ...entries)));
  place.replaceChildren(page);
  return page;
}

const search = make("input", { type: "search", placeholder: "Find in titles, names and sources", "aria-label": "Find" });
const filter = make("select", { "aria-label": "Show" });
const list = make("ul", { class: "list", "aria-label": "Posts" });
const count = make("span", { class: "soft", role: "status" });
const place = make("div", { class: "post" });

const kinds = [...new Set(posts.flatMap((post) => post.removed.map(([kind]) => kind)))].sort();
filter.append(make("option", { value: "" }, "All posts"), make("option", { value: "!" }, "With warnings"),
  make("option", { value: "-" }, "Empty"), ...kinds.map((kind) => make("option", { value: kind }, `Removed: ${kind}`)));

const items = posts.map((post) => {
  const button = make("button", { type: "button" }, post.title ?? post.name, make("small", null, `${number(post.removed.length)} removed · ${post.name.split("/").slice(-2).join("/")}`));
  const item = make("li", null, button);
  button.addEventListener("click", () => choose(item));
  const words = [post.title, post.name, post.source].join("\n").toLowerCase();
  return Object.assign(item, { post, button, words });
});
list.append(...items);

function choose(item, mayScroll = true) {
  for (const other of items) other.button.setAttribute("aria-current", String(other === item));
  const page = show(item.post);
  // On a narrow screen the post stands below the list.
  if (mayScroll && getComputedStyle(list).position === "static") page.scrollIntoView();
}

function update() {
  const wanted = search.value.toLowerCase().trim();
  const takes = {
    "": () => true,
    "!": (post) => post.warnings.length > 0,
    "-": (post) => post.blocks.length === 0,
  }[filter.value] ?? ((post) => post.removed.some(([kind]) => kind === filter.value));
  let many = 0;
  for (const item of items) {
    item.hidden = !(item.words.includes(wanted) && takes(item.post));
    many += item.hidden ? 0 : 1;
  }
  count.textContent = `${number(many)} of ${number(posts.length)}`;
}

search.addEventListener("input", update);
filter.addEventListener("change", update);
// Down and up, or j and k, go through the posts that are shown.
document.addEventListener("keydown", (event) => {
  const isTyping = event.target === search || event.target === filter;
  const step = { ArrowDown: 1, ArrowUp: -1, j: isTyping ? 0 : 1, k: isTyping ? 0 : -1 }[event.key] ?? 0;
  if (event.key === "/" && !isTyping) {
    event.preventDefault();
    search.focus();
  }
  const inList = list.contains(document.activeElement) || event.key === "j" || event.key === "k" || document.activeElement === search;
  if (step === 0 || !inList || event.ctrlKey || event.metaKey || event.altKey) return;
  const visible = items.filter((item) => !item.hidden);
  const at = visible.findIndex((item) => item.button.getAttribute("aria-current") === "true");
  const next = visible[Math.min(Math.max(at + step, 0), visible.length - 1)];
  if (!next) return;
  event.preventDefault();
  next.button.focus();
  choose(next);
});

document.body.append(make("main", null, head(), make("div", { class: "find" }, search, filter, count),
  make("div", { class: "columns" }, list, place)));
update();
if (items.length > 0) choose(items[0], false);
