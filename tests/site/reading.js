// SPDX-License-Identifier: MIT
// How the pages read, as tests of browser_test.js: weight, measure, contents, turning pages, progress, colours, fonts, notes, paper.
"use strict";
const assert = require("assert");
const fs = require("fs");
const path = require("path");
const zlib = require("zlib");
const { serve, SIZES } = require("./browser");
const { KINDS, kindOf, pages: allPages } = require("./templates");

// Bytes of a page of prose after gzip -9, with everything that loads before the reader acts, fonts included. What is no prose (sources,
// differences, the crossing) has a budget of its own in templates.js, and so has book/, which is all pages of prose at once: who
// opens that asked for it, and knows from the link what it is.
const BUDGET = 200000;
const LONG = "chapters/syscall.html"; // a page with excerpts, sections and neighbours on both sides

// The pages of the book, in order: as each names the next.
function book(site) {
  const pages = ["chapters/before.html"];
  for (;;) {
    const last = pages[pages.length - 1];
    const next = fs.readFileSync(path.join(site, last), "utf8").match(/<a class="next" rel="next"[^>]* href="([^"]+)"/);
    if (!next) return pages;
    pages.push(path.join(path.dirname(last), next[1]));
    assert.ok(pages.length < 500, "the way through the book has no end");
  }
}

const scrolled = (tab, to) => tab.evaluate((y) => new Promise((done) => {
  window.scrollTo({ top: y === "end" ? document.documentElement.scrollHeight : y, behavior: "instant" });
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)));
}), to);

