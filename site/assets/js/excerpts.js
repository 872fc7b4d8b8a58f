// SPDX-License-Identifier: MIT
// Excerpts and transcripts: copying, and the cards that say what a name in the code is. The pages are complete without this file.
(function () {
  "use strict";
  var root = new URL(document.documentElement.dataset.root || "./", document.baseURI);

  function make(tag, attributes, text) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    if (text) element.textContent = text;
    return element;
  }

  // Copying.

  // The code of an excerpt as it stands in the file: no marks, no removed lines. What the excerpt leaves out becomes a comment.
  function code(figure) {
    var lines = figure.querySelectorAll("pre.code .line");
    return Array.prototype.filter.call(lines, function (line) {
      return !line.classList.contains("removed") && !line.closest(".contract");
    }).map(function (line) {
      return line.classList.contains("gap") ? "/* … */\n" : line.textContent + "\n";
    }).join("");
  }

  function write(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    var area = make("textarea", { "aria-hidden": "true", style: "position:fixed;opacity:0" });
    area.value = text;
    document.body.append(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("refused"));
  }

  function copyButton(place, what, text) {
    var button = make("button", { type: "button", class: "copy", "aria-label": "Copy " + what });
    var label = make("span", { "aria-live": "polite" }, "copy");
    button.append(label);
    button.addEventListener("click", function () {
      write(text()).then(function () { label.textContent = "copied"; }, function () { label.textContent = "not allowed"; })
        .then(function () { setTimeout(function () { label.textContent = "copy"; }, 1500); });
    });
    place.append(button);
  }

  document.querySelectorAll("figure.excerpt").forEach(function (figure) {
    var caption = figure.querySelector("figcaption");
    if (caption) copyButton(caption, "this code", function () { return code(figure); });
  });
  document.querySelectorAll("figure.transcript .again").forEach(function (place) {
    copyButton(place, "this command", function () { return place.querySelector(".command").textContent; });
  });

  // Cards.

  var loads = {};
  var card = null;   // what is open: { link, element }
  var wanted = null; // the name whose card should be open once its data is there
  var timer = 0;
  var pointer = "";  // what was used last
  var typed = false; // the card was opened by the keyboard

  function load(slug) {
    if (!loads[slug]) {
      loads[slug] = new Promise(function (resolve, reject) {
        var script = make("script", { src: new URL("assets/names/" + slug + ".js", root).href });
        script.onload = function () { resolve((window.posternNames || {})[slug] || {}); };
        script.onerror = reject;
        document.head.append(script);
      });
      loads[slug].catch(function () {});
    }
    return loads[slug];
  }

  function sprint(link) { return link.closest("figure.excerpt").dataset.sprint; }

  function key(link) { return decodeURI(link.href).split("/src/" + sprint(link) + "/").pop().replace(".html#L", "#L"); }

  function close() {
    clearTimeout(timer);
    if (!card) return;
    card.link.removeAttribute("aria-describedby");
    card.element.remove();
    card = null;
  }

  function build(link, data) {
    var element = make("div", { class: "name-card", role: "group", "aria-label": link.textContent });
    var text = make("div", { id: "name-card-text" });
    text.append(make("pre", { class: "declaration" }, data[0]));
    if (data[1]) text.append(make("p", {}, data[1]));
    var links = make("p", { class: "places" });
    var at = key(link).split("#L");
    links.append(make("a", { href: link.href }, at[0].split("/").pop() + ", line " + at[1]));
    if (data[2]) {
      var there = new URL(data[2][0], root);
      var here = there.href.split("#")[0] === location.href.split(/[?#]/)[0];
      links.append(make("a", { href: there.href }, here ? "Explained on this page" : "Explained in “" + data[2][1] + "”"));
    }
    if (data[3]) links.append(make("a", { href: new URL(data[3], root).href }, "API"));
    element.append(text, links);
    if (typed) element.append(make("p", { class: "hint" }, "↓ goes to the links, Esc closes"));
    return element;
  }

  // Below the name, above it where there is no room, and within the window.
  function place(element, link) {
    var name = link.getClientRects()[0] || link.getBoundingClientRect();
    var base = (element.offsetParent || document.documentElement).getBoundingClientRect();
    var width = document.documentElement.clientWidth;
    var left = Math.max(8, Math.min(name.left, width - element.offsetWidth - 8));
    var below = name.bottom + 4;
    var top = below + element.offsetHeight > window.innerHeight && name.top - element.offsetHeight - 4 > 0 ? name.top - element.offsetHeight - 4 : below;
    element.style.left = left - base.left + "px";
    element.style.top = top - base.top + "px";
  }

  function open(link) {
    if (card && card.link === link) { clearTimeout(timer); return; }
    load(sprint(link)).then(function (names) {
      var data = names[key(link)];
      if (!data || wanted !== link) return;
      close();
      card = { link: link, element: build(link, data) };
      (document.querySelector("main") || document.body).append(card.element);
      place(card.element, link);
      link.setAttribute("aria-describedby", "name-card-text");
    }, function () { /* without the data a name is a link, as it is without this script */ });
  }

  function name(target) { return target instanceof Element ? target.closest(".excerpt a.name") : null; }

  function later(action, delay) { clearTimeout(timer); timer = setTimeout(action, delay); }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    var link = name(event.target);
    if (link) {
      if (link !== wanted) typed = false;
      wanted = link;
      load(sprint(link));
      later(function () { open(link); }, 250);
    } else if (card && card.element.contains(event.target)) clearTimeout(timer);
    else if (wanted && wanted !== document.activeElement) {
      wanted = null;
      later(close, 300);
    }
  });
  document.addEventListener("pointerdown", function (event) { pointer = event.pointerType; }, true);
  document.addEventListener("focusin", function (event) {
    var link = name(event.target);
    if (link && link.matches(":focus-visible") && pointer !== "touch") {
      typed = true;
      wanted = link;
      clearTimeout(timer);
      open(link);
    } else if (card && !card.element.contains(event.target) && event.target !== card.link) {
      wanted = null;
      close();
    }
  });
  document.addEventListener("focusout", function (event) {
    if (card && !event.relatedTarget && event.target === card.link && !card.element.matches(":hover")) { wanted = null; close(); }
  });
  // A finger has nothing to hover with: its first tap opens the card, whose first link leads where the name does.
  document.addEventListener("click", function (event) {
    var link = name(event.target);
    if (link && (event.pointerType || pointer) === "touch" && !(card && card.link === link)) {
      event.preventDefault();
      typed = false;
      wanted = link;
      open(link);
    } else if (card && !card.element.contains(event.target)) { wanted = null; close(); }
  });
  document.addEventListener("keydown", function (event) {
    pointer = "";
    if (!card) return;
    var links = Array.prototype.slice.call(card.element.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      if (at >= 0) card.link.focus();
      wanted = null;
      close();
      event.stopPropagation();
    } else if (event.key === "ArrowDown" && (at >= 0 || document.activeElement === card.link)) {
      links[Math.min(at + 1, links.length - 1)].focus();
      event.preventDefault();
    } else if (event.key === "ArrowUp" && at >= 0) {
      (at ? links[at - 1] : card.link).focus();
      event.preventDefault();
    }
  }, true);
})();
