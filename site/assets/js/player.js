// SPDX-License-Identifier: MIT
// Replays a transcript in asciinema-player. The player and the session are loaded when a reader asks for them; the text is there without.
(function () {
  "use strict";
  var root = new URL(document.documentElement.dataset.root || "./", document.baseURI);
  var BITS = 10;          // a byte on the line: start bit, eight bits, stop bit
  var KEY = 0.06;         // seconds from key to key when a command is typed
  var THINKING = 0.6;     // before the machine answers it
  var BAUDS = [115200, 9600, 1200];
  var USUAL = 9600;       // the port runs at 115200 baud, at which a page is there in a tenth of a second
  var loads = {};

  function load(tag, address, attribute) {
    if (!loads[address]) {
      loads[address] = new Promise(function (resolve, reject) {
        var element = document.createElement(tag);
        if (tag === "link") element.rel = "stylesheet";
        element[attribute] = new URL(address, root).href;
        element.onload = resolve;
        element.onerror = function () { delete loads[address]; element.remove(); reject(new Error(address)); };
        document.head.append(element);
      });
    }
    return loads[address];
  }

  // The session as a recording of a terminal (asciicast, version 2): each byte at its time.
  function recording(session, baud) {
    var events = [{ version: 2, width: session.columns, height: session.rows }];
    var time = 0.3;
    function put(text, step) {
      Array.from(text).forEach(function (letter) {
        events.push([time, "o", letter === "\n" ? "\r\n" : letter]);
        time += step * (letter === "\n" ? 2 : 1);
      });
    }
    session.parts.forEach(function (part) {
      if (part[0] === "type") {
        put(part[1].slice(0, 2), 0);
        put(part[1].slice(2), KEY);
        time += KEY;
        put("\n", 0);
        time += THINKING;
      } else put(part[1], BITS / baud);
    });
    return events;
  }

  function element(tag, name, text) {
    var result = document.createElement(tag);
    if (name) result.className = name;
    if (text) result.textContent = text;
    return result;
  }

  function set(figure) {
    var caption = figure.querySelector("figcaption");
    var text = figure.querySelector("pre.console");
    var path = figure.dataset.path;
    if (!caption || !text || !path) return;
    var button = element("button", "replay", "replay");
    button.type = "button";
    button.setAttribute("aria-label", "Replay this session");
    (caption.querySelector(".again") || caption).append(" ", button);
    var stage = null;
    var player = null;

    function start(baud) {
      if (player) player.dispose();
      player = window.AsciinemaPlayer.create({ data: recording(window.posternCasts[path], baud) }, stage.querySelector(".screen"), {
        autoPlay: !matchMedia("(prefers-reduced-motion: reduce)").matches, controls: true, fit: "width", theme: "postern",
        terminalFontFamily: getComputedStyle(text).fontFamily, preload: true,
      });
    }

    function show() {
      stage = element("div", "player");
      var bar = element("p", "pace");
      var label = element("label", "", "The whole session, at ");
      var choice = element("select");
      BAUDS.forEach(function (baud) {
        var option = element("option", "", baud.toLocaleString("en") + " baud");
        option.value = baud;
        option.selected = baud === USUAL;
        choice.append(option);
      });
      choice.addEventListener("change", function () { start(Number(choice.value)); });
      label.append(choice);
      bar.append(label);
      var screen = element("div", "screen");
      screen.style.maxWidth = window.posternCasts[path].columns * 0.55 + 3 + "rem";
      stage.append(bar, screen);
      text.hidden = true;
      text.before(stage);
      start(USUAL);
    }

    function hide() {
      player.dispose();
      player = null;
      stage.remove();
      stage = null;
      text.hidden = false;
    }

    button.addEventListener("click", function () {
      if (stage) {
        hide();
        button.textContent = "replay";
        button.setAttribute("aria-label", "Replay this session");
        return;
      }
      button.disabled = true;
      var cast = "assets/casts/" + path.replace(/^sprints\//, "").replace(/\.t$/, "") + ".js";
      Promise.all([load("link", "assets/player/asciinema-player.css", "href"), load("script", "assets/player/asciinema-player.js", "src"), load("script", cast, "src")])
        .then(function () {
          show();
          button.textContent = "text";
          button.setAttribute("aria-label", "Show this session as text");
        }, function () { button.textContent = "the player could not be loaded"; })
        .then(function () { button.disabled = false; button.focus(); });
    });
  }

  document.querySelectorAll("figure.transcript").forEach(set);
})();
