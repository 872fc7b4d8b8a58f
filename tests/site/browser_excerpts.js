// SPDX-License-Identifier: MIT
// Excerpts and transcripts as a reader uses them: copying, cards over names, the player. Tests for browser_test.js.
"use strict";
const assert = require("assert");
const fs = require("fs");
const path = require("path");
const { serve, violations, SIZES } = require("./browser");

const unescape = (text) => text.replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&");

// The lines of a page of sources.
function sources(site, page) {
  const found = new Map();
  for (const [, number, html] of fs.readFileSync(path.join(site, page), "utf8").matchAll(/<span class="line" id="L(\d+)">(.*?)\n<\/span>/gs)) found.set(Number(number), unescape(html));
  return found;
}

// Pages of chapters, those whose excerpts match first.
function pagesWith(site, pattern) {
  const folder = path.join(site, "chapters");
  return fs.readdirSync(folder).filter((f) => f.endsWith(".html") && pattern.test(fs.readFileSync(path.join(folder, f), "utf8"))).map((f) => `chapters/${f}`);
}

module.exports = {
  // The oracle is the page of the sources, line by line.
  async copy(browser, site) {
    const server = await serve(site, "/");
    const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"], viewport: SIZES.laptop });
    const tab = await context.newPage();
    const pages = [pagesWith(site, /class="line removed"/)[0], pagesWith(site, /class="line context"/).pop(), "chapters/boot.html"];
    let looked = 0;
    for (const page of pages) {
      await tab.goto(server.address + page);
      const figures = await tab.$$eval("figure.excerpt", (all) => all.map((figure) => ({
        source: figure.querySelector("a.path").getAttribute("href").replace(/^(\.\.\/)+/, "").replace(/#.*/, ""),
        lines: [...figure.querySelectorAll("pre.code .line[data-line]")].map((line) => Number(line.dataset.line)),
        gaps: figure.querySelectorAll(".line.gap").length,
      })));
      for (const [i, figure] of figures.entries()) {
        if (figure.gaps || !figure.source.startsWith("src/")) continue;
        const there = sources(site, figure.source);
        await tab.locator("figure.excerpt").nth(i).locator("button.copy").click();
        await tab.locator("figure.excerpt").nth(i).locator("button.copy", { hasText: "copied" }).waitFor();
        const copied = await tab.evaluate(() => navigator.clipboard.readText());
        assert.strictEqual(copied, figure.lines.map((n) => `${there.get(n)}\n`).join(""), `${page}, excerpt ${i + 1}`);
        looked++;
      }
    }
    assert.ok(looked > 20, `only ${looked} excerpts were copied`);
    await tab.locator("figure.transcript .again button.copy").first().focus();
    await tab.keyboard.press("Enter");
    await tab.locator("figure.transcript .again button.copy", { hasText: "copied" }).waitFor();
    assert.match(await tab.evaluate(() => navigator.clipboard.readText()), /^make run SPRINT=boot$/);
    const marked = await tab.evaluate(() => {
      const code = document.querySelector("figure.excerpt > pre.code");
      getSelection().selectAllChildren(code);
      return [getSelection().toString(), [...code.querySelectorAll(".line")].map((line) => line.textContent).join("\n")];
    });
    assert.strictEqual(marked[0].trim(), marked[1].trim(), "what is marked with the mouse is not the code");
    await context.close();
    server.close();
  },

  // New lines have a sign and a bar, what went away another sign and another bar, known lines none, whatever the colours are.
  async marks(browser, site) {
    const page = pagesWith(site, /class="line removed"/)[0];
    for (const look of [{ colorScheme: "light" }, { colorScheme: "dark" }, { media: "print" }]) {
      const tab = await browser.newPage({ viewport: SIZES.laptop });
      await tab.emulateMedia(look);
      await tab.goto(`file://${path.join(site, page)}`);
      const seen = await tab.evaluate(() => Object.fromEntries(["new", "context", "removed"].map((state) => {
        const line = document.querySelector(`.excerpt:not(.all-new) .line.${state}`);
        line.closest("details")?.setAttribute("open", "");
        const style = getComputedStyle(line);
        return [state, { sign: getComputedStyle(line, "::before").content, bar: style.borderLeftColor === "rgba(0, 0, 0, 0)" ? "none" : style.borderLeftStyle, colour: style.color }];
      })));
      const where = JSON.stringify(look);
      assert.deepStrictEqual(["new", "context", "removed"].map((s) => [seen[s].sign, seen[s].bar]), [['"+"', "solid"], ["none", "none"], ['"\u2212"', "dotted"]], where);
      assert.notStrictEqual(seen.new.colour, seen.context.colour, `known lines are not dimmed: ${where}`);
      if (look.media === "print") {
        const ground = await tab.evaluate(() => ["figure.transcript", ".transcript pre.console", ".transcript figcaption"].map((s) => getComputedStyle(document.querySelector(s)).backgroundColor));
        assert.ok(ground.every((colour) => colour === "rgba(0, 0, 0, 0)"), `a transcript is printed on ${ground}`);
        assert.strictEqual(await tab.evaluate(() => getComputedStyle(document.querySelector(".copy")).display), "none");
      }
      await tab.context().close();
    }
  },

  async cards(browser, site) {
    const found = [];
    const page = "chapters/processes.html";
    const first = ".excerpt > pre a.name:not([tabindex])";
    for (const colorScheme of ["light", "dark"]) {
      const tab = await browser.newPage({ viewport: SIZES.laptop, colorScheme });
      const asked = [];
      tab.on("request", (request) => asked.push(request.url()));
      await tab.goto(`file://${path.join(site, page)}`);
      await tab.waitForLoadState("networkidle");
      assert.ok(!asked.some((a) => a.includes("/assets/names/")), `${page} loads the cards although nobody pointed at a name: load them when somebody does`);

      // With the keyboard.
      const link = tab.locator(first).nth(2);
      const name = await link.textContent();
      await link.focus();
      await tab.keyboard.press("Shift+Tab");
      await tab.keyboard.press("Tab");
      const card = tab.locator(".name-card");
      await card.waitFor().catch(() => assert.fail(`${page}: a name that the keyboard has come to opens no card`));
      assert.ok((await card.locator(".declaration").textContent()).includes(name), "the card does not declare the name");
      const described = await link.evaluate((a) => document.getElementById(a.getAttribute("aria-describedby")).textContent);
      assert.ok(described.includes(name), "a screen reader is not told what the card says");
      for (const href of await card.locator("a").evaluateAll((all) => all.map((a) => a.href))) {
        const [file, id] = decodeURI(href).replace("file://", "").split("#");
        assert.ok(fs.existsSync(file) && (!id || fs.readFileSync(file, "utf8").includes(`id="${id}"`)), `${href} leads nowhere`);
      }
      found.push(...await violations(tab, ".name-card"), ...await violations(tab, "figure.excerpt:not(.all-new)"));
      await tab.keyboard.press("ArrowDown");
      assert.ok(await card.locator("a").first().evaluate((a) => a === document.activeElement), "the arrow does not lead into the card");
      await tab.keyboard.press("Escape");
      assert.strictEqual(await card.count(), 0, "Escape does not close the card");
      assert.ok(await link.evaluate((a) => a === document.activeElement), "Escape loses the place");

      // With a mouse: it stays while the pointer is on it.
      const other = tab.locator(first).nth(4);
      await other.hover();
      await card.waitFor().catch(() => assert.fail(`${page}: a name that the mouse points at opens no card`));
      await card.hover();
      await tab.waitForTimeout(450);
      assert.strictEqual(await card.count(), 1, "the card goes away under the pointer");
      await tab.locator("h1").first().hover();
      await card.waitFor({ state: "detached", timeout: 3000 });
      await tab.context().close();
    }

    // With a finger: the first tap opens the card, the second follows the link.
    const context = await browser.newContext({ viewport: SIZES.phone, hasTouch: true, isMobile: true });
    const tab = await context.newPage();
    await tab.goto(`file://${path.join(site, page)}`);
    const link = tab.locator(first).nth(2);
    await link.tap();
    await tab.locator(".name-card").waitFor().catch(() => assert.fail(`${page}: a name that a finger taps opens no card`));
    assert.ok(tab.url().includes(page), "a tap leaves the page");
    const box = await tab.locator(".name-card").boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= SIZES.phone.width, "the card is wider than the phone");
    await link.tap();
    await tab.waitForURL(/\/src\//);
    await context.close();
    assert.ok(!found.length, found.join("\n"));
  },

  async player(browser, site) {
    const found = [];
    const page = "chapters/boot.html";
    const server = await serve(site, "/some/where/");
    for (const [base, colorScheme] of [[server.address, "light"], [`file://${site}/`, "dark"]]) {
      const tab = await browser.newPage({ viewport: SIZES.laptop, colorScheme });
      const asked = [];
      tab.on("request", (request) => asked.push(request.url()));
      await tab.goto(base + page);
      await tab.waitForLoadState("networkidle");
      assert.ok(!asked.some((a) => /assets\/(player|casts)\//.test(a)), `${page} loads the player although nobody asked for it: load it when its button is pressed`);
      const figure = tab.locator("figure.transcript").first();
      const text = await figure.locator("pre.console").innerText();
      assert.ok(text.includes("sprint boot: done"), "the text does not come first");
      await figure.locator(".replay").focus();
      await tab.keyboard.press("Enter");
      await figure.locator(".player .ap-player").waitFor().catch(() => assert.fail(`${page}: the button that the keyboard presses brings no player`));
      const screen = figure.locator(".ap-term");
      const seen = () => screen.evaluate((s) => s.textContent);
      const until = async (what, limit) => {
        for (const end = Date.now() + limit; Date.now() < end; await tab.waitForTimeout(50)) if ((await seen()).includes(what)) return true;
        return false;
      };
      if (base === server.address) {
        await figure.locator("select").selectOption("1200");
        assert.ok(await until("$ make run", 5000), "nothing is typed");
        assert.ok(!(await seen()).includes("done"), "everything is there at once: nothing is replayed");
        await figure.locator("select").selectOption("115200");
      }
      assert.ok(await until("sprint boot: done", 8000), `${base}: the replay does not come to its end: ${await seen()}`);
      found.push(...await violations(tab, "figure.transcript figcaption, .player .pace"));
      await figure.locator(".replay").click();
      assert.strictEqual(await figure.locator("pre.console").innerText(), text, "the text does not come back");
      assert.strictEqual(await figure.locator(".player").count(), 0);
      await tab.context().close();
    }
    server.close();
    assert.ok(!found.length, found.join("\n"));
  },
};
