// SPDX-License-Identifier: MIT
// What the browser tests share: Chromium through playwright-core, and a web server for a folder under a sub-path.
"use strict";
const fs = require("fs");
const http = require("http");
const path = require("path");
const { chromium } = require("playwright-core");

const SIZES = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 } };
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
  ".svg": "image/svg+xml", ".ico": "image/x-icon", ".wasm": "application/wasm", ".png": "image/png",
};

async function open() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
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
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () =>
    resolve({ address: `http://127.0.0.1:${server.address().port}${prefix}`, close: () => server.close() })));
}

module.exports = { open, serve, SIZES };
