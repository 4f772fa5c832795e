// Looks at a report page in Chromium: that it works, loads nothing, runs nothing of a post and fits its window.
//
// node browser-report.mjs TOOLS CHROMIUM FOLDER
//
// FOLDER holds report.html; screenshots go there.

import { statSync } from "node:fs";
import { createRequire } from "node:module";

const [tools, executablePath, folder] = process.argv.slice(2);
const { chromium } = createRequire(`${tools}/`)("playwright-core");
const url = `file://${folder}/report.html`;
const MOST_BYTES = 10e6;
const MOST_MILLISECONDS = 1000;

const faults = [];
const check = (holds, fault) => { if (!holds) faults.push(fault); };

const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu"] });

async function look(name, width, height, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  page.on("console", (message) => { if (message.type() === "error") faults.push(`${name}: ${message.text()}`); });
  page.on("pageerror", (error) => faults.push(`${name}: ${error.message}`));
  page.on("request", (request) => { if (request.url() !== url) faults.push(`${name}: asks for ${request.url()}`); });
  page.on("dialog", (dialog) => { faults.push(`${name}: a script of a post ran`); dialog.dismiss(); });
  // Time of the page's thread: that of the clock is also the time of whatever else the machine does.
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(url);
  const { metrics } = await session.send("Performance.getMetrics");
  const ready = metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  check(ready < MOST_MILLISECONDS, `${name}: interactive after ${ready} ms`);
  const posts = await page.locator(".list li").count();
  check(posts > 1, `${name}: ${posts} posts`);
  check(await page.title() === "What feedscrub did", `${name}: a post changed the title`);
  check(await page.locator("img, iframe, a, form, [onerror]").count() === 0, `${name}: markup of a post`);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(overflow <= 0, `${name}: ${overflow} pixels wider than the window`);
  await page.screenshot({ path: `${folder}/${name}-top.png` });

  // The hostile post is found, shown as text, and nothing of it runs.
  await page.getByRole("searchbox").fill("<script>document.title");
  check(await page.locator(".list li:visible").count() === 1, `${name}: the search does not find one post`);
  await page.locator(".list li:visible button").click();
  check((await page.locator(".post h1").textContent()).includes("</script><script>"), `${name}: the title is not text`);
  check(await page.locator(".original del").count() > 0, `${name}: no removal in its place`);
  check(await page.title() === "What feedscrub did", `${name}: a post changed the title`);

  // The keyboard goes through the list.
  await page.getByRole("searchbox").fill("");
  await page.keyboard.press("ArrowDown");
  const first = await page.locator(".list [aria-current=true]").textContent();
  await page.keyboard.press("ArrowDown");
  const second = await page.locator(".list [aria-current=true]").textContent();
  check(posts < 3 || first !== second || second !== "", `${name}: the keyboard does not go through the list`);
  await page.getByRole("combobox").selectOption({ label: "Removed: footer" }).catch(() => {});
  const some = await page.locator(".list li:visible").count();
  check(some > 0, `${name}: the filter shows nothing`);
  await page.locator(".list li:visible button").first().click();
  await page.locator("article.post").scrollIntoViewIfNeeded();
  await page.evaluate(() => document.querySelector(".find").scrollIntoView());
  await page.screenshot({ path: `${folder}/${name}-post.png` });
  await context.close();
  return { posts, ready };
}

const bytes = statSync(`${folder}/report.html`).size;
check(bytes < MOST_BYTES, `${bytes} bytes`);
for (const colorScheme of ["light", "dark"]) {
  for (const [size, width, height] of [["wide", 1280, 900], ["narrow", 390, 844]]) {
    const name = `${size}-${colorScheme}`;
    const { posts, ready } = await look(name, width, height, colorScheme);
    console.log(`${name}: ${posts} posts, ${(bytes / 1e6).toFixed(1)} MB, interactive after ${Math.round(ready)} ms`);
  }
}
await browser.close();
for (const fault of faults) console.log(fault);
process.exit(faults.length > 0 ? 1 : 0);
