// SPDX-License-Identifier: MIT
// What a browser makes of the finished site: node tests/site/browser_test.js NAME SITE
"use strict";
const assert = require("assert");
const fs = require("fs");
const path = require("path");
const { open, serve, SIZES } = require("./browser");
const reading = require("./reading");

// Pages that stand for all others of their kind; every chapter is among them.
function sample(site) {
  const list = (folder) => (fs.existsSync(path.join(site, folder)) ? fs.readdirSync(path.join(site, folder)).filter((f) => f.endsWith(".html")).map((f) => `${folder}/${f}`) : []);
  const chapters = list("chapters");
  const more = chapters.flatMap((c) => list(c.replace(/\.html$/, "")));
  const sources = list("src/boot/arch/x86_64").slice(0, 1).concat(list("src/boot/kernel").slice(0, 1), list("src/boot").slice(0, 1));
  return ["index.html", "work-along.html", "404.html", ...list("about"), ...chapters, ...more, ...list("parts").slice(0, 1), ...list("reference"), ...list("reference/calls").slice(0, 2),
    ...list("diffs").slice(0, 2), ...sources];
}

// Collects requests that leave the site, and errors of scripts.
function watch(tab, base, found) {
  tab.on("request", (request) => {
    const address = request.url();
    if (!address.startsWith(base) && !address.startsWith("data:")) found.push(`asks for ${address}`);
  });
  tab.on("response", (response) => { if (response.status() >= 400) found.push(`${response.status()} for ${response.url()}`); });
  tab.on("pageerror", (error) => found.push(`script error: ${error.message}`));
}

