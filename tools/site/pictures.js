// SPDX-License-Identifier: MIT
// Makes the site's pictures of fixed size from drawings: node tools/site/pictures.js. The results are in git, so that the build needs
// no browser; site/_pictures/made-from.txt says of which drawings they are, and a test compares.
"use strict";
const crypto = require("crypto");
const fs = require("fs");
const path = require("path");
const { open } = require("../../tests/site/browser");

const ROOT = path.join(__dirname, "../..");
const CARD = "site/_pictures/card.svg";
const ICON = "site/favicon.svg";

const read = (file) => fs.readFileSync(path.join(ROOT, file), "utf8");
const write = (file, data) => fs.writeFileSync(path.join(ROOT, file), data);

// A drawing as PNG. margin: pixels of the ground on each side.
async function picture(browser, svg, width, height, ground, margin) {
  const page = await browser.newPage({ viewport: { width, height } });
  const inner = svg.replace(/<svg /, `<svg style="position:absolute;left:${margin}px;top:${margin}px;width:${width - 2 * margin}px;height:${height - 2 * margin}px" `);
  await page.goto(`data:text/html;base64,${Buffer.from(`<meta charset="utf-8"><body style="margin:0;background:${ground || "transparent"}">${inner}`).toString("base64")}`);
  const data = await page.screenshot({ omitBackground: !ground });
  await page.close();
  return data;
}

// An .ico file that holds one PNG.
function ico(png, size) {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(size, 6);
  head.writeUInt8(size, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(22, 18);
  return Buffer.concat([head, png]);
}

(async () => {
  const browser = await open();
  write("site/assets/pictures/card.png", await picture(browser, read(CARD), 1200, 630, "#1d1610", 0));
  write("site/assets/pictures/icon-180.png", await picture(browser, read(ICON), 180, 180, "#f2e6d0", 20));
  write("site/favicon.ico", ico(await picture(browser, read(ICON), 32, 32, null, 0), 32));
  await browser.close();
  write("site/_pictures/made-from.txt", [CARD, ICON].map((file) => `${crypto.createHash("sha256").update(read(file)).digest("hex")}  ${file}\n`).join(""));
})();
