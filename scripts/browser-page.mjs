// One page of the browser with everything watched that a text can do in it.

const SETTLE = 40;
const PATIENCE = 3000;
const OWN = "harness";

/** Runs in every document before anything else. */
function hooks() {
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
    window[name] = () => window.sign(`executed ${name}`);
  }
  // A click on an ordinary link is watched, not followed; all others go their way.
  window.addEventListener("click", (event) => {
    const link = event.target.closest?.("a, area");
    // So is a click on one whose address is none any more: some renderers of Markdown escape the brackets of a host.
    const isOrdinary = link && (["http:", "https:", "mailto:"].includes(link.protocol)
      || link.protocol === ":" && /^https?:\/\//i.test(link.getAttribute("href")));
    if (isOrdinary) event.preventDefault();
  }, true);
}

/** Runs in the page after it was loaded: handlers and links are looked at, and everything is touched and clicked. */
function click() {
  const parts = [...document.body.querySelectorAll("*")];
  for (const part of parts) {
    for (const { name } of part.attributes) if (/^on/i.test(name)) window.sign(`handler ${name}`);
    const href = part.matches("a, area") && (part.href?.baseVal ?? part.href);
    if (href && !/^(https?|mailto):/.test(href)) window.sign(`link to ${href.slice(0, 60)}`);
  }
  for (const part of [document.body, ...parts.slice(0, 200)]) {
    for (const type of ["pointerover", "mouseover", "focus", "click"]) {
      part.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, view: window }));
    }
    part.click?.();
  }
}

/** Runs in the page: the text in and out of every element that it may be put into. */
function roundTrip(text) {
  const faults = [];
  for (const name of ["div", "td", "li", "article", "section", "body"]) {
    const element = document.implementation.createHTMLDocument("").createElement(name);
    element.innerHTML = text;
    if (element.innerHTML !== text) faults.push(`changed as innerHTML of ${name}`);
  }
  const pages = {
    div: ["<div id=before>b</div><div id=around>", "</div><div id=after>a</div>"],
    td: ["<table><tbody><tr><td id=before>b</td><td id=around>", "</td><td id=after>a</td></tr></tbody></table>"],
    li: ["<ul><li id=before>b</li><li id=around>", "</li><li id=after>a</li></ul>"],
    article: ["<p id=before>b</p><article id=around>", "</article><p id=after>a</p>"],
  };
  for (const [name, [before, after]] of Object.entries(pages)) {
    const page = new DOMParser().parseFromString(`<!DOCTYPE html><body>${before}${text}${after}`, "text/html");
    const around = page.getElementById("around");
    const held = around?.previousSibling === page.getElementById("before") && around?.nextSibling === page.getElementById("after")
      && page.getElementById("before").innerHTML === "b" && page.getElementById("after").innerHTML === "a"
      && around.parentNode.childNodes.length === 3;
    if (!held) faults.push(`changed what stands around it in ${name}`);
    else if (around.innerHTML !== text) faults.push(`changed in a page in ${name}`);
  }
  return faults;
}

const sleep = (time) => new Promise((done) => setTimeout(done, time));

export async function watchers(browser, origin) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  let signs = [];
  let expected = "";
  let well = true;
  let loaded = () => {};

  const call = (method, parameters) =>
    Promise.race([cdp.send(method, parameters), sleep(PATIENCE).then(() => { throw new Error(`${method}: no answer`); })]);
  const evaluate = async (run, ...parameters) => {
    const expression = `(${run})(${parameters.map((value) => JSON.stringify(value)).join()})\n//# sourceURL=${OWN}`;
    const answer = await call("Runtime.evaluate", { expression, returnByValue: true });
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? "exception");
    return answer.result.value;
  };

  page.on("dialog", (dialog) => {
    signs.push(`executed ${dialog.type()}`);
    dialog.dismiss().catch(() => {});
  });
  context.on("page", (other) => {
    if (other !== page) {
      signs.push("a new window");
      other.close().catch(() => {});
    }
  });
  cdp.on("Runtime.bindingCalled", ({ payload }) => signs.push(payload));
  cdp.on("Debugger.scriptParsed", ({ url, executionContextAuxData }) => {
    if (executionContextAuxData?.isDefault !== false && !url.startsWith(OWN)) signs.push("executed a script");
  });
  cdp.on("Page.loadEventFired", () => loaded());
  cdp.on("Page.frameRequestedNavigation", ({ url }) => signs.push(`navigation to ${url.slice(0, 60)}`));
  cdp.on("Fetch.requestPaused", async ({ requestId, request, resourceType }) => {
    const own = request.url === expected;
    const shown = resourceType === "Image" || resourceType === "Media" || request.url === `${origin}/favicon.ico`;
    if (!own && !shown) signs.push(`request of ${resourceType} ${request.url.slice(0, 60)}`);
    const answer = own
      ? cdp.send("Fetch.continueRequest", { requestId })
      : cdp.send("Fetch.fulfillRequest", resourceType === "Script"
        ? { requestId, responseCode: 200, responseHeaders: [{ name: "content-type", value: "text/javascript" },
            { name: "access-control-allow-origin", value: "*" }], body: btoa("sign('executed a loaded script')") }
        : { requestId, responseCode: 404 });
    await answer.catch(() => {});
  });

  for (const domain of ["Page", "Runtime", "Debugger"]) await cdp.send(`${domain}.enable`);
  await cdp.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] });
  await cdp.send("Runtime.addBinding", { name: "sign" });
  await cdp.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${hooks})()\n//# sourceURL=${OWN}` });

  return {
    /** Loads a served path; with `inner`, the text then becomes the innerHTML of a div. */
    async load(path, { text, canonical }, inner) {
      signs = [];
      expected = origin + path;
      try {
        const ready = new Promise((done) => { loaded = done; });
        await call("Page.navigate", { url: expected });
        await Promise.race([ready, sleep(PATIENCE)]);
        if (inner) {
          await evaluate((html) => { document.body.appendChild(document.createElement("div")).innerHTML = html; }, text);
        } else if (canonical) {
          const body = await evaluate(() => document.body.innerHTML);
          if (body !== text) signs.push("changed as a document");
        }
        await sleep(SETTLE);
        await evaluate(click);
        await sleep(SETTLE);
        if (inner && canonical) signs.push(...(await evaluate(roundTrip, text)));
      } catch (fault) {
        well = false;
        signs.push(`fault ${fault.message.slice(0, 100)}`);
      }
      return { signs };
    },
    isWell: () => well,
    close: () => context.close().catch(() => {}),
  };
}