module.exports = {
  async weight(browser, site, only) {
    const packed = new Map();
    const size = (file) => {
      if (!packed.has(file)) packed.set(file, zlib.gzipSync(fs.readFileSync(path.join(site, file)), { level: 9 }).length);
      return packed.get(file);
    };
    // What a page names: its sheets, scripts and pictures.
    const named = (page) => {
      const text = fs.readFileSync(path.join(site, page), "utf8");
      const found = [...text.matchAll(/<(?:script|img|source|iframe|embed)\b[^>]*\ssrc="([^"]+)"/g), ...text.matchAll(/<link\b(?=[^>]*rel="(?:stylesheet|icon|preload|shortcut icon)")[^>]*\shref="([^"]+)"/g)].map((m) => m[1]);
      return new Set(found.filter((f) => !/^(?:data:|https?:)/.test(f)).map((f) => path.join(path.dirname(page), f.replace(/[?#].*/, ""))));
    };
    const fonts = fs.readdirSync(path.join(site, "assets/fonts")).map((f) => `assets/fonts/${f}`);
    const server = await serve(site, "/");
    const tab = await browser.newPage({ viewport: SIZES.laptop });
    const loaded = async (page) => {
      await tab.goto(server.address + page, { waitUntil: "load" });
      await tab.evaluate(() => document.fonts.ready.then(() => 0));
      return new Set((await tab.evaluate(() => performance.getEntriesByType("resource").map((e) => e.name))).map((a) => decodeURIComponent(new URL(a).pathname.slice(1))));
    };
    const sum = (page, files) => [page, ...files].reduce((total, file) => total + size(file), 0);
    const wrong = [];
    const most = new Map();
    for (const page of only || allPages(site)) {
      const kind = kindOf(page);
      if (kind.doxygen) continue;
      const budget = kind.prose ? BUDGET : kind.budget;
      // With all fonts, which hardly a page needs; a page that is too heavy then is opened to see what it needs.
      let files = new Set([...named(page), ...fonts]);
      if (sum(page, files) > budget) files = await loaded(page);
      const total = sum(page, files);
      if (total > budget) wrong.push(`${page}: ${total} bytes, ${budget} are allowed: ${[page, ...files].map((f) => `${f} ${size(f)}`).join(", ")}: divide the page, or load what is heavy when the reader asks for it`);
      if (total > (most.get(kind.prose ? "prose" : kind.name) || [0])[0]) most.set(kind.prose ? "prose" : kind.name, [total, page]);
    }
    // One page of each kind is opened: it loads what it names, and fonts.
    for (const page of only || KINDS.filter((kind) => !kind.doxygen).map((kind) => allPages(site).find((one) => kindOf(one) === kind))) {
      const names = named(page);
      const files = [...await loaded(page)];
      const more = files.filter((f) => !names.has(f) && !fonts.includes(f));
      if (more.length) wrong.push(`${page} loads ${more.join(", ")} without naming it, before the reader acts: load it when the reader asks for it`);
      if (!files.some((f) => f.endsWith(".woff2"))) wrong.push(`${page} loads none of the site's fonts`);
    }
    server.close();
    assert.ok(!wrong.length, wrong.join("\n"));
    const [total, page] = most.get("prose") || [];
    if (!only) console.log(`note: the heaviest page of prose is ${page} with at most ${total} bytes of ${BUDGET}`);
    if (process.env.WEIGHTS) for (const [name, [bytes, one]] of most) console.log(`${name}: at most ${bytes} bytes: ${one}`);
  },

  // Characters in the lines of long paragraphs, the last line of each aside.
  async measure(browser, site) {
    for (const width of [1024, 1280, 1920, 2560]) {
      const tab = await browser.newPage({ viewport: { width, height: 900 } });
      await tab.goto(`file://${path.join(site, "chapters/before.html")}`);
      await tab.evaluate(() => document.fonts.ready.then(() => 0));
      const result = await tab.evaluate(() => {
        let characters = 0;
        let lines = 0;
        for (const p of document.querySelectorAll("main > p:not([class])")) {
          if (p.textContent.length < 200 || p.querySelector("code")) continue;
          const range = document.createRange();
          range.selectNodeContents(p);
          const tops = new Set([...range.getClientRects()].map((r) => Math.round(r.bottom / 8)));
          const height = parseFloat(getComputedStyle(p).lineHeight);
          const count = Math.round(p.getBoundingClientRect().height / height);
          if (!tops.size || count < 3) continue;
          // The last line is short: count where it begins.
          let last = p.textContent.length;
          const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
          const bottom = p.getBoundingClientRect().bottom;
          let seen = 0;
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            for (let i = 0; i < node.length; i++) {
              range.setStart(node, i);
              range.setEnd(node, i + 1);
              if (range.getBoundingClientRect().bottom > bottom - height / 2) { last = Math.min(last, seen + i); break; }
            }
            seen += node.length;
          }
          characters += last;
          lines += count - 1;
        }
        return { average: characters / lines, lines };
      });
      assert.ok(result.lines > 10, "too few lines to measure");
      assert.ok(result.average >= 60 && result.average <= 75, `a line has ${result.average.toFixed(1)} characters at ${width} pixels, not 60 to 75`);
      await tab.close();
    }
  },

  async contents(browser, site) {
    const tab = await browser.newPage({ viewport: SIZES.laptop });
    await tab.goto(`file://${path.join(site, LONG)}`);
    const box = (selector) => tab.$eval(selector, (e) => { const r = e.getBoundingClientRect(); return { left: r.left, right: r.right, top: r.top, bottom: r.bottom }; });
    const text = await box("main > p:not([class])");
    assert.ok((await box(".contents ol")).left >= text.right, "the contents do not stand beside the text");
    const headings = await tab.$$eval("main h2[id]", (all) => all.map((h) => h.id));
    for (const id of [headings[2], headings[0], headings[headings.length - 1]]) {
      await tab.$eval(`[id="${id}"]`, (h) => { document.documentElement.style.scrollBehavior = "auto"; h.scrollIntoView(); });
      await scrolled(tab, await tab.evaluate(() => scrollY));
      assert.deepStrictEqual(await tab.$$eval(".contents a[aria-current]", (all) => all.map((a) => a.hash.slice(1))), [id], "the contents mark another section than the one that is read");
      const list = await box(".contents");
      assert.ok(list.top >= 0 && list.bottom <= 800, "the contents do not follow the reader");
    }
    const top = headings[1];
    await tab.click(`.contents a[href="#${top}"]`);
    await scrolled(tab, await tab.evaluate(() => scrollY));
    assert.ok(tab.url().endsWith(`#${top}`), "an entry leads elsewhere");
    await tab.setViewportSize(SIZES.phone);
    await tab.goto(`file://${path.join(site, LONG)}`);
    assert.ok(!(await tab.isVisible(".contents ol")), "the contents are not folded on a phone");
    await tab.click(".contents summary");
    assert.ok(await tab.isVisible(".contents ol"), "the contents do not unfold on a phone");
    const first = await box("main > p:not([class])");
    assert.ok((await box(".contents ol")).bottom <= first.top, "the contents cover the text on a phone");
  },

  async pages(browser, site) {
    const tab = await browser.newPage({ viewport: SIZES.laptop });
    const all = book(site);
    const chapters = fs.readdirSync(path.join(site, "chapters"), { recursive: true }).filter((f) => f.endsWith(".html")).map((f) => `chapters/${f}`);
    assert.deepStrictEqual([...all].sort(), chapters.sort(), "whoever turns page after page does not see every page once");
    const at = all.indexOf(LONG);
    const go = (page) => tab.goto(`file://${path.join(site, page)}`);
    const turned = async (key, page, why) => {
      await Promise.all([tab.waitForURL(`file://${path.join(site, page)}`, { timeout: browser.patience || 5000 }).catch(() => assert.fail(why)), tab.keyboard.press(key)]);
    };
    await go(LONG);
    await turned("ArrowRight", all[at + 1], "the right arrow key does not lead to the next page");
    await turned("ArrowLeft", LONG, "the left arrow key does not lead back");
    await tab.focus("#find-input");
    await tab.keyboard.press("ArrowRight");
    await tab.focus("main pre[tabindex], main [tabindex='0']");
    await tab.keyboard.press("ArrowRight");
    await tab.evaluate(() => document.activeElement.blur());
    await tab.keyboard.press("Alt+ArrowDown");
    await tab.keyboard.press("Control+ArrowRight");
    await tab.waitForTimeout(100);
    assert.strictEqual(tab.url(), `file://${path.join(site, LONG)}`, "a key that something else wants turns the page");
    await go(all[0]);
    assert.strictEqual(await tab.$(".neighbours a[rel=prev]"), null);
    assert.ok(await tab.$(".neighbours a[rel=next]"));
  },

  async progress(browser, site) {
    const server = await serve(site, "/");
    const tab = await browser.newPage({ viewport: SIZES.laptop });
    await tab.goto(server.address);
    assert.ok(!(await tab.isVisible("#resume")), "a new reader is told where to go on");
    await tab.goto(server.address + LONG);
    const drawn = () => tab.$eval(".progress span", (e) => new DOMMatrix(getComputedStyle(e).transform).a);
    await scrolled(tab, 0);
    assert.strictEqual(await drawn(), 0);
    await scrolled(tab, await tab.evaluate(() => (document.documentElement.scrollHeight - innerHeight) / 2));
    assert.ok(Math.abs(await drawn() - 0.5) < 0.01, `half of the page is shown as ${await drawn()}`);
    await tab.waitForTimeout(600);
    await scrolled(tab, "end");
    assert.ok(await drawn() > 0.99, "the end of the page is not shown as the end");
    await tab.goto(server.address);
    const link = await tab.$eval("#resume a", (a) => ({ href: a.href, text: a.textContent, shown: Boolean(a.offsetParent) }));
    assert.ok(link.shown && link.href.startsWith(`${server.address}${LONG}#`), `the first page leads back to ${link.href}`);
    assert.match(link.text, /SYSCALL/);
    await tab.click("#resume a");
    await tab.waitForURL(link.href);
    assert.ok(await tab.$eval(":target", (e) => e.tagName === "H2"));
    server.close();
  },

  // Every frame that is drawn has the colours of the choice, however late the dark sheet comes.
  async flash(browser, site) {
    const server = await serve(site, "/");
    for (const [system, choice] of [["light", "dark"], ["dark", "light"], ["dark", null]]) {
      const context = await browser.newContext({ colorScheme: system, viewport: SIZES.laptop });
      await context.addInitScript((kept) => {
        if (kept) localStorage.setItem("postern-theme", kept);
        window.frames_seen = [];
        const look = () => { if (document.body) window.frames_seen.push(getComputedStyle(document.body).backgroundColor); requestAnimationFrame(look); };
        requestAnimationFrame(look);
      }, choice);
      const tab = await context.newPage();
      await tab.route("**/just-the-docs-dark.css", async (route) => { await new Promise((done) => setTimeout(done, 250)); await route.continue(); });
      await tab.goto(server.address);
      await tab.waitForTimeout(150);
      const seen = await tab.evaluate(() => [...new Set(window.frames_seen)]);
      const bright = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0) > 384;
      assert.ok(seen.length, "no frame was drawn");
      assert.ok(seen.every((colour) => bright(colour) === ((choice || system) === "light")), `index.html: system ${system}, choice ${choice}: frames in ${seen.join(", ")}`);
      await context.close();
    }
    server.close();
  },

  // The real fonts come late; what stands in for them is as wide.
  async fonts(browser, site) {
    const server = await serve(site, "/");
    const context = await browser.newContext({ viewport: SIZES.laptop });
    const tab = await context.newPage();
    await tab.addInitScript(() => {
      window.shifts = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((e) => { window.shifts += e.value; })).observe({ type: "layout-shift", buffered: true });
    });
    await tab.route("**/*.woff2", async (route) => { await new Promise((done) => setTimeout(done, 400)); await route.continue(); });
    for (const page of ["index.html", "chapters/before.html", LONG]) {
      await tab.goto(server.address + page);
      await tab.evaluate(() => document.fonts.ready.then(() => 0));
      await tab.waitForTimeout(150);
      const used = await tab.evaluate(() => [...document.fonts].filter((f) => f.status === "loaded").map((f) => f.family.replace(/"/g, "")));
      assert.ok(used.includes("Source Serif 4"), `${page} is not set in the site's serif: ${used}`);
      if (page === LONG) assert.ok(used.includes("Source Code Pro"), `${page} shows code in another font: ${used}`);
      const shift = await tab.evaluate(() => window.shifts);
      assert.ok(shift < 0.05, `${page} jumps by ${shift.toFixed(3)} when the fonts arrive`);
    }
    server.close();
  },

  // No chapter has footnotes yet, so a page is given two, as Kramdown writes them.
  async notes(browser, site) {
    const mark = (n) => `<sup id="fnref:${n}"><a href="#fn:${n}" class="footnote" rel="footnote" role="doc-noteref">${n}</a></sup>`;
    const note = (n) => `<li id="fn:${n}"><p>The text of note ${n}. <a href="#fnref:${n}" class="reversefootnote" role="doc-backlink">&#8617;</a></p></li>`;
    const body = fs.readFileSync(path.join(site, LONG), "utf8")
      .replace(/<h2 /, `<p id="noted">A claim${mark(1)} and another${mark(2)}.</p><h2 `)
      .replace("</main>", `<div class="footnotes" role="doc-endnotes"><ol>${note(1)}${note(2)}</ol></div></main>`);
    const server = await serve(site, "/");
    const open = async (options) => {
      const context = await browser.newContext(options);
      const tab = await context.newPage();
      await tab.route(`**/${LONG}`, (route) => route.fulfill({ body, contentType: "text/html; charset=utf-8" }));
      await tab.goto(server.address + LONG);
      return tab;
    };
    const phone = await open({ viewport: SIZES.phone });
    assert.ok(!(await phone.isVisible(".margin-note")), "a note is not folded in on a phone");
    await phone.click("#noted a.footnote");
    assert.deepStrictEqual(await phone.$$eval(".margin-note", (all) => all.map((n) => Boolean(n.offsetParent))), [true, false], "the mark does not unfold its note alone");
    assert.strictEqual(await phone.getAttribute("#noted a.footnote", "aria-expanded"), "true");
    assert.match(await phone.innerText(".margin-note"), /^1 The text of note 1\.\s*$/);
    assert.ok(!phone.url().includes("#"), "the mark leads away from the text");
    await phone.click("#noted a.footnote");
    assert.ok(!(await phone.isVisible(".margin-note")), "a note does not fold in again");
    await phone.emulateMedia({ media: "print" });
    assert.ok(await phone.isVisible(".footnotes") && !(await phone.isVisible(".margin-note")), "paper has no footnotes");
    for (const width of [1728, 2560]) {
      const wide = await open({ viewport: { width, height: 900 } });
      const place = await wide.evaluate(() => {
        const box = (e) => { const r = e.getBoundingClientRect(); return { left: r.left, right: r.right, top: r.top, bottom: r.bottom }; };
        return { text: box(document.getElementById("noted")), notes: [...document.querySelectorAll(".margin-note")].map(box), contents: box(document.querySelector(".contents")), page: document.documentElement.scrollWidth };
      });
      assert.ok(place.notes.every((n) => n.left >= place.text.right && n.right <= place.contents.left), `the notes do not stand between text and contents at ${width}: ${JSON.stringify(place)}`);
      assert.ok(Math.abs(place.notes[0].top - place.text.top) < 30 && place.notes[1].top >= place.notes[0].bottom, "the notes do not stand beside their mark, one below the other");
      assert.ok(place.page <= width && place.contents.right <= width, `the page is wider than the window at ${width}`);
      await wide.context().close();
    }
    const plain = await open({ viewport: SIZES.phone, javaScriptEnabled: false });
    assert.ok(await plain.isVisible(".footnotes"), "without the script there are no notes");
    server.close();
  },

  async print(browser, site) {
    const tab = await browser.newPage({ viewport: { width: 720, height: 1000 }, colorScheme: "dark" });
    await tab.goto(`file://${path.join(site, LONG)}`);
    await tab.emulateMedia({ media: "print", colorScheme: "dark" });
    const shown = await tab.evaluate(() => [".side-bar", ".main-header", ".theme-button", ".neighbours", ".contents", ".breadcrumb-nav", ".progress", ".skip-to-main", ".anchor-heading svg"]
      .filter((s) => [...document.querySelectorAll(s)].some((e) => e.checkVisibility({ visibilityProperty: true }))));
    assert.deepStrictEqual(shown, [], "paper shows what can be clicked only");
    const result = await tab.evaluate(() => {
      const clipped = [...document.querySelectorAll("main pre")].filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1).length;
      const broken = [...document.querySelectorAll(".excerpt, .transcript")].filter((e) => getComputedStyle(e).breakInside !== "avoid").length;
      const p = document.querySelector("main > p:not([class])");
      const inside = Object.assign(document.createElement("a"), { href: "x.html", textContent: "x" });
      const outside = Object.assign(document.createElement("a"), { href: "https://example.org/", textContent: "x" });
      p.append(inside, outside);
      return { clipped, broken, ink: getComputedStyle(document.body).color, paper: getComputedStyle(document.body).backgroundColor,
        inside: getComputedStyle(inside, "::after").content, outside: getComputedStyle(outside, "::after").content };
    });
    assert.strictEqual(result.clipped, 0, "code is cut off on paper");
    assert.strictEqual(result.broken, 0, "excerpts may break at the end of a page");
    assert.deepStrictEqual([result.ink, result.paper], ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
    assert.match(result.outside, /attr\(href\)|https:\/\/example\.org/, "a link to another site does not print its address");
    assert.ok(!/https?:|attr/.test(result.inside), "a link within the book prints an address");
  },

  async home(browser, site) {
    const tab = await browser.newPage({ viewport: SIZES.laptop });
    const steps = fs.readFileSync(path.join(__dirname, "../../docs/figures/crossing.yml"), "utf8").match(/^ring0: (\d+)$/m)[1];
    for (const [size, kind] of [["laptop", "lying"], ["phone", "standing"]]) {
      await tab.setViewportSize(SIZES[size]);
      await tab.goto(`file://${path.join(site, "index.html")}`);
      const seen = await tab.$$eval(".way svg", (all) => all.filter((e) => e.checkVisibility()).map((e) => ({ kind: e.getAttribute("class"), alternative: e.getAttribute("aria-label"),
        bars: e.querySelectorAll("rect.door, rect.frame, rect.guard, rect.call").length,
        out: [...e.querySelectorAll("text")].filter((t) => { const a = t.getBoundingClientRect(); const b = e.getBoundingClientRect(); return a.left < b.left - 1 || a.right > b.right + 1; }).map((t) => t.textContent) })));
      assert.deepStrictEqual(seen.map((s) => s.kind), [kind], `a ${size} does not show one drawing`);
      assert.strictEqual(seen[0].bars, Number(steps), "the figure has another number of bars than the trace has instructions in ring 0");
      assert.deepStrictEqual(seen[0].out, [], `words stick out of the drawing on a ${size}`);
      assert.match(seen[0].alternative, /SYSCALL, 1;.*SYSRET, \d+ instructions/);
    }
    const numbers = await tab.$$eval(".ladder > li", (all) => all.map((e) => e.value));
    assert.deepStrictEqual(numbers, numbers.map((_, i) => i + 1), "the ladder misses a sprint");
    assert.strictEqual(await tab.$$eval(".ladder .status", (all) => all.length), numbers.length);
    assert.strictEqual(await tab.$$eval(".readers a", (all) => new Set(all.map((a) => a.href)).size), await tab.$$eval(".readers a", (all) => all.length));
    assert.strictEqual(await tab.$$eval(".readers > div", (all) => all.length), 4);
  },
};
