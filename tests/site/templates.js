// SPDX-License-Identifier: MIT
// The kinds of pages that the site has, and pages that stand for all others. Every page has to be of one kind, and every element with
// a class or a role that a kind's pages have is on one of its samples: so a new kind of page, and a new piece on an old one, is tested
// without being named anywhere. node tests/site/templates.js SITE shows the samples; with a file behind
// it, it writes them there, for SAMPLES.
"use strict";
const fs = require("fs");
const path = require("path");

// all: each page is a kind of its own. prose: the pages are to be read, which limits their weight. budget: the limit of what is heavier.
// bare: without the navigation of the book. doxygen: made by Doxygen, whose own markup we do not answer for: one page is enough.
const KINDS = [
  { name: "first page", match: /^index\.html$/, all: true, prose: true },
  { name: "page at the root", match: /^(?:work-along|404)\.html$/, all: true, prose: true },
  { name: "about", match: /^about\/[\w-]+\.html$/, all: true, prose: true },
  { name: "part", match: /^parts\/[\w-]+\.html$/, prose: true },
  { name: "chapter", match: /^chapters\/[\w-]+\.html$/, prose: true },
  { name: "further page of a chapter", match: /^chapters\/[\w-]+\/[\w-]+\.html$/, prose: true },
  { name: "crossing", match: /^reference\/crossing\.html$/, all: true, budget: 220000 },
  { name: "reference", match: /^reference\/[\w-]+\.html$/, all: true, prose: true },
  { name: "system call", match: /^reference\/calls\/[\w-]+\.html$/, prose: true },
  { name: "header of the user library", match: /^reference\/library\/[\w-]+\.html$/, prose: true },
  { name: "differences of a sprint", match: /^diffs\/[\w-]+\.html$/, budget: 200000 },
  { name: "files of a sprint", match: /^src\/[\w-]+\/index\.html$/, bare: true, budget: 200000 },
  { name: "source file", match: /^src\/[\w-]+\/.+\.html$/, bare: true, budget: 200000 },
  { name: "folder outside the ladder", match: /^files\/(?:.+\/)?index\.html$/, bare: true, budget: 200000 },
  { name: "file outside the ladder", match: /^files\/.+\.html$/, bare: true, budget: 200000 },
  { name: "whole book", match: /^book\/index\.html$/, all: true, bare: true, budget: 1000000 },
  { name: "API: group", match: /^api\/group__\w+\.html$/, doxygen: true },
  { name: "API: structure", match: /^api\/(?:struct|union)\w+\.html$/, doxygen: true },
  { name: "API: folder", match: /^api\/folder_\w+\.html$/, doxygen: true },
  { name: "API: first page", match: /^api\/index\.html$/, doxygen: true },
  { name: "API: list", match: /^api\/(?:files|modules|topics|annotated|classes|pages|(?:functions|globals)(?:_\w+)?)\.html$/, doxygen: true },
  { name: "API: file", match: /^api\/\w+_8(?:h|c|def|S)\.html$/, doxygen: true },
];

const kindOf = (page) => KINDS.find((kind) => kind.match.test(page));

// All pages of the site.
function pages(site) {
  return fs.readdirSync(site, { recursive: true }).filter((file) => file.endsWith(".html")).sort();
}

// What a page is made of: its elements with their classes and roles. words: with the kinds of words in highlighted programs, which
// differ in nothing but their colours.
function features(html, words) {
  const found = new Set();
  const text = html.replace(/<script\b.*?<\/script>/gs, "");
  for (const [, tag, rest] of text.matchAll(/<([a-z][a-z0-9]*)\b([^>]*)>/g)) {
    const names = rest.match(/\sclass="([^"]*)"/);
    for (const name of names ? names[1].split(/\s+/) : []) if (words || tag !== "span" || name.length > 3) found.add(`${tag}.${name}`);
    found.add(tag);
    const role = rest.match(/\srole="([^"]*)"/);
    if (role) found.add(`${tag}[${role[1]}]`);
  }
  return found;
}

// Of each kind, the lightest pages that together have every feature of that kind.
function samples(site, { words = false } = {}) {
  if (process.env.SAMPLES) return JSON.parse(fs.readFileSync(process.env.SAMPLES, "utf8"))[Number(words)];
  const lost = [];
  const groups = new Map(KINDS.map((kind) => [kind, []]));
  for (const page of pages(site)) {
    const kind = kindOf(page);
    if (kind) groups.get(kind).push(page);
    else lost.push(`${page} is of no kind of page that the tests know: add the kind to tests/site/templates.js`);
  }
  for (const [kind, list] of groups) if (!list.length) lost.push(`the site has no page of the kind "${kind.name}": take it out of tests/site/templates.js, or find out where the pages have gone`);
  if (lost.length) throw new Error(lost.slice(0, 20).join("\n"));
  return [...groups].flatMap(([kind, list]) => (kind.all ? list : kind.doxygen ? list.slice(0, 1) : cover(site, list, words)));
}

function cover(site, list, words) {
  const parts = new Map();
  const holders = new Map();
  for (const page of list) {
    const html = fs.readFileSync(path.join(site, page), "utf8");
    const own = features(html, words);
    parts.set(page, { size: html.length, own });
    for (const feature of own) holders.set(feature, [...(holders.get(feature) || []), page]);
  }
  const chosen = [];
  const missing = new Set(holders.keys());
  while (missing.size) {
    let best = null;
    for (const [page, { size, own }] of parts) {
      let count = 0;
      for (const feature of own) if (missing.has(feature)) count++;
      const worth = count / (size + 20000);
      if (count && (!best || worth > best.worth)) best = { page, worth };
    }
    for (const feature of parts.get(best.page).own) missing.delete(feature);
    chosen.push(best.page);
  }
  return chosen.sort();
}

// One page of each kind.
const one = (site) => KINDS.map((kind) => pages(site).find((page) => kindOf(page) === kind));

module.exports = { KINDS, kindOf, pages, samples, one };

if (require.main === module) {
  const site = process.argv[2];
  if (!site) { console.error("usage: node tests/site/templates.js SITE [FILE]"); process.exit(2); }
  const lists = [false, true].map((words) => samples(path.resolve(site), { words }));
  if (process.argv[3]) fs.writeFileSync(process.argv[3], JSON.stringify(lists));
  else for (const page of lists[1]) console.log(`${kindOf(page).name}: ${page}`);
}
