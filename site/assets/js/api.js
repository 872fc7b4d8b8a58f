// SPDX-License-Identifier: MIT
// Light and dark in the API reference, with the choice that holds in the book. Without this file the system's choice is followed.
(function () {
  "use strict";
  var html = document.documentElement;
  var button = document.getElementById("theme-button");
  if (!button) return;
  var system = matchMedia("(prefers-color-scheme: dark)");

  // As in the book: a choice that agrees with the system's is not kept, and from then on the system decides again.
  button.addEventListener("click", function () {
    var dark = html.classList.contains("dark-mode") || (!html.classList.contains("light-mode") && system.matches);
    html.classList.remove("dark-mode", "light-mode");
    try {
      if (dark !== system.matches) localStorage.removeItem("postern-theme");
      else localStorage.setItem("postern-theme", dark ? "light" : "dark");
    } catch (e) { /* a private window keeps nothing */ }
    if (dark === system.matches) html.classList.add(dark ? "light-mode" : "dark-mode");
  });
})();
