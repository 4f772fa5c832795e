// Loads attack inputs and the crate's outputs for them in Chromium and counts what runs, asks, leads away or changes.
//
// node browser-attacks.mjs TOOLS CHROMIUM DUMP
//
// TOOLS is the folder with playwright-core, DUMP a file with one object a line: {name, input, html, sanitized, markdown}.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { watchers } from "./browser-page.mjs";

const [tools, executablePath, dump] = process.argv.slice(2);
const { chromium } = createRequire(`${tools}/`)("playwright-core");

// What the raw inputs must at least show, else the detector is blind and its silence says nothing.
const LEAST_FLAGGED = 380;
const LEAST_EXECUTED = 280;
const PAGES = 2;

const cases = readFileSync(dump, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));

/** Each distinct text once, with the names of the cases that have it. */
function distinct(kind) {
  const byText = new Map();
  for (const attack of cases) {
    const text = attack[kind];
    if (text == null) continue;
    if (!byText.has(text)) byText.set(text, []);
    byText.get(text).push(attack.name);
  }
  return [...byText].map(([text, names]) => ({ kind, text, names, canonical: kind === "html" || kind === "sanitized" }));
}

const served = new Map();
const server = createServer((request, response) => {
  const page = served.get(request.url);
  if (page === undefined) {
    response.writeHead(404).end();
  } else {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;
served.set("/blank", "<!DOCTYPE html><html><head><title>x</title></head><body></body></html>");

const browser = await chromium.launch({
  executablePath,
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
  ],
});

async function run(tasks) {
  const results = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: PAGES }, async () => {
      let page = await watchers(browser, origin);
      while (next < tasks.length) {
        const index = next++;
        const task = tasks[index];
        const path = `/${task.kind}/${index}`;
        served.set(path, `<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body>${task.text}</body></html>`);
        const [document, inner] = [await page.load(path, task, false), await page.load("/blank", task, true)];
        served.delete(path);
        results.push({ ...task, document, inner, signs: [...document.signs, ...inner.signs] });
        if (!page.isWell()) {
          await page.close();
          page = await watchers(browser, origin);
        }
      }
      await page.close();
    }),
  );
  return results;
}

const count = (results, test) => results.filter(test).reduce((sum, result) => sum + result.names.length, 0);
const executed = (result) => result.signs.some((sign) => sign.startsWith("executed"));
const flagged = (result) => result.signs.length > 0;

let failed = false;

const raw = await run(distinct("input"));
const [all, seen, ran] = [count(raw, () => true), count(raw, flagged), count(raw, executed)];
console.log(`raw inputs: ${all} cases, ${seen} flagged, ${ran} executed a script`);
if (seen < LEAST_FLAGGED || ran < LEAST_EXECUTED) {
  console.log(`the detector is blind: at least ${LEAST_FLAGGED} must be flagged, ${LEAST_EXECUTED} executed`);
  failed = true;
}

for (const kind of ["html", "sanitized", "markdown"]) {
  const results = await run(distinct(kind));
  const changed = count(results, (result) => result.signs.some((sign) => sign.startsWith("changed")));
  console.log(
    `${kind}: ${count(results, () => true)} outputs (${results.length} distinct), ${count(results, flagged)} flagged, ` +
      `${count(results, executed)} executed, ${changed} not the browser's own form`,
  );
  for (const result of results.filter(flagged)) {
    failed = true;
    console.log(`  ${result.names[0]}${result.names.length > 1 ? ` and ${result.names.length - 1} more` : ""}`);
    for (const sign of new Set(result.signs)) console.log(`    ${sign}`);
  }
}

await browser.close();
server.close();
process.exit(failed ? 1 : 0);
