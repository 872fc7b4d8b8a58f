// SPDX-License-Identifier: MIT
// Takes pictures of pages, for people to look at: node tests/site/screenshot.js SITE OUT PAGE...
// Each page on a phone, a laptop and in a wide window, light and dark, and as it would be printed.
"use strict";
const path = require("path");
const { open, SIZES } = require("./browser");

(async () => {
  const [site, out, ...pages] = process.argv.slice(2);
  if (!pages.length) { console.error("usage: node tests/site/screenshot.js SITE OUT PAGE..."); process.exit(2); }
  const browser = await open();
  for (const page of pages) {
    const name = page.replace(/[/.]/g, "-");
    for (const [size, viewport] of Object.entries({ ...SIZES, wide: { width: 2560, height: 1400 } })) {
      for (const colorScheme of ["light", "dark"]) {
        const tab = await browser.newPage({ viewport, colorScheme });
        await tab.goto(`file://${path.resolve(site, page)}`);
        await tab.screenshot({ path: path.join(out, `${name}-${size}-${colorScheme}.png`), fullPage: process.env.FULL === "1" });
        await tab.close();
      }
    }
    const tab = await browser.newPage();
    await tab.goto(`file://${path.resolve(site, page)}`);
    await tab.pdf({ path: path.join(out, `${name}.pdf`), format: "A4" });
    await tab.close();
  }
  await browser.close();
})();
