// SPDX-License-Identifier: MIT
// Code that is wider than prose: where there is room it takes it, else it goes on in the next row. Tests for browser_test.js.
"use strict";
const assert = require("assert");
const fs = require("fs");
const path = require("path");

module.exports = {
  async code(browser, site) {
    const all = fs.readdirSync(path.join(site, "chapters"), { recursive: true }).filter((f) => f.endsWith(".html")).map((f) => `chapters/${f}`).sort();
    // Those with the most long lines stand for all others where the width is not that of a laptop.
    const long = (page) => (fs.readFileSync(path.join(site, page), "utf8").match(/ style="--hang:/g) || []).length;
    const few = [...all].sort((a, b) => long(b) - long(a)).slice(0, 2);
    const wrong = [];
    for (const [width, pages, most] of [[320, few, 1], [390, few, 1], [1280, few, 0.2], [1440, all, 0.1], [1920, few, 0.01], [2560, few, 0.01]]) {
      const tab = await browser.newPage({ viewport: { width, height: 900 } });
      let lines = 0;
      let wrapped = 0;
      for (const page of pages) {
        await tab.goto(`file://${path.join(site, page)}`);
        await tab.evaluate(() => document.fonts.ready.then(() => 0));
        const seen = await tab.evaluate(() => {
          const name = (e) => e.closest("figure").id;
          const beside = document.querySelector(".contents-rail")?.getBoundingClientRect();
          const edge = beside && getComputedStyle(document.querySelector(".contents-rail")).position === "absolute" ? beside.left : document.documentElement.clientWidth;
          const rows = [...document.querySelectorAll(".excerpt > pre .line")];
          const height = (line) => parseFloat(getComputedStyle(line).lineHeight);
          const over = rows.filter((line) => line.offsetHeight > 1.5 * height(line));
          // The words of the second row stand below those of the first, and not at its edge.
          const flat = over.filter((line) => {
            const range = document.createRange();
            range.selectNodeContents(line);
            const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
            const top = Math.min(...boxes.map((box) => box.bottom));
            const left = (list) => Math.min(...list.map((box) => box.left));
            return left(boxes.filter((box) => box.bottom > top + height(line) / 2)) < left([line.getBoundingClientRect()]) + 20;
          });
          return { lines: rows.length, wrapped: over.length, flat: flat.map(name),
            scroll: [...document.querySelectorAll(".excerpt > pre")].filter((pre) => pre.scrollWidth > pre.clientWidth + 1).map(name),
            out: [...document.querySelectorAll(".excerpt")].filter((e) => e.getBoundingClientRect().right > edge + 1).map((e) => e.id) };
        });
        lines += seen.lines;
        wrapped += seen.wrapped;
        for (const what of ["scroll", "out", "flat"]) if (seen[what].length) wrong.push(`${page} at ${width}: ${what}: ${seen[what].slice(0, 3).join(", ")}`);
      }
      assert.ok(lines > 100, `${pages} show no code`);
      if (wrapped > most * lines) wrong.push(`at ${width} pixels ${wrapped} of ${lines} lines do not fit`);
      if (width < 500 && !wrapped) wrong.push(`at ${width} pixels every line fits: what is measured is no line`);
      await tab.close();
    }
    assert.ok(!wrong.length, wrong.join("\n"));
  },
};
