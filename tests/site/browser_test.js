// SPDX-License-Identifier: MIT
// What a browser makes of the finished site: node tests/site/browser_test.js NAME SITE [PAGE...]
"use strict";
const assert = require("assert");
const fs = require("fs");
const path = require("path");
const { open, serve, violations, SIZES } = require("./browser");
const { KINDS, kindOf, one, pages, samples } = require("./templates");

const book = (page) => !kindOf(page).doxygen;
const settled = (tab) => tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

const tests = {
  ...require("./browser_excerpts"),
  ...require("./reading"),
  ...require("./code"),
  ...require("./browser_figures"),

  // Everything is looked at in the light; the dark changes colours and nothing else. Of Doxygen's pages the colours alone are ours.
  // ALL=1 looks at every page of the book, in every way.
  async accessible(browser, site, only) {
    const found = [];
    const list = only || (process.env.ALL === "1" ? pages(site).filter((page) => kindOf(page).prose) : samples(site, { words: true }));
    const all = new Set(only || (process.env.ALL === "1" ? list : samples(site)));
    // A phone and a wide window show what a laptop shows, at other places: of each kind one page.
    const first = only || process.env.ALL === "1" ? all : new Set(KINDS.map((kind) => list.find((page) => kindOf(page) === kind && all.has(page))));
    const tab = await browser.newPage();
    for (const page of list) {
      await tab.setViewportSize(SIZES.phone);
      await tab.goto(`file://${path.join(site, page)}`);
      // Of the whole book, what its chapters do not show by themselves: the front, and how a chapter begins.
      if (kindOf(page).name === "whole book") await tab.$$eval("section.chapter", (every) => every.slice(1).forEach((e) => e.remove()));
      for (const [size, viewport] of Object.entries(SIZES)) {
        if (size !== "laptop" && !first.has(page)) continue;
        await tab.setViewportSize(viewport);
        if (size === "laptop") await tab.$$eval("details", (every) => every.forEach((e) => { e.open = true; }));
        for (const colorScheme of ["light", "dark"]) {
          await tab.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          await settled(tab);
          const colours = colorScheme === "dark" || !book(page) || !all.has(page);
          for (const broken of await violations(tab, null, { colours })) found.push(`${page} (${size}, ${colorScheme}): ${broken}`);
        }
      }
    }
    assert.ok(!found.length, found.join("\n"));
    if (only) return;

    // The menu of a phone is closed at first.
    for (const colorScheme of ["light", "dark"]) {
      await tab.setViewportSize(SIZES.phone);
      await tab.emulateMedia({ colorScheme });
      await tab.goto(`file://${path.join(site, "index.html")}`);
      await tab.focus("#menu-button");
      await tab.keyboard.press("Enter");
      assert.ok(await tab.isVisible("#site-nav a"), "the menu of a phone does not open");
      await settled(tab);
      found.push(...await violations(tab, null));
    }
    assert.ok(!found.length, `the open menu of a phone: ${found.join("\n")}`);
  },

  // What the pages ask for, and what their scripts say, is looked at in every test: see browser.js.
  async "sub-path"(browser, site, only) {
    const server = await serve(site, "/some/where/");
    const tab = await browser.newPage();
    for (const page of only || one(site)) {
      await tab.goto(server.address + page);
      assert.notStrictEqual(await tab.evaluate(() => document.styleSheets.length), 0, `${page} has no style sheet`);
    }
    if (!only) {
      await tab.goto(server.address);
      await tab.click("#site-nav a[href$='work-along.html']");
      assert.strictEqual(tab.url(), `${server.address}work-along.html`);
    }
    server.close();
  },

  async folder(browser, site, only) {
    const tab = await browser.newPage();
    for (const page of only || one(site)) {
      await tab.goto(`file://${path.join(site, page)}`);
      const colour = await tab.evaluate(() => getComputedStyle(document.querySelector("a[href]")).color);
      assert.notStrictEqual(colour, "rgb(0, 0, 238)", `${page} has no style`);
    }
    if (only) return;
    await tab.goto(`file://${path.join(site, "index.html")}`);
    await tab.fill("#find-input", "door");
    await tab.waitForSelector("#find-results p");
    assert.match(await tab.textContent("#find-results"), /needs a web server/);
  },

  // Whatever a page says or shows with its scripts, it says and shows without them, but for the controls that the scripts bring.
  async "no-script"(browser, site, only) {
    const contexts = await Promise.all([false, true].map((javaScriptEnabled) => browser.newContext({ javaScriptEnabled, viewport: SIZES.laptop })));
    const [bare, full] = await Promise.all(contexts.map((context) => context.newPage()));
    const found = [];
    for (const page of only || samples(site)) {
      const seen = [];
      for (const tab of [bare, full]) {
        await tab.goto(`file://${path.join(site, page)}`);
        seen.push(await tab.evaluate(() => {
          const CONTROLS = ".player, .bands, button, .name-card, .margin-note, #resume, .needs-js, script, style, template, noscript";
          const main = document.querySelector("main") || document.getElementById("doc-content");
          main.querySelectorAll("details").forEach((e) => { e.open = true; });
          const said = [];
          const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const text = node.data.replace(/\s+/g, " ").trim();
            const place = node.parentElement;
            if (text && !place.closest(CONTROLS) && place.checkVisibility({ visibilityProperty: true })) said.push(text);
          }
          const pictures = [...main.querySelectorAll("img, svg")].filter((e) => !e.closest(CONTROLS) && e.checkVisibility()).length;
          const find = document.getElementById("find-input");
          return { said, pictures, heading: Boolean(document.querySelector("h1, .headertitle .title")?.checkVisibility()), search: Boolean(find?.checkVisibility()),
            links: [...document.querySelectorAll("#site-nav > ul > li > a")].filter((a) => a.offsetParent).length };
        }));
      }
      const [without, withScripts] = seen;
      const all = new Set(without.said);
      const lost = withScripts.said.filter((text) => !all.has(text));
      if (lost.length) found.push(`${page} says only with JavaScript: “${lost.slice(0, 3).join("”, “").slice(0, 200)}”: let the builder write it into the page`);
      if (without.pictures < withScripts.pictures) found.push(`${page} shows ${withScripts.pictures} pictures with JavaScript and ${without.pictures} without: let the builder write them into the page`);
      if (!without.heading) found.push(`${page} shows no heading without JavaScript`);
      if (without.said.join(" ").length < 60 && kindOf(page).prose) found.push(`${page} shows no text without JavaScript`);
      if (without.search) found.push(`${page} shows a search that cannot work without JavaScript: give it the class needs-js`);
      if (!kindOf(page).bare && book(page) && without.links < 4) found.push(`${page} shows no navigation without JavaScript`);
    }
    assert.ok(!found.length, found.join("\n"));
  },

  async search(browser, site) {
    const server = await serve(site, "/book/");
    const asked = [];
    const found = [];
    const tab = await browser.newPage({ viewport: SIZES.laptop });
    tab.on("request", (request) => asked.push(request.url()));
    await tab.goto(server.address);
    await tab.waitForLoadState("networkidle");
    assert.ok(!asked.some((a) => a.includes("/pagefind/")), "index.html loads the search index although nobody searched: load it when the field gets the focus");

    // With the keyboard alone: to the field, a word, to the results, to the first page that was found.
    const reach = async (what, key, limit) => {
      for (let i = 0; i < limit; i++) {
        if (await tab.evaluate((selector) => document.activeElement.matches(selector), what)) return;
        await tab.keyboard.press(key);
      }
      assert.fail(`index.html: ${limit} times ${key} do not lead to ${what}`);
    };
    await reach("#find-input", "Tab", 200);
    await tab.keyboard.type("SYSRET");
    await tab.waitForSelector("#find-results li a", { timeout: 20000 });
    const links = await tab.$$eval("#find-results li a", (all) => all.map((a) => a.href));
    assert.ok(links.every((a) => a.startsWith(server.address)), `a result leads outside: ${links}`);
    for (const colorScheme of ["light", "dark"]) {
      await tab.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      found.push(...await violations(tab, ".find"));
    }
    assert.ok(!found.length, `the open search: ${found.join("\n")}`);
    await reach("#find-results li:nth-child(2) a", "Tab", 4);
    await tab.keyboard.press("Escape");
    assert.ok(!(await tab.isVisible("#find-results")) && await tab.evaluate(() => document.activeElement.id === "find-input"), "Escape does not lead from the results back to the field");
    await tab.keyboard.type(" ");
    await tab.waitForSelector("#find-results li a");
    await reach("#find-results li a", "Tab", 3);
    await Promise.all([tab.waitForURL(links[0].replace(/#.*/, "**")), tab.keyboard.press("Enter")]);
    assert.match(await tab.textContent("main"), /SYSRET/);

    for (const keys of ["/", "Control+k"]) {
      await tab.evaluate(() => document.activeElement.blur());
      await tab.keyboard.press(keys);
      assert.ok(await tab.evaluate(() => document.activeElement.id === "find-input"), `${keys} does not lead to the search`);
    }
    await tab.keyboard.type("a/b");
    assert.equal(await tab.inputValue("#find-input"), "a/b", "a slash cannot be typed into the search");

    // With the mouse, and without success.
    await tab.goto(server.address);
    await tab.fill("#find-input", "SYSRET");
    await tab.click("#find-results li a");
    await tab.waitForURL(/\/book\/(?!$|index)/);
    await tab.goto(server.address);
    await tab.fill("#find-input", "世界");
    await tab.waitForSelector("#find-results p");
    assert.match(await tab.textContent("#find-results"), /Nothing found/);
    server.close();
  },

  async colours(browser, site) {
    const server = await serve(site, "/");
    const context = await browser.newContext({ colorScheme: "light", viewport: SIZES.laptop });
    const tab = await context.newPage();
    const ground = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await tab.goto(server.address);
    const light = await ground();
    await tab.click("#theme-button");
    const dark = await ground();
    assert.notStrictEqual(light, dark, "the button changes nothing");
    await tab.goto(`${server.address}work-along.html`);
    assert.strictEqual(await ground(), dark, "the next page has forgotten the choice");
    await tab.emulateMedia({ media: "print" });
    assert.strictEqual(await ground(), "rgb(255, 255, 255)", "paper is not white");
    await tab.emulateMedia({ media: "screen" });
    await tab.focus("#theme-button");
    await tab.keyboard.press("Enter");
    assert.strictEqual(await ground(), light, "the way back, with the keyboard, does not work");
    await tab.emulateMedia({ colorScheme: "dark" });
    assert.strictEqual(await ground(), dark, "who has switched back does not follow the system again");
    await tab.reload();
    assert.strictEqual(await ground(), dark, "who has switched back does not follow the system again on the next page");
    await context.close();
    const night = await browser.newPage({ colorScheme: "dark" });
    await night.goto(server.address);
    assert.strictEqual(await night.evaluate(() => getComputedStyle(document.body).backgroundColor), dark, "the system's choice is not followed");
    server.close();
  },

  async crossing(browser, site) {
    const address = `file://${path.join(site, "reference/crossing.html")}`;
    const tab = await browser.newPage({ viewport: SIZES.laptop });
    await tab.goto(address);
    const player = tab.locator(".player").first();
    const state = () => player.evaluate((e) => [Number(e.dataset.step), Number(e.dataset.ring)]);
    const press = async (key, step, ring, why) => { await tab.keyboard.press(key); assert.deepStrictEqual(await state(), [step, ring], `${key}: ${why}`); };
    assert.deepStrictEqual(await tab.locator(".crossing .how").evaluateAll((all) => all.map((e) => e.closest(".crossing").dataset.name)), ["crossing"], "the first figure of a page, and no other, says how to step");
    assert.ok(!(await tab.locator(".crossing-outline").first().isVisible()), "the outline stands beside the figure");
    await player.focus();
    await press("ArrowRight", 1, 3, "one step forward");
    await press("ArrowRight", 2, 0, "SYSCALL enters ring 0");
    assert.match(await player.locator("[role=status]").innerText(), /^Step 2 of 65: syscall. Now ring 0. .*RCX is 0x[0-9a-f]+;.* Next: swapgs.$/);
    await press("ArrowLeft", 1, 3, "one step back");
    await press("PageDown", 2, 0, "the next function");
    await press("End", 65, 3, "the last step");
    await press("ArrowRight", 65, 3, "nothing comes after the last step");
    await press("Home", 0, 3, "before the first step");
    await press("ArrowLeft", 0, 3, "nothing comes before the first step");
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Tab");
    await press("Enter", 1, 3, "the third button goes forward");
    await player.locator("input").focus();
    await press("ArrowRight", 2, 0, "the slider goes forward by one");
    assert.match(await player.locator("input").getAttribute("aria-valuetext"), /^step 2 of 65, ring 0$/);

    // Each step of each figure shows what the recording says, and marks it.
    const wrong = await tab.evaluate(() => [...document.querySelectorAll(".crossing")].flatMap((figure) => {
      const { steps, end } = JSON.parse(figure.querySelector("script").textContent);
      const one = figure.querySelector(".player");
      const names = { gs_base: "GS base", k_gs_base: "hidden GS base", fs_base: "FS base", error: "error code", origin: "origin" };
      const shown = (name) => names[name.replace(/.*\./, "")] || name.replace(/.*\./, "").toUpperCase();
      const missing = [];
      one.dispatchEvent(new KeyboardEvent("keydown", { key: "Home" }));
      steps.forEach((step, i) => {
        one.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
        const marked = [...one.querySelectorAll("dl .fresh")].map((row) => `${row.firstChild.textContent} ${row.lastChild.firstChild.textContent}`);
        const wanted = Object.entries(step[4]).filter(([name]) => name !== "frame").map(([name, value]) => `${shown(name)} ${value}`);
        wanted.push(`RIP ${i + 1 < steps.length ? steps[i + 1][0] : end}`);
        for (const text of wanted) if (!marked.includes(text)) missing.push(`${figure.dataset.name} step ${i + 1}: ${text} is not marked`);
        if (marked.length > wanted.length) missing.push(`${figure.dataset.name} step ${i + 1}: ${marked.length} marks for ${wanted.length} changes`);
      });
      return missing;
    }));
    assert.ok(!wrong.length, wrong.slice(0, 5).join("\n"));

    await player.focus();
    await tab.keyboard.press("Home");
    for (let i = 0; i < 6; i++) await tab.keyboard.press("ArrowRight");
    assert.match(await player.locator("dl.stack .fresh").innerText(), /^SS\s*0x1b\s*← RSP$/, "the first word of the frame is written, and RSP points to it");
    const link = new URL(await player.locator(".panel-title a").evaluate((a) => a.href));
    assert.ok(fs.readFileSync(link.pathname, "utf8").includes(`id="${link.hash.slice(1)}"`), `${link} leads nowhere`);

    const swipe = (from, to) => player.locator(".panels").evaluate((area, [x, y]) => {
      const touch = (clientX) => new Touch({ identifier: 1, target: area, clientX, clientY: 10 });
      area.dispatchEvent(new TouchEvent("touchstart", { touches: [touch(x)], changedTouches: [touch(x)] }));
      area.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: [touch(y)] }));
    }, [from, to]);
    await swipe(200, 100);
    assert.deepStrictEqual(await state(), [7, 0], "a swipe to the left goes forward");
    await swipe(100, 200);
    await swipe(100, 110);
    assert.deepStrictEqual(await state(), [6, 0], "a swipe to the right goes back, a touch does nothing");

    const motion = async (reducedMotion) => { await tab.emulateMedia({ reducedMotion }); return player.locator(".fresh").first().evaluate((e) => getComputedStyle(e).animationName); };
    assert.deepStrictEqual([await motion("no-preference"), await motion("reduce")], ["crossing-fresh", "none"]);

    const phone = await browser.newPage({ viewport: SIZES.phone });
    await phone.goto(address);
    const controls = phone.locator(".player").first().locator(".controls");
    await phone.locator(".instructions").first().evaluate((e) => e.scrollIntoView());
    const box = await controls.boundingBox();
    assert.ok(box.y > 0 && box.y + box.height <= SIZES.phone.height, `the controls are out of reach on a phone, at ${box.y}`);

    const context = await browser.newContext({ javaScriptEnabled: false, viewport: SIZES.laptop });
    const bare = await context.newPage();
    await bare.goto(address);
    assert.strictEqual(await bare.locator(".player").count(), 0);
    assert.deepStrictEqual(await bare.locator(".crossing-outline").evaluateAll((all) => all.map((e) => e.checkVisibility())), [true, true], "long crossings have no outline without a script");
    for (const figure of await bare.locator(".crossing").all()) {
      const steps = JSON.parse(await figure.locator("script").textContent()).steps;
      if (!(await figure.locator("details").getAttribute("open") !== null)) await figure.locator("summary").click();
      const rows = figure.locator(".crossing-table tbody tr:not(:has(th))");
      assert.strictEqual(await rows.count(), steps.length, "the table has a row for each step");
      assert.ok(await rows.last().isVisible(), "the table cannot be opened without a script");
      const changes = steps.filter((step) => Object.keys(step[4]).some((name) => !name.includes("."))).length;
      assert.strictEqual(await figure.locator("td:nth-child(4).changed").count(), changes, "the cells of registers that changed are marked");
    }
    await context.close();
  },

  async api(browser, site) {
    const server = await serve(site, "/deep/");
    const context = await browser.newContext({ colorScheme: "light", viewport: SIZES.laptop });
    const tab = await context.newPage();
    const colours = () => tab.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]);
    await tab.goto(server.address);
    const day = await colours();
    await tab.goto(`${server.address}api/index.html`);
    assert.deepStrictEqual(await colours(), day, "the API has other colours than the book");
    assert.match(await tab.evaluate(() => document.fonts.ready.then(() => getComputedStyle(document.querySelector("#doc-content p")).fontFamily)), /^"?Source Serif 4"?,/, "the API is set in another font than the book");
    await tab.focus("#theme-button");
    await tab.keyboard.press("Enter");
    const night = await colours();
    assert.notDeepStrictEqual(night, day, "the button changes nothing");
    await tab.goto(`${server.address}work-along.html`);
    assert.deepStrictEqual(await colours(), night, "the book does not know what was chosen in the API, or has other colours");
    await tab.click("#theme-button");
    await tab.goto(`${server.address}api/modules.html`);
    assert.deepStrictEqual(await colours(), day, "the API does not know what was chosen in the book");
    await tab.click("#theme-button");
    assert.deepStrictEqual(await colours(), night, "the button of the API works once only");
    await tab.click("#theme-button");
    assert.deepStrictEqual(await colours(), day, "the way back does not work in the API");
    await tab.emulateMedia({ colorScheme: "dark" });
    assert.deepStrictEqual(await colours(), night, "who has switched back in the API does not follow the system again");
    await tab.goto(server.address);
    assert.deepStrictEqual(await colours(), night, "who has switched back in the API does not follow the system again in the book");
    await context.close();
    const dark = await browser.newPage({ colorScheme: "dark" });
    await dark.goto(`${server.address}api/index.html`);
    assert.strictEqual(await dark.evaluate(() => getComputedStyle(document.body).backgroundColor), night[0], "the system's choice is not followed");
    server.close();
  },

  async paper(browser, site) {
    const folder = fs.mkdtempSync(path.join(require("os").tmpdir(), "postern-"));
    const pdf = path.join(folder, "a.pdf");
    const pages = fs.readFileSync(path.join(site, "book/index.html"), "utf8");
    // The whole takes too long for a test: its first chapter, and how many there are.
    const chapters = pages.split('<section class="chapter"');
    assert.ok(chapters.length > 20, `${chapters.length - 1} chapters are on the one page`);
    const short = path.join(folder, "first.html");
    const text = `${chapters.slice(0, 3).join('<section class="chapter"')}</main></div></div></body></html>`;
    fs.writeFileSync(short, text.replaceAll('"../', `"file://${site}/`));
    require("child_process").execFileSync("node", [path.join(__dirname, "../../tools/site/print.js"), short, pdf], { stdio: "pipe" });
    const data = fs.readFileSync(pdf, "latin1");
    fs.rmSync(folder, { recursive: true });
    assert.match(data, /^%PDF-/);
    assert.ok((data.match(/\/Type\s*\/Page\b/g) || []).length > 10, "hardly any page was printed");
    assert.match(data, /\/Outlines/, "the PDF has no bookmarks");
    assert.match(data, /\/StructTreeRoot/, "the PDF has no tags");
  },

  async narrow(browser, site, only) {
    const tab = await browser.newPage({ viewport: { width: 320, height: 640 } });
    const wide = [];
    for (const page of only || new Set([...samples(site), ...pages(site).filter((one) => kindOf(one).prose)])) {
      await tab.goto(`file://${path.join(site, page)}`);
      const result = await tab.evaluate(() => {
        // What sticks out and cannot be scrolled to is as bad as a page that can be.
        const free = (e) => { for (let up = e; up && up !== document.body; up = up.parentElement) if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return false; return true; };
        const range = document.createRange();
        // Spaces at the end of a row that wraps hang out of it, and nobody misses them.
        const word = (node) => node.nodeType === 3 && [...node.data.matchAll(/\S+/g)].some((m) => {
          range.setStart(node, m.index);
          range.setEnd(node, m.index + m[0].length);
          return [...range.getClientRects()].some((r) => r.right > 321);
        });
        const out = [...document.querySelectorAll("main *, header *, footer *")].filter((e) => e.getBoundingClientRect().right > 321 && e.checkVisibility() && !e.closest("svg, .sr-only") && free(e) &&
          (document.documentElement.scrollWidth > 320 || e.nodeName === "IMG" || [...e.childNodes].some(word)));
        return { width: document.documentElement.scrollWidth, out: out.length && getComputedStyle(out[0]).textOverflow !== "ellipsis" ? out[0].outerHTML.slice(0, 120) : "" };
      });
      if (result.width > 320 || result.out) wide.push(`${page}: ${result.width} pixels: ${result.out || "(unknown element)"}: let it wrap, or scroll by itself`);
    }
    assert.ok(!wide.length, wide.join("\n"));
  },
};

