// SPDX-License-Identifier: MIT
// Rules for html-validate. Each rule that is off names the finding of the stock theme, or of Kramdown, that it would report.
"use strict";
module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "valid-id": ["error", { relaxed: true }], // a heading may begin with a digit, and so does the identifier that Kramdown makes of it
    "long-title": "off", // titles of pages carry the sprint's number and the name of the book
    "no-trailing-whitespace": "off", // the theme's templates leave spaces
    "void-style": "off", // jekyll-seo-tag writes <meta ... />
    "no-inline-style": "off", // Kramdown writes style="text-align: right" for columns of tables
    "no-raw-characters": "off", // Kramdown writes > in text as it is
    "prefer-native-element": "off", // the theme's header uses role="search"
    "svg-focusable": "off", // for Internet Explorer only
    "no-implicit-button-type": "off", // the theme's menu and expander buttons have no type
    "attribute-boolean-style": "off", // Kramdown writes open="" where the source says open
    "attribute-empty-style": "off", // the same
    "no-redundant-role": "off", // role="region" on a scrolling part is asked for by axe
    "text-content": "off", // the theme's <svg><title> inside <use>
    "tel-non-breaking": "off", // numbers of transcripts are no telephone numbers
    "wcag/h30": "off", // line numbers are links whose text the style sheet draws; they have an aria-label
  },
};
