// SPDX-License-Identifier: MIT
// A test that cannot fail is none: a copy of the finished site is given one defect after the other, and the test that looks for it has to
// say so, with the page. node tests/site/defects.js COPY [NAME]; defects_test.rb makes the copy, which is used up.
"use strict";
const fs = require("fs");
const path = require("path");
const { randomBytes } = require("crypto");
const { open } = require("./browser");
const { run } = require("./browser_test");

const PAGE = "work-along.html"; // a short page with nothing special
const LONG = "chapters/syscall.html";
const BOOK = "assets/js/postern.js";
const SHEET = "assets/css/just-the-docs-default.css";

const within = (html) => (text) => text.replace("</main>", `${html}</main>`);
const swap = (from, to) => (text) => text.replace(from, to);
const behind = (rule) => (text) => `${text}\n${rule}\n`;

// what is wrong, the test that has to see it, what it has to say, the file and how it is changed; only: the page that is looked at;
// slow: tried under ALL=1 only
const DEFECTS = [
  { defect: "a picture without words, and colours too pale by day, by night, on a phone, and in a wide window", test: "accessible", only: PAGE, file: PAGE,
    edit: within(`<img src="favicon.svg"><p style="color:#999;background:#fff">day</p>
      <style>.d, .e, .f { color: #000; background: #fff } @media (prefers-color-scheme: dark) { .d { color: #555; background: #333 } }
      @media (max-width: 500px) { .e { color: #bbb } } @media (min-width: 1800px) { .f { color: #bbb } }</style><p class="d">night</p><p class="e">phone</p><p class="f">wide</p>`),
    says: [/work-along\.html \(laptop, light\): image-alt/, /work-along\.html \(laptop, light\): color-contrast.*\n.*day/, /work-along\.html \(laptop, dark\): color-contrast[^]*?night/,
      /work-along\.html \(phone, light\): color-contrast[^]*?phone/, /work-along\.html \(wide, light\): color-contrast[^]*?wide/] },
  { defect: "a request to another host, a missing file, an error in a script and one on the console", test: "sub-path", only: PAGE, file: PAGE,
    edit: within(`<img alt="" src="http://127.0.0.2:9/a.png"><img alt="" src="lost.png"><script>console.error("a complaint")</script><script>undefined_thing()</script>`),
    says: [/work-along\.html asks for http:\/\/127\.0\.0\.2:9\/a\.png: .*put a copy/, /work-along\.html asks for .*lost\.png and gets 404: put the file there/, /work-along\.html: the console says: a complaint/,
      /work-along\.html: script error: undefined_thing is not defined/] },
  { defect: "an address that holds on a server only", test: "folder", only: PAGE, file: PAGE, edit: (text) => text.replace(/href="assets\/css/g, 'href="/assets/css'),
    says: [/work-along\.html has no style/, /work-along\.html asks for file:\/\/\/assets\/css/] },
  { defect: "words and a picture that only a script brings", test: "no-script", only: PAGE, file: PAGE,
    edit: within('<script>document.querySelector("main").insertAdjacentHTML("beforeend", "<p>Brought by a script.</p><img alt=x src=favicon.svg>")</script>'),
    says: [/work-along\.html says only with JavaScript: “Brought by a script\.”/, /work-along\.html shows \d+ pictures with JavaScript and \d+ without/] },
  { defect: "a search that is offered without JavaScript", test: "no-script", only: PAGE, file: PAGE, edit: swap('class="find needs-js"', 'class="find"'), says: [/work-along\.html shows a search that cannot work/] },
  { defect: "an element of 400 pixels", test: "narrow", only: PAGE, file: PAGE, edit: within('<p style="width:400px">wide</p>'), says: [/work-along\.html: \d+ pixels: <p style="width:400px">/] },
  { defect: "words that are cut off at 320 pixels", test: "narrow", only: PAGE, file: PAGE, edit: within('<div style="overflow:hidden"><p style="width:400px">these words, which do not fit into a narrow window, are cut off at its end</p></div>'), says: [/work-along\.html: 320 pixels: <p style="width:400px">/] },
  { defect: "a heavy page", test: "weight", only: PAGE, file: PAGE, edit: within(`<!--${randomBytes(160000).toString("hex")}-->`), says: [/work-along\.html: \d+ bytes, 200000 are allowed/] },
  { defect: "a script that loads something by itself", test: "weight", only: PAGE, file: BOOK, edit: behind('document.head.append(Object.assign(document.createElement("script"), { src: "assets/player/asciinema-player.js" }));'),
    says: [/work-along\.html loads assets\/player\/asciinema-player\.js without naming it/] },
  { defect: "a crossing that the right arrow key does not move", test: "crossing", file: "assets/js/crossing.js", edit: swap(/"?ArrowRight"?/g, "ArrowNowhere"), says: [/crossing\.html: ArrowRight: one step forward/] },
  { defect: "copying takes the lines that went away", test: "copy", file: "assets/js/excerpts.js", edit: swap('!line.classList.contains("removed") && ', ""), says: [/chapters\/.*, excerpt \d+/] },
  { defect: "copying takes line numbers", test: "copy", file: "assets/js/excerpts.js", edit: swap('line.textContent + "\\n"', 'line.dataset.line + " " + line.textContent + "\\n"'), says: [/chapters\/.*, excerpt \d+/] },
  { defect: "a card that the keyboard does not open", test: "cards", file: "assets/js/excerpts.js", edit: swap('"focusin"', '"focusnever"'), says: [/chapters\/processes\.html.*keyboard/] },
  { defect: "cards that are loaded at once", test: "cards", file: "assets/js/excerpts.js", edit: swap('  function sprint(link)', '  load("processes");\n  function sprint(link)'), says: [/chapters\/processes\.html loads the cards/] },
  { defect: "a player that is loaded at once", test: "player", file: "assets/js/player.js", edit: swap('  document.querySelectorAll("figure.transcript")', '  load("script", "assets/player/asciinema-player.js", "src");\n  document.querySelectorAll("figure.transcript")'),
    says: [/chapters\/boot\.html loads the player/] },
  { defect: "a search index that is loaded at once", test: "search", file: BOOK, edit: swap("    var timer = 0;\n    input.", "    var timer = 0;\n    load();\n    input."), says: [/index\.html loads the search index/] },
  { defect: "results that the keyboard does not reach", slow: true, test: "search", file: BOOK, edit: swap("link.href = result.url;", "link.href = result.url; link.tabIndex = -1;"), says: [/index\.html: \d+ times Tab do not lead to #find-results/] },
  { defect: "a choice of colours that is forgotten", test: "colours", file: BOOK, edit: swap('kept.set("postern-theme", html.dataset.theme);', ""), says: [/work-along\.html: the next page has forgotten the choice/] },
  { defect: "a choice of colours that is kept although it is the system's", test: "colours", file: BOOK, edit: swap('kept.remove("postern-theme");', 'kept.set("postern-theme", dark ? "light" : "dark");'), says: [/does not follow the system again on the next page/] },
  { defect: "the same in the API", test: "api", file: "assets/js/api.js", edit: swap('localStorage.removeItem("postern-theme")', 'localStorage.setItem("postern-theme", dark ? "light" : "dark")'), says: [/does not follow the system again in the book/] },
  { defect: "colours that come late", test: "flash", file: "index.html", edit: swap('m=t==="dark"?"screen":"not all";', ""), says: [/index\.html: .*choice dark: frames in/] },
  { defect: "lines that are too long", test: "measure", file: "chapters/before.html", edit: within("<style>main > p { font-size: 0.8rem !important }</style>"), says: [/chapters\/before\.html: a line has \d+\.\d characters/] },
  { defect: "contents that do not follow", test: "contents", file: BOOK, edit: swap('now.link.setAttribute("aria-current", "true");', ""), says: [/chapters\/syscall\.html: the contents mark another section/] },
  { defect: "a page that nobody who turns pages sees", test: "pages", file: LONG, edit: swap(/(<a class="next" rel="next"[^>]* href=")[^"]+"/, '$1boot.html"'), says: [/the way through the book has no end|does not see every page once/] },
  { defect: "an arrow key that turns no page", test: "pages", file: BOOK, edit: swap('"ArrowRight"', '"ArrowNowhere"'), says: [/chapters\/syscall\.html: the right arrow key does not lead to the next page/] },
  { defect: "progress that is not shown", test: "progress", file: BOOK, edit: swap('"scaleX(" + part', '"scaleX(" + 0 * part'), says: [/chapters\/syscall\.html: half of the page is shown as 0/] },
  { defect: "other fonts", test: "fonts", file: SHEET, edit: (text) => text.replaceAll("Source Serif 4", "Another Serif"), says: [/index\.html is not set in the site's serif/] },
  { defect: "notes that do not unfold", test: "notes", file: BOOK, edit: swap('classList.toggle("unfolded")', 'classList.contains("unfolded")'), says: [/chapters\/syscall\.html: the mark does not unfold its note/] },
  { defect: "navigation on paper", test: "print", file: LONG, edit: within("<style>@media print { .side-bar { display: flex !important } }</style>"), says: [/chapters\/syscall\.html: paper shows what can be clicked only/] },
  { defect: "a crossing on the first page without one of its instructions", test: "home", file: "index.html", edit: swap(/<rect class="(?:call|frame|guard|door)[^>]*>/, ""), says: [/index\.html: the figure has another number of bars/] },
  { defect: "new lines without a sign", test: "marks", file: SHEET, edit: behind(".excerpt .line::before { content: none !important }"), says: [/chapters\/[\w/-]+\.html: .*colorScheme/] },
];

// Of one defect: what the test that has to see it misses, or nothing.
async function missed(browser, site, { defect, test, file, edit, says, only }) {
  const place = path.join(site, file);
  const before = fs.readFileSync(place, "utf8");
  const after = edit(before);
  if (after === before) return `“${defect}” cannot be put into ${file}, which has changed: mend tests/site/defects.js`;
  fs.unlinkSync(place); // the copy may share it with the site
  fs.writeFileSync(place, after);
  const wrong = await run(browser, test, site, only && [only]);
  fs.writeFileSync(place, before);
  const lacking = says.filter((pattern) => !pattern.test(wrong));
  return lacking.length ? `“${defect}” in ${file}: the test ${test} ${wrong ? "does not say" : "is green: it does not say"} ${lacking.join(", ")}\n    ${wrong.slice(0, 1500).replace(/\n/g, "\n    ")}` : "";
}

(async () => {
  const [site, name] = process.argv.slice(2);
  if (!site) { console.error("usage: node tests/site/defects.js COPY [NAME]"); process.exit(2); }
  const browser = await open();
  browser.patience = 3000;
  const bad = [];
  for (const one of DEFECTS.filter((d) => (name ? `${d.test}: ${d.defect}`.includes(name) : process.env.ALL === "1" || !d.slow))) {
    const start = Date.now();
    const text = await missed(browser, path.resolve(site), one);
    if (text) bad.push(text);
    console.log(`${((Date.now() - start) / 1000).toFixed(1)} s  ${one.test}: ${one.defect}: ${text ? "NOT SEEN" : "seen"}`);
  }
  await browser.close();
  if (bad.length) console.error(bad.join("\n"));
  process.exit(bad.length ? 1 : 0);
})();