// Runs a test; returns what is wrong, with the page that was open, or nothing.
async function run(browser, name, site, only) {
  browser.found.clear();
  const plain = (text) => text.replaceAll(`file://${site}/`, "").replace(/http:\/\/127\.0\.0\.1:\d+\/(?:(?:some\/where|book|deep)\/)?(?=[\w]|$)/gm, "");
  const wrong = [];
  try {
    await tests[name](browser, site, only);
  } catch (error) {
    const tab = browser.contexts().flatMap((context) => context.pages()).pop();
    const page = tab ? plain(tab.url().replace(/#.*/, "")).replace(/^.*:\d+\/.*\/$/, "index.html") || "index.html" : "";
    wrong.push(page && !error.message.includes(page) ? `${page}: ${error.message}` : error.message);
  }
  for (const context of browser.contexts()) await context.close();
  return plain([...wrong, ...browser.found].join("\n"));
}

module.exports = { run };

if (require.main === module) {
  (async () => {
    const [name, site, ...only] = process.argv.slice(2);
    if (!tests[name] || !site) { console.error(`usage: node tests/site/browser_test.js ${Object.keys(tests).join("|")} SITE [PAGE...]`); process.exit(2); }
    const browser = await open();
    const wrong = await run(browser, name, path.resolve(site), only.length ? only : undefined);
    await browser.close();
    if (wrong) console.error(wrong);
    else console.log(`${name}: passed`);
    process.exit(wrong ? 1 : 0); // a web server that a failed test has left does not keep us
  })();
}
