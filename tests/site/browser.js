// SPDX-License-Identifier: MIT
// What the browser tests share: Chromium through playwright-core, which notes what no page may do, and a web server for a folder
// under a sub-path.
"use strict";
const fs = require("fs");
const http = require("http");
const path = require("path");
const { chromium } = require("playwright-core");

const SIZES = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 }, wide: { width: 1920, height: 1080 } };
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
  ".svg": "image/svg+xml", ".ico": "image/x-icon", ".wasm": "application/wasm", ".png": "image/png",
};

const bases = new Set(["file://"]); // where pages and what they load may come from
const closed = new Set(); // of these, servers that have ended: what pages still wanted of them is no fault

// The browser. What its pages ask of another host, do not find, or report as an error is noted in browser.found, whichever test runs.
async function open() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  browser.found = new Set();
  const make = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = watch(await make(options), browser.found);
    context.setDefaultTimeout(browser.patience || 30000);
    context.setDefaultNavigationTimeout(120000); // the whole book, on a machine that has other things to do
    return context;
  };
  browser.newPage = async (options) => {
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    tab.on("close", () => context.close().catch(() => {}));
    return tab;
  };
  return browser;
}

function watch(context, found) {
  const on = (request) => { try { return request.frame().url(); } catch { return "a page"; } };
  context.on("request", (request) => {
    const address = request.url();
    if (/^(?:data|blob|about):/.test(address) || [...bases].some((base) => address.startsWith(base))) return;
    found.add(`${on(request)} asks for ${address}: a page loads nothing from outside the site; put a copy into the site`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) found.add(`${on(response.request())} asks for ${response.url()} and gets ${response.status()}: put the file there, or mend the address`);
  });
  context.on("requestfailed", (request) => {
    const why = request.failure().errorText;
    const gone = [...closed].some((base) => request.url().startsWith(base));
    if (why !== "net::ERR_ABORTED" && !gone) found.add(`${on(request)} asks for ${request.url()} and gets ${why}: put the file there, or mend the address`);
  });
  context.on("weberror", (error) => error.page()?.url() !== "about:blank" && found.add(`${error.page() ? error.page().url() : "a page"}: script error: ${error.error().message}: mend the script`));
  context.on("console", (message) => {
    if (!["error", "warning"].includes(message.type()) || /^Failed to load resource/.test(message.text())) return;
    found.add(`${message.page() ? message.page().url() : "a page"}: the console says: ${message.text()}: mend what it complains about`);
  });
  return context;
}

// Serves a folder at http://127.0.0.1:PORT/PREFIX/ and answers 404 to everything else.
function serve(folder, prefix) {
  const root = path.resolve(folder);
  const server = http.createServer((request, response) => {
    const where = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    let file = where.startsWith(prefix) ? path.join(root, where.slice(prefix.length)) : null;
    if (file && file.startsWith(root) && fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, "index.html");
    if (!file || !file.startsWith(root) || !fs.existsSync(file)) { response.writeHead(404); response.end(); return; }
    response.writeHead(200, { "Content-Type": TYPES[path.extname(file)] || "application/octet-stream" });
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => {
    const address = `http://127.0.0.1:${server.address().port}${prefix}`;
    bases.add(address);
    resolve({ address, close: () => { closed.add(address); server.close(); } });
  }));
}

// The rules of accessibility that a page, or a part of it, breaks, as lines that name them. colours: only those that depend on colours.
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const COLOURS = ["color-contrast", "link-in-text-block"];

async function violations(tab, where, { colours = false } = {}) {
  if (!(await tab.evaluate(() => Boolean(window.axe)))) await tab.evaluate(AXE);
  const found = await tab.evaluate(async ([where, rules, colours]) => {
    const look = async (part, options) => (await axe.run(part, { ...options, resultTypes: ["violations"], preload: false })).violations;
    // Words that stand alike below elements that are alike have the same colours: the last of each sort shows those of all.
    const sorts = new Map();
    const sort = (e) => (e === document.body ? "" : `${sort(e.parentElement)}/${e.nodeName}.${e.className.baseVal ?? e.className}[${e.getAttributeNames().filter((n) => !/^(?:id|href|title|data-line)$/.test(n))}]` +
      `${e.style.cssText}${e.nodeName === "TR" ? e.rowIndex % 2 : ""}`);
    for (const e of document.querySelectorAll(where ? `:is(${where}), :is(${where}) *` : "body *")) {
      if ([...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && e.checkVisibility()) sorts.set(sort(e), e);
    }
    const pale = !sorts.size ? [] : await look({ include: [...sorts.values()] }, { runOnly: { type: "rule", values: rules } });
    if (colours) return pale;
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
    return [...pale, ...await look(where || document, { runOnly: { type: "tag", values: tags }, rules: Object.fromEntries(rules.map((name) => [name, { enabled: false }])) })];
  }, [where || null, COLOURS, colours]);
  return found.map((v) => {
    const nodes = v.nodes.slice(0, 3).map((n) => `      ${n.html.slice(0, 140)}\n        ${n.any.concat(n.all, n.none).map((c) => c.message).join("; ").slice(0, 220)}`);
    return `${v.id}: ${v.help} (${v.nodes.length})\n${nodes.join("\n")}`;
  });
}

module.exports = { open, serve, violations, SIZES };
