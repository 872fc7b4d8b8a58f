// SPDX-License-Identifier: MIT
// Light and dark, the search, and what follows the reader: contents, progress, margin notes, keys. The pages are complete without this file.
(function () {
  "use strict";
  var html = document.documentElement;

  // What a private window, or a browser that forbids it, does not keep is not missed.
  var kept = {
    get: function (name) { try { return localStorage.getItem(name); } catch (e) { return null; } },
    set: function (name, value) { try { localStorage.setItem(name, value); } catch (e) { /* not kept */ } },
    remove: function (name) { try { localStorage.removeItem(name); } catch (e) { /* nothing there */ } }
  };

  // The button changes the colours. A choice that agrees with the system's is not kept: from then on the system decides again.
  function themeButton() {
    var button = document.getElementById("theme-button");
    var sheet = document.getElementById("dark-sheet");
    if (!button || !sheet) return;
    var system = matchMedia("(prefers-color-scheme: dark)");
    button.addEventListener("click", function () {
      var dark = html.dataset.theme ? html.dataset.theme === "dark" : system.matches;
      if (dark !== system.matches) {
        delete html.dataset.theme;
        sheet.media = "screen and (prefers-color-scheme: dark)";
        kept.remove("postern-theme");
      } else {
        html.dataset.theme = dark ? "light" : "dark";
        sheet.media = dark ? "not all" : "screen";
        kept.set("postern-theme", html.dataset.theme);
      }
    });
  }

  // Calls back, at most once a frame, when the reader has scrolled or the window has changed.
  function onMove(callback) {
    var waiting = false;
    function move() {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(function () { waiting = false; callback(); });
    }
    addEventListener("scroll", move, { passive: true });
    addEventListener("resize", move);
    callback();
  }

  // The contents are folded above the text, or open beside it; there the section that is being read is marked.
  function contents() {
    var list = document.querySelector("details.contents");
    if (!list) return;
    var beside = matchMedia("(min-width: 80rem)");
    function place() { list.open = beside.matches; }
    place();
    beside.addEventListener("change", place);
    var entries = Array.prototype.map.call(list.querySelectorAll("a[href^='#']"), function (link) {
      return { link: link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) };
    }).filter(function (entry) { return entry.heading; });
    var current = null;
    onMove(function () {
      var reached = entries.filter(function (entry) { return entry.heading.getBoundingClientRect().top < innerHeight / 4; });
      var atEnd = innerHeight + scrollY >= html.scrollHeight - 2;
      var now = atEnd && scrollY > 0 ? entries[entries.length - 1] : reached[reached.length - 1];
      if (now === current) return;
      if (current) current.link.removeAttribute("aria-current");
      current = now;
      if (!now) return;
      now.link.setAttribute("aria-current", "true");
      if (!beside.matches) return;
      var top = now.link.getBoundingClientRect().top - list.getBoundingClientRect().top;
      if (top < 40 || top > list.clientHeight - 60) list.scrollTop += top - list.clientHeight / 2;
    });
  }

  // On the pages of chapters: how far the reader has come, as a line on top, and kept for the first page.
  function progress() {
    if (!document.querySelector("main .neighbours")) return;
    var bar = document.createElement("div");
    bar.className = "progress";
    bar.setAttribute("aria-hidden", "true");
    var line = bar.appendChild(document.createElement("span"));
    document.body.append(bar);
    var root = new URL(html.dataset.root || "./", document.baseURI).href;
    var headings = document.querySelectorAll("main h2[id]");
    var saved = 0;
    onMove(function () {
      var length = html.scrollHeight - innerHeight;
      var part = length > 0 ? Math.min(1, scrollY / length) : 1;
      line.style.transform = "scaleX(" + part + ")";
      if (scrollY === 0 || Date.now() - saved < 500) return;
      saved = Date.now();
      var above = Array.prototype.filter.call(headings, function (h) { return h.getBoundingClientRect().top < innerHeight / 2; }).pop();
      kept.set("postern-place", JSON.stringify({
        page: location.href.split("#")[0].replace(root, ""), title: document.querySelector("h1").textContent.trim(),
        section: above ? above.id : "", part: part
      }));
    });
  }

  // On the first page: back to where the reader stopped.
  function resume() {
    var place = document.getElementById("resume");
    var text = place && kept.get("postern-place");
    if (!text) return;
    try {
      var was = JSON.parse(text);
      var link = document.createElement("a");
      link.textContent = was.title;
      link.href = new URL(was.page + (was.section ? "#" + was.section : ""), new URL(html.dataset.root || "./", document.baseURI)).href;
      place.append("Go on where you stopped: ", link, " (" + Math.round(was.part * 100) + " % read).");
      place.hidden = false;
    } catch (e) { kept.remove("postern-place"); }
  }

  // The left and right arrow keys turn the page, unless something that has the focus may want them.
  function keys() {
    addEventListener("keydown", function (event) {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      var relation = event.key === "ArrowLeft" ? "prev" : event.key === "ArrowRight" ? "next" : null;
      var focus = document.activeElement;
      if (!relation || (focus && focus !== document.body && focus.tagName !== "A")) return;
      var link = document.querySelector(".neighbours a[rel=" + relation + "]");
      if (link) link.click();
    });
  }

  // Footnotes become margin notes: in the margin of a wide window, else folded after the paragraph until the mark is pressed.
  function marginNotes() {
    var main = document.querySelector("main");
    var marks = main ? main.querySelectorAll("a.footnote") : [];
    if (!marks.length) return;
    var wide = matchMedia("(min-width: 100rem)");
    var notes = [];
    marks.forEach(function (mark) {
      var text = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
      var block = mark;
      while (block.parentNode !== main) block = block.parentNode;
      while (block.nextElementSibling && block.nextElementSibling.classList.contains("margin-note")) block = block.nextElementSibling;
      var note = document.createElement("aside");
      note.className = "margin-note";
      note.id = "margin-" + text.id.replace(/\W/g, "-");
      note.setAttribute("aria-label", "Note " + mark.textContent);
      note.innerHTML = text.innerHTML; // the page's own footnote
      note.querySelectorAll(".reversefootnote").forEach(function (back) { back.remove(); });
      note.querySelectorAll("[id]").forEach(function (copy) { copy.removeAttribute("id"); });
      var number = document.createElement("span");
      number.className = "number";
      number.textContent = mark.textContent + " ";
      (note.firstElementChild || note).prepend(number);
      block.after(note);
      mark.setAttribute("aria-expanded", "false");
      mark.setAttribute("aria-controls", note.id);
      mark.addEventListener("click", function (event) {
        event.preventDefault();
        if (!wide.matches) mark.setAttribute("aria-expanded", String(note.classList.toggle("unfolded")));
      });
      notes.push({ mark: mark, note: note });
    });
    html.classList.add("margin-notes");
    // Beside its mark, below the note before it, and above or below code that reaches into the margin.
    function place() {
      var end = 0;
      var origin = main.getBoundingClientRect();
      var column = Math.min.apply(null, notes.map(function (n) { return n.note.getBoundingClientRect().left; }));
      var blocks = Array.prototype.map.call(main.children, function (e) { return e.classList.contains("margin-note") || e.classList.contains("contents-rail") ? null : e.getBoundingClientRect(); })
        .filter(function (box) { return box && box.right > column; });
      notes.forEach(function (n) {
        if (!wide.matches) { n.note.style.top = ""; return; }
        var top = Math.max(end, n.mark.getBoundingClientRect().top - origin.top - 6);
        blocks.forEach(function (box) {
          var first = box.top - origin.top - 12;
          if (top + n.note.offsetHeight <= first || top >= box.bottom - origin.top) return;
          top = first - n.note.offsetHeight >= end ? first - n.note.offsetHeight : box.bottom - origin.top + 12;
        });
        n.note.style.top = top + "px";
        end = top + n.note.offsetHeight + 12;
      });
    }
    place();
    addEventListener("resize", place);
    document.addEventListener("toggle", place, true);
    addEventListener("load", place);
  }

  function search() {
    var form = document.getElementById("find");
    if (!form) return;
    var input = document.getElementById("find-input");
    var list = document.getElementById("find-results");
    var root = new URL(html.dataset.root || "./", document.baseURI);
    var index = null;
    var latest = 0;

    function say(text) {
      list.hidden = false;
      list.replaceChildren(Object.assign(document.createElement("p"), { textContent: text }));
    }

    function load() {
      if (!index) {
        index = location.protocol === "file:"
          ? Promise.reject(new Error("The search needs a web server: run make serve."))
          : import(new URL("pagefind/pagefind.js", root).href);
        index.catch(function () {});
      }
      return index;
    }

    function entry(result) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = result.url;
      link.textContent = result.meta.title;
      var text = document.createElement("p");
      text.innerHTML = result.excerpt; // Pagefind escapes the text and adds <mark> only
      item.append(link, text);
      return item;
    }

    async function run() {
      var turn = ++latest;
      var words = input.value.trim();
      if (!words) { list.hidden = true; return; }
      try {
        var pagefind = await load();
        var answer = await pagefind.search(words);
        var found = await Promise.all(answer.results.slice(0, 8).map(function (r) { return r.data(); }));
        if (turn !== latest) return;
        if (!found.length) { say("Nothing found for “" + words + "”."); return; }
        var ul = document.createElement("ul");
        ul.append.apply(ul, found.map(entry));
        list.hidden = false;
        list.replaceChildren(ul);
      } catch (error) {
        say(location.protocol === "file:" ? error.message : "The search index could not be loaded.");
      }
    }

    var timer = 0;
    input.addEventListener("focus", function () { load(); });
    input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(run, 150); });
    input.addEventListener("keydown", function (event) { if (event.key === "Enter") run(); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && !list.hidden) { list.hidden = true; input.focus(); }
      var writing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
      var control = event.ctrlKey || event.metaKey;
      if (event.defaultPrevented || event.altKey || (control ? event.key.toLowerCase() !== "k" : event.key !== "/" || writing)) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
    document.addEventListener("click", function (event) {
      if (!form.contains(event.target)) list.hidden = true;
    });
  }

  themeButton();
  search();
  contents();
  progress();
  resume();
  keys();
  marginNotes();
})();
