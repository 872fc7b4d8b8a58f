// SPDX-License-Identifier: MIT
// Prints a page to a PDF with Debian's Chromium: node tools/site/print.js PAGE PDF. With bookmarks, tags for screen readers, and page numbers.
"use strict";
const path = require("path");
const { open } = require("../../tests/site/browser");

const FOOTER = '<div style="width:100%;font:8pt serif;text-align:center;color:#555"><span class="pageNumber"></span></div>';

(async () => {
  const [page, pdf] = process.argv.slice(2);
  if (!pdf) { console.error("usage: node tools/site/print.js PAGE PDF"); process.exit(2); }
  const browser = await open();
  const tab = await browser.newPage({ colorScheme: "light" });
  await tab.goto(`file://${path.resolve(page)}`, { timeout: 180000 });
  await tab.pdf({
    path: pdf, format: "A4", outline: true, tagged: true, printBackground: true, displayHeaderFooter: true, headerTemplate: "<span></span>", footerTemplate: FOOTER,
    margin: { top: "20mm", bottom: "20mm", left: "22mm", right: "22mm" },
  });
  await browser.close();
})();
