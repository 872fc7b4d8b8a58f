// SPDX-License-Identifier: MIT
// Register layouts and address maps as readers see them: tests of browser_test.js.
"use strict";
const assert = require("assert");
const path = require("path");

// What is seen of the layouts: for each, the drawings that show, and the smallest size in which a number or a name of them is set.
const layouts = (tab) => tab.$$eval(".register-drawing", (all) => all.map((one) => {
  const shown = [...one.querySelectorAll("svg")].filter((svg) => svg.getBoundingClientRect().width > 0);
  const scale = shown.length ? shown[0].getBoundingClientRect().width / shown[0].viewBox.baseVal.width : 0;
  const sizes = [...one.querySelectorAll("text")].filter((text) => shown.includes(text.closest("svg"))).map((text) => parseFloat(getComputedStyle(text).fontSize) * scale);
  return { kinds: shown.map((svg) => svg.classList[1]), name: one.querySelector("svg").getAttribute("aria-label").split(":")[0], least: Math.min(...sizes) };
}));

module.exports = {
  async layouts(browser, site) {
    for (const [width, kind, least] of [[320, "in-8", 9], [390, "in-8", 9], [1280, "in-32", 7.5], [1920, "in-32", 7.5]]) {
      const tab = await browser.newPage({ viewport: { width, height: 900 } });
      await tab.goto(`file://${path.join(site, "reference/registers.html")}`);
      const found = await layouts(tab);
      assert.ok(found.length > 20, `there are ${found.length} layouts`);
      for (const one of found) {
        assert.deepStrictEqual(one.kinds, [kind], `${one.name} at ${width}`);
        assert.ok(one.least >= least, `${one.name} at ${width}: the smallest text is ${one.least.toFixed(1)} pixels high`);
      }
      await tab.close();
    }
  },

  async maps(browser, site) {
    for (const [width, least] of [[320, 9], [1280, 11]]) {
      const tab = await browser.newPage({ viewport: { width, height: 900 } });
      await tab.goto(`file://${path.join(site, "reference/address-maps.html")}`);
      await tab.$$eval("details", (all) => all.forEach((one) => { one.open = true; }));
      const found = await tab.$$eval("table.address-map", (all) => all.map((table) => ({
        over: table.scrollWidth > table.closest("figure").clientWidth, cut: [...table.querySelectorAll("td code")].some((code) => code.getBoundingClientRect().right > code.closest("td").getBoundingClientRect().right + 1),
        least: Math.min(...[...table.querySelectorAll("td code")].map((code) => parseFloat(getComputedStyle(code).fontSize))),
        colours: new Set([...table.querySelectorAll("tr[class] td:first-child")].map((cell) => getComputedStyle(cell).borderLeftColor)).size,
        kinds: new Set([...table.querySelectorAll("tr[class]")].map((row) => row.className)).size })));
      assert.ok(found.length > 20, `there are ${found.length} maps`);
      for (const one of found) {
        assert.ok(!one.over && !one.cut, `at ${width} a map is wider than its figure, or an address than its column`);
        assert.ok(one.least >= least, `at ${width} an address is ${one.least} pixels high`);
        assert.strictEqual(one.colours, one.kinds, "two kinds of ranges have one colour");
      }
      await tab.close();
    }
  },
};