const tests = {
  ...require("./browser_excerpts"),
  ...require("./reading"),
  ...require("./code"),
  ...require("./browser_figures"),

  async accessible(browser, site) {
    const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
    const found = [];
    const few = sample(site).filter((page, i, all) => !page.startsWith("chapters/") || all.filter((p) => p.startsWith("chapters/")).indexOf(page) < 3);
    for (const [size, viewport] of Object.entries(SIZES)) {
      for (const colorScheme of ["light", "dark"]) {
        const context = await browser.newContext({ viewport, colorScheme });
        // Colours do not depend on the size, so a phone in the dark adds nothing to a phone in the light. ALL=1 looks at every chapter.
        if (size === "phone" && colorScheme === "dark") continue;
        const tab = await context.newPage();
        for (const page of process.env.ALL === "1" ? sample(site) : few) {
          await tab.goto(`file://${path.join(site, page)}`);
          await tab.evaluate(axe);
          const result = await tab.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], resultTypes: ["violations"] }));
          for (const v of result.violations) {
            const nodes = v.nodes.slice(0, 3).map((n) => `      ${n.html.slice(0, 140)}\n        ${n.any.concat(n.all, n.none).map((c) => c.message).join("; ").slice(0, 220)}`);
            found.push(`${page} (${size}, ${colorScheme}): ${v.id}: ${v.help} (${v.nodes.length})\n${nodes.join("\n")}`);
          }
        }
        await context.close();
      }
    }
    assert.ok(!found.length, found.join("\n"));
  },

  async "sub-path"(browser, site) {
    const server = await serve(site, "/some/where/");
    const found = [];
    const tab = await browser.newPage();
    watch(tab, server.address, found);
    for (const page of sample(site)) {
      await tab.goto(server.address + page);
      assert.notStrictEqual(await tab.evaluate(() => document.styleSheets.length), 0, `${page} has no style sheet`);
    }
    await tab.goto(server.address);
    await tab.click("#site-nav a[href$='work-along.html']");
    assert.strictEqual(tab.url(), `${server.address}work-along.html`);
    server.close();
    assert.ok(!found.length, [...new Set(found)].join("\n"));
  },

  async folder(browser, site) {
    const found = [];
    const tab = await browser.newPage();
    tab.on("requestfailed", (request) => found.push(`${request.url()} ${request.failure().errorText}`));
    tab.on("pageerror", (error) => found.push(`script error: ${error.message}`));
    for (const page of sample(site)) {
      await tab.goto(`file://${path.join(site, page)}`);
      const colour = await tab.evaluate(() => getComputedStyle(document.querySelector("a")).color);
      assert.notStrictEqual(colour, "rgb(0, 0, 238)", `${page} has no style`);
    }
    await tab.goto(`file://${path.join(site, "index.html")}`);
    await tab.fill("#find-input", "door");
    await tab.waitForSelector("#find-results p");
    assert.match(await tab.textContent("#find-results"), /needs a web server/);
    assert.ok(!found.length, found.join("\n"));
  },

  async "no-script"(browser, site) {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: SIZES.laptop });
    const tab = await context.newPage();
    for (const page of sample(site)) {
      await tab.goto(`file://${path.join(site, page)}`);
      assert.ok(await tab.isVisible("h1"), `${page} shows no heading`);
      assert.ok((await tab.innerText("main")).length > 60, `${page} shows no text`);
      if (await tab.$("#find-input")) assert.ok(!(await tab.isVisible("#find-input")), `${page} shows a search that cannot work`);
      const links = await tab.$$eval("#site-nav > ul > li > a", (all) => all.filter((a) => a.offsetParent).length);
      if (!page.startsWith("src/")) assert.ok(links > 3, `${page} shows no navigation`);
    }
    await context.close();
  },

  async search(browser, site) {
    const server = await serve(site, "/book/");
    const found = [];
    const asked = [];
    const tab = await browser.newPage({ viewport: SIZES.laptop });
    watch(tab, server.address, found);
    tab.on("request", (request) => asked.push(request.url()));
    await tab.goto(server.address);
    await tab.waitForLoadState("networkidle");
    assert.ok(!asked.some((a) => a.includes("/pagefind/")), "the search index is loaded although nobody searched");
    await tab.fill("#find-input", "SYSRET");
    await tab.waitForSelector("#find-results li a", { timeout: 20000 });
    const links = await tab.$$eval("#find-results li a", (all) => all.map((a) => a.href));
    assert.ok(links.every((a) => a.startsWith(server.address)), `a result leads outside: ${links}`);
    await tab.click("#find-results li a");
    await tab.waitForLoadState();
    assert.match(await tab.textContent("main"), /SYSRET/);
    await tab.goto(server.address);
    await tab.fill("#find-input", "世界");
    await tab.waitForSelector("#find-results p");
    assert.match(await tab.textContent("#find-results"), /Nothing found/);
    server.close();
    assert.ok(!found.length, found.join("\n"));
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
    await tab.click("#theme-button");
    assert.strictEqual(await ground(), light, "the way back does not work");
    await context.close();
    const night = await browser.newPage({ colorScheme: "dark" });
    await night.goto(server.address);
    assert.strictEqual(await night.evaluate(() => getComputedStyle(document.body).backgroundColor), dark, "the system's choice is not followed");
    server.close();
  },

  async crossing(browser, site) {
    const address = `file://${path.join(site, "reference/crossing.html")}`;
    const tab = await browser.newPage({ viewport: SIZES.laptop });
    const found = [];
    tab.on("pageerror", (error) => found.push(`script error: ${error.message}`));
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
    assert.ok(!found.length, found.join("\n"));
  },

  async api(browser, site) {
    const server = await serve(site, "/deep/");
    const found = [];
    const context = await browser.newContext({ colorScheme: "light", viewport: SIZES.laptop });
    const tab = await context.newPage();
    watch(tab, server.address, found);
    const colours = () => tab.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]);
    await tab.goto(server.address);
    const day = await colours();
    await tab.goto(`${server.address}api/index.html`);
    assert.deepStrictEqual(await colours(), day, "the API has other colours than the book");
    await tab.focus("#theme-button");
    await tab.keyboard.press("Enter");
    const night = await colours();
    assert.notDeepStrictEqual(night, day, "the button changes nothing");
    await tab.goto(`${server.address}work-along.html`);
    assert.deepStrictEqual(await colours(), night, "the book does not know what was chosen in the API, or has other colours");
    await tab.click("#theme-button");
    await tab.goto(`${server.address}api/modules.html`);
    assert.deepStrictEqual(await colours(), day, "the API does not know what was chosen in the book");
    await context.close();
    const dark = await browser.newPage({ colorScheme: "dark" });
    await dark.goto(`${server.address}api/index.html`);
    assert.strictEqual(await dark.evaluate(() => getComputedStyle(document.body).backgroundColor), night[0], "the system's choice is not followed");
    server.close();
    assert.ok(!found.length, found.join("\n"));
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

  async narrow(browser, site) {
    const tab = await browser.newPage({ viewport: { width: 320, height: 640 } });
    const wide = [];
    for (const page of sample(site)) {
      await tab.goto(`file://${path.join(site, page)}`);
      const width = await tab.evaluate(() => document.documentElement.scrollWidth);
      if (width > 320) {
        const culprit = await tab.evaluate(() => {
          const all = [...document.querySelectorAll("main *")].filter((e) => e.getBoundingClientRect().right > 321 && !e.closest("pre, svg, .table-wrapper, .source, .drawing"));
          return all.length ? all[0].outerHTML.slice(0, 120) : "(unknown element)";
        });
        wide.push(`${page}: ${width} pixels: ${culprit}`);
      }
    }
    assert.ok(!wide.length, wide.join("\n"));
  },
};

(async () => {
  const [name, site] = process.argv.slice(2);
  if (!tests[name] || !site) { console.error(`usage: node tests/site/browser_test.js ${Object.keys(tests).join("|")} SITE`); process.exit(2); }
  const browser = await open();
  try {
    await tests[name](browser, path.resolve(site));
    console.log(`${name}: passed`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    await browser.close();
    process.exit(); // a web server that a failed test has left does not keep us
  }
})();
