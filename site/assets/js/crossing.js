// SPDX-License-Identifier: MIT
// A recorded crossing as a figure to step through. Without this file the page has the same steps as a table.
(function () {
  "use strict";

  const AROUND = 3; // lines of source text above and below the one that runs
  const BEFORE = 3; // instructions shown before the next one
  const AFTER = 4;
  const SWIPE = 40; // pixels
  const WORDS = 6; // so many changes are told one by one

  const HOW = "Step with the buttons, the slider, a swipe, or, once you have clicked into the figure, the arrow keys. " +
    "Page Up and Page Down go from function to function, Home and End to either end. What the last step changed is marked."; // in the first figure of a page

  const CONTROL = ["rip", "rsp", "rflags", "cs", "ss", "cr2", "cr3", "gs_base", "k_gs_base", "fs_base"];
  const GENERAL = ["rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15"];
  const SELDOM = ["cr2", "fs_base"]; // shown where they change
  const FRAME = ["ss", "rsp", "rflags", "cs", "rip", "error", "origin", "rdi", "rsi", "rdx", "rcx", "rax", "r8", "r9", "r10", "r11", "rbx", "rbp",
    "r12", "r13", "r14", "r15", "fs_base", "gs_base"]; // from the highest address down
  const ENTRY = FRAME.slice(0, 7);
  const NAMES = { gs_base: "GS base", k_gs_base: "hidden GS base", fs_base: "FS base", error: "error code", origin: "origin", frame: "current frame" };
  const FLAGS = { 0: "CF", 2: "PF", 4: "AF", 6: "ZF", 7: "SF", 8: "TF", 9: "IF", 10: "DF", 11: "OF", 18: "AC" };

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  function drawing(name, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  const ICONS = { first: "M5 4h2v12H5zM17 4v12L8 10z", back: "M15 4v12L6 10z", forth: "M5 4v12l9-6z", end: "M13 4h2v12h-2zM3 4v12l9-6z" };

  function label(name) {
    const [kind, word] = name.split(".");
    return word ? `${kind} ${NAMES[word] || word.toUpperCase()}` : NAMES[kind] || kind.toUpperCase();
  }

  const ring = (state) => Number(BigInt(state.values.cs) & 3n);

  function flags(value) {
    const bits = BigInt(value);
    return Object.keys(FLAGS).filter((bit) => (bits >> BigInt(bit)) & 1n).map((bit) => FLAGS[bit]).reverse().join(" ");
  }

  // The machine before step number `at` (from 0), after all steps before it. written: names of words that this trip has written.
  function replay(data, at) {
    const values = { ...data.start };
    let written = new Set();
    for (let i = 0; i < at; i++) {
      const set = data.steps[i][4];
      if ("frame" in set) {
        written = new Set([...written].filter((name) => !name.startsWith("frame.")));
        if (BigInt(set.frame) === 0n) for (const name of Object.keys(values)) if (name.startsWith("frame.")) delete values[name];
      }
      for (const name of Object.keys(set)) if (name.includes(".") && !("frame" in set && name.startsWith("frame."))) written.add(name);
      Object.assign(values, set);
    }
    values.rip = at < data.steps.length ? data.steps[at][0] : data.end;
    return { values, written };
  }

  // Steps of one function, one after the other.
  function functions(data) {
    const groups = [];
    let level = BigInt(data.start.cs) & 3n;
    data.steps.forEach((step, i) => {
      const name = (step[1] || "").replace(/\+0x[0-9a-f]+$/, "");
      const last = groups[groups.length - 1];
      if (last && last.name === name && last.ring === level) last.count++;
      else groups.push({ name, ring: level, first: i, count: 1 });
      if ("cs" in step[4]) level = BigInt(step[4].cs) & 3n;
    });
    return groups;
  }

  class Figure {
    constructor(root) {
      this.data = JSON.parse(root.querySelector("script[type='application/json']").textContent);
      this.title = root.dataset.title;
      this.last = this.data.steps.length;
      this.groups = functions(this.data);
      this.changing = new Set(this.data.steps.flatMap((step) => Object.keys(step[4])));
      this.at = 0;
      this.build(root);
      this.show(0);
    }

    build(root) {
      const button = (icon, name, act) => {
        const made = element("button", { type: "button", "aria-label": name, title: name },
          drawing("svg", { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true" }, drawing("path", { d: ICONS[icon], fill: "currentColor" })));
        made.addEventListener("click", () => this.show(act()));
        return made;
      };
      this.slider = element("input", { type: "range", min: 0, max: this.last, value: 0, "aria-label": "Step" });
      this.slider.addEventListener("input", () => this.show(Number(this.slider.value)));
      this.count = element("span", { class: "count", "aria-hidden": "true" });
      this.first = button("first", "First step", () => 0);
      this.back = button("back", "One step back", () => this.at - 1);
      this.forth = button("forth", "One step forward", () => this.at + 1);
      this.end = button("end", "Last step", () => this.last);
      const controls = element("div", { class: "controls" }, this.first, this.back, this.forth, this.end, this.slider, this.count);

      this.said = element("p", { class: "said", role: "status" });
      this.note = element("p", { class: "note-inline" });
      this.instructions = element("ol", { class: "instructions" });
      this.place = element("p", { class: "panel-title" });
      this.source = element("pre", { class: "highlight", tabindex: 0, role: "region", "aria-label": `Source text: ${this.title}` });
      this.link = element("p", { class: "panel-title" });
      this.registers = element("div");
      this.words = element("div");
      this.entry = element("div");
      const panel = (name, ...parts) => element("div", { class: `panel ${name}` }, ...parts);
      const panels = element("div", { class: "panels" }, panel("code", this.place, this.instructions), panel("text", this.link, this.source),
        ...(this.usesEntry() ? [panel("entry", this.entry)] : []), panel("frame", this.words), panel("registers", this.registers));
      this.player = element("div", { class: "player", role: "group", tabindex: 0, "aria-label": `${this.title}, step by step` },
        this.bands(), controls, this.said, this.note, panels);
      if (!document.querySelector(".crossing .how")) this.player.prepend(element("p", { class: "how" }, HOW));
      this.player.addEventListener("keydown", (event) => this.key(event));
      this.swipe(panels);
      root.prepend(this.player);
      root.parentElement.classList.add("stepped");
      const table = root.querySelector("details");
      if (!table) return;
      const shown = table.open;
      table.open = false;
      addEventListener("beforeprint", () => { table.open = table.open || shown; });
    }

    // The way between the rings, from left to right.
    bands() {
      const picture = drawing("svg", { viewBox: `0 0 ${this.last} 2`, preserveAspectRatio: "none", "aria-hidden": "true" });
      this.blocks = this.groups.map((group, i) => drawing("rect", { x: group.first, y: group.ring === 3n ? 0 : 1, width: group.count, height: 1,
        class: `${group.ring === 3n ? "ring3" : "ring0"}${i % 2 ? " odd" : ""}` }));
      this.marker = drawing("line", { class: "marker", x1: 0, x2: 0, y1: 0, y2: 1 });
      picture.append(...this.blocks, this.marker);
      picture.addEventListener("click", (event) => {
        const box = picture.getBoundingClientRect();
        this.show(Math.round(((event.clientX - box.left) / box.width) * this.last));
      });
      return element("div", { class: "bands" }, element("span", { "aria-hidden": "true" }, "ring 3"), element("span", { "aria-hidden": "true" }, "ring 0"), picture);
    }

    key(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const at = this.groups.findLastIndex((group) => group.first <= this.at);
      const to = {
        ArrowRight: this.at + 1, ArrowLeft: this.at - 1, Home: 0, End: this.last,
        PageDown: at + 1 < this.groups.length ? this.groups[at + 1].first : this.last,
        PageUp: this.groups[at].first < this.at ? this.groups[at].first : this.groups[Math.max(at - 1, 0)].first,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      this.show(to);
    }

    // A finger that goes to the left pulls the next step in.
    swipe(area) {
      let start = null;
      area.addEventListener("touchstart", (event) => {
        start = event.touches.length === 1 && !event.target.closest("pre") ? [event.touches[0].clientX, event.touches[0].clientY] : null;
      }, { passive: true });
      area.addEventListener("touchend", (event) => {
        if (!start) return;
        const [x, y] = [event.changedTouches[0].clientX - start[0], event.changedTouches[0].clientY - start[1]];
        start = null;
        if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) this.show(this.at + (x < 0 ? 1 : -1));
      }, { passive: true });
    }

    show(at) {
      this.at = Math.min(Math.max(at, 0), this.last);
      const before = this.at ? replay(this.data, this.at - 1) : null;
      const now = replay(this.data, this.at);
      const step = this.at ? this.data.steps[this.at - 1] : null;
      const fresh = step ? { ...step[4], rip: now.values.rip } : {};
      this.move(now);
      this.tell(step, before, now);
      this.list();
      this.text();
      this.registers.replaceChildren(...this.registerPanel(now, fresh));
      if (this.usesEntry()) this.entry.replaceChildren(...this.stack(["Entry stack"], "entry", ENTRY, this.entryBottom(), now, fresh));
      this.words.replaceChildren(...this.framePanel(now, fresh));
    }

    move(now) {
      const level = ring(now);
      this.slider.value = this.at;
      this.slider.setAttribute("aria-valuetext", `step ${this.at} of ${this.last}, ring ${level}`);
      this.count.textContent = `${this.at} / ${this.last}`;
      for (const [button, off] of [[this.first, this.at === 0], [this.back, this.at === 0], [this.forth, this.at === this.last], [this.end, this.at === this.last]]) {
        button.setAttribute("aria-disabled", off);
      }
      this.marker.setAttribute("x1", this.at);
      this.marker.setAttribute("x2", this.at);
      this.marker.setAttribute("y1", level === 3 ? 0 : 1);
      this.marker.setAttribute("y2", level === 3 ? 1 : 2);
      this.blocks.forEach((block, i) => {
        const group = this.groups[i];
        block.classList.toggle("here", group.first <= this.at && this.at < group.first + group.count);
      });
      this.player.dataset.ring = level;
      this.player.dataset.step = this.at;
    }

    // One sentence about the last step and one about the next.
    tell(step, before, now) {
      const next = this.at < this.last ? this.data.steps[this.at] : null;
      const parts = step ? this.story(step, before, now) : [`Ring ${ring(now)}, before the first of ${this.last} steps.`];
      if (next) parts.push(" Next: ", element("code", {}, next[2]), ".");
      else parts.push(` This was the last step; the machine is in ring ${ring(now)}.`);
      this.said.replaceChildren(...parts);
      const note = step && !(step[5] && step[5].vector !== undefined) ? this.data.notes[step[2].split(" ")[0]] : null;
      this.note.textContent = note || "";
    }

    story(step, before, now) {
      const [, , text, , set, more] = step;
      const parts = [`Step ${this.at} of ${this.last}: `, element("code", {}, text)];
      if (more && more.vector !== undefined) {
        const error = "entry.error" in set ? ` with the error code ${set["entry.error"]}` : "";
        parts.push(` is not executed: vector ${more.vector}${error}. The processor changes to the entry stack and pushes what it was about to do.`);
      } else if (more && more.rounds) {
        parts.push(` and the ${more.rows === 1 ? "same" : `${more.rows} instructions from here`} again, ×${more.rounds}.`);
      } else {
        parts.push(".");
      }
      if (ring(before) !== ring(now)) parts.push(element("strong", {}, ` Now ring ${ring(now)}.`));
      if ("frame" in set) {
        parts.push(BigInt(set.frame) === 0n ? " There is no current thread, and so no frame." : ` The current frame is another thread's, at ${set.frame}.`);
        return parts;
      }
      const names = Object.keys(set);
      if (more && more.vector !== undefined) return parts;
      if (names.length > WORDS) parts.push(` ${names.length} registers and words change.`);
      else if (names.length) parts.push(` ${names.map((name) => this.change(name, set[name], before.values[name])).join("; ")}.`);
      else parts.push(" No register shown here changes.");
      return parts;
    }

    change(name, value, old) {
      if (name === "rflags") return `RFLAGS is ${value} (${flags(value) || "all clear"})`;
      return `${label(name)} is ${value}${old === value ? ", as it was" : ""}`;
    }

    // The instructions around the next one.
    list() {
      const step = this.data.steps[Math.min(this.at, this.last - 1)];
      this.place.replaceChildren(this.at < this.last ? (step[1] || step[0]) : "The end");
      const rows = [];
      for (let i = this.at - BEFORE; i <= this.at + AFTER; i++) {
        const one = this.data.steps[i];
        const kind = i < this.at ? "done" : i === this.at ? "next" : "later";
        rows.push(one ? element("li", { class: kind, "aria-current": i === this.at ? "step" : null },
          element("span", { class: "address" }, one[0].replace(/^0xffffffff/, "…")), element("code", {}, one[2])) : element("li", { class: "none", "aria-hidden": "true" }, "\u00a0"));
      }
      this.instructions.replaceChildren(...rows);
    }

    // The source text around the next instruction's line.
    text() {
      const place = (this.data.steps[this.at] || [])[3];
      if (!place) {
        this.link.replaceChildren(this.at < this.last ? "No source line" : "\u00a0");
        this.source.replaceChildren("\n".repeat(2 * AROUND + 1));
        return;
      }
      const at = place.lastIndexOf(":");
      const [path, number] = [place.slice(0, at), Number(place.slice(at + 1))];
      const file = this.data.files[path];
      this.link.replaceChildren(element("a", { href: this.address(file.href, number) }, `${path}:${number}`));
      const rows = [];
      for (let line = number - AROUND; line <= number + AROUND; line++) {
        const row = element("span", { class: line === number ? "line here" : "line" });
        row.innerHTML = `${file.lines[line] || ""}\n`; // our own highlighter's, from the page itself
        rows.push(row);
      }
      this.source.replaceChildren(...rows);
    }

    address(href, number) {
      const root = document.documentElement.dataset.root || "";
      return `${root}${href.replace(/^\//, "")}#L${number}`;
    }

    pair(name, value, state, extra) {
      return element("div", { class: state }, element("dt", {}, name), element("dd", {}, element("code", {}, value), ...(extra || [])));
    }

    registerPanel(now, fresh) {
      const pairs = (names) => names.filter((name) => !SELDOM.includes(name) || this.changing.has(name)).map((name) => {
        const extra = name === "rflags" ? [element("span", { class: "flags" }, flags(now.values[name]))] : [];
        return this.pair(label(name), now.values[name], name in fresh ? "fresh" : null, extra);
      });
      return [element("p", { class: "panel-title" }, "Registers"), element("dl", { class: "control" }, ...pairs(CONTROL)), element("dl", { class: "general" }, ...pairs(GENERAL))];
    }

    // Words from the highest address down. Where RSP points is marked.
    stack(title, kind, names, lowest, now, fresh) {
      const rsp = BigInt(now.values.rsp);
      const rows = names.map((name, i) => {
        const full = `${kind}.${name}`;
        const state = full in fresh ? "fresh" : now.written.has(full) ? "written" : "stale";
        const here = lowest !== null && rsp === lowest + BigInt(8 * (names.length - 1 - i));
        return this.pair(label(name), now.values[full], state, here ? [element("span", { class: "rsp" }, "← RSP")] : []);
      });
      return [element("p", { class: "panel-title" }, ...title), element("dl", { class: "stack" }, ...rows)];
    }

    framePanel(now, fresh) {
      const frame = now.values.frame;
      if (BigInt(frame) === 0n) return [element("p", { class: "panel-title" }, "No thread, no frame")];
      return this.stack(["Frame of the current thread, at ", element("code", {}, frame)], "frame", FRAME, BigInt(frame), now, fresh);
    }

    // Whether the processor uses the entry stack at all.
    usesEntry() { return [...this.changing].some((name) => name.startsWith("entry.")); }

    // Where the entry stack's words begin: what the processor pushed first tells.
    entryBottom() {
      if (this.bottom === undefined) {
        const event = this.data.steps.find((step) => step[5] && step[5].vector !== undefined);
        const pushed = event ? Object.keys(event[4]).filter((name) => name.startsWith("entry.")).length : 0;
        this.bottom = event ? BigInt(event[4].rsp) - BigInt(8 * (ENTRY.length - pushed)) : null;
      }
      return this.bottom;
    }
  }

  for (const root of document.querySelectorAll(".crossing:not([data-ready])")) {
    root.dataset.ready = "true";
    new Figure(root);
  }
})();
