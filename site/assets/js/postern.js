// SPDX-License-Identifier: MIT
// Light and dark, and the search. The pages are complete without this file.
(function () {
  "use strict";
  var html = document.documentElement;

  function themeButton() {
    var button = document.getElementById("theme-button");
    var sheet = document.getElementById("dark-sheet");
    if (!button || !sheet) return;
    function dark() {
      return html.dataset.theme ? html.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    }
    button.addEventListener("click", function () {
      var next = dark() ? "light" : "dark";
      html.dataset.theme = next;
      sheet.media = next === "dark" ? "screen" : "not all";
      try { localStorage.setItem("postern-theme", next); } catch (e) { /* a private window keeps nothing */ }
    });
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
    });
    document.addEventListener("click", function (event) {
      if (!form.contains(event.target)) list.hidden = true;
    });
  }

  themeButton();
  search();
})();
