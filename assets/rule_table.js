// The table of a rule, edited entry by entry.

const ECHO = 3000; // milliseconds

class TableEditor {
  sent = new Map(); // entries that were told to the server, and when

  constructor({ element, props, trigger, watch }) {
    Object.assign(this, { props, trigger });
    this.empty = make("p", { class: "pixel-viewer empty short" });
    this.root = make("div", { class: "pixel-viewer rule-table" });
    this.told = make("p", { class: "told", role: "status" });
    element.replaceChildren(this.root, this.empty);
    watch(["value", "strings"], () => this.update());
    this.update();
  }

  update() {
    const { value, strings } = this.props;
    this.root.hidden = !value;
    this.empty.hidden = Boolean(value);
    this.empty.textContent = strings.empty;
    if (!value) return;
    const isEcho = this.isEcho(value);
    if (isEcho && value.entries !== this.entries.join(""))
      this.props.value = { ...value, entries: this.entries.join("") };
    if (!isEcho) this.entries = Uint8Array.from(value.entries, Number);
    this.reference = Uint8Array.from(value.reference, Number);
    if (value.space !== this.space || value.colours.join() !== this.shades) {
      this.space = value.space;
      this.shades = value.colours.join();
      if (value.icons) this.layRows(); else this.layMap();
    }
    this.show();
  }

  /** Whether the server tells what was clicked a moment ago: more may have been clicked since. */
  isEcho({ space, entries }) {
    return space === this.space && performance.now() - (this.sent.get(entries) ?? -Infinity) < ECHO;
  }

  layRows() {
    const { icons, side, colours } = this.props.value;
    this.buttons = icons.map((icon, row) => {
      const canvas = make("canvas", { "aria-hidden": "true" });
      drawCells(canvas, [...icon].map((c) => (c === "." ? NOTHING : Number(c))), side, side, colours);
      const result = make("span", { class: "entry", "aria-hidden": "true" });
      const button = make("button", { type: "button" }, canvas, result);
      button.addEventListener("click", () => this.change([row], (this.entries[row] + 1) % colours.length));
      return button;
    });
    this.map = undefined;
    this.root.replaceChildren(make("div", { class: "rows" }, ...this.buttons), this.told);
  }

  layMap() {
    this.buttons = [];
    this.map = make("canvas", { tabindex: 0, role: "application", class: "map" });
    this.example = make("canvas", { class: "example", "aria-hidden": "true" });
    this.aim = 0;
    this.map.addEventListener("pointerdown", (event) => this.begin(event));
    this.map.addEventListener("pointermove", (event) => this.follow(event));
    for (const end of ["pointerup", "pointercancel"])
      this.map.addEventListener(end, () => this.finish());
    this.map.addEventListener("keydown", (event) => this.press(event));
    this.root.replaceChildren(this.map, make("div", { class: "about" }, this.example, this.told));
    this.tell(0);
  }

  show() {
    const { colours, columns } = this.props.value;
    const { strings } = this.props;
    this.buttons.forEach((button, row) => {
      const state = this.entries[row];
      button.lastChild.style.background = colours[state];
      button.classList.toggle("lit", state !== this.reference[row]);
      button.setAttribute("aria-label", `${strings.row} ${row}: ${state}`);
      button.title = `${row} → ${state}`;
    });
    if (this.map) {
      this.map.setAttribute("aria-label", strings.map);
      const accent = ["#8f93e8", "#3538c0"]; // changed entries, light and dark
      const shown = this.entries.map((state, row) => state + (state === this.reference[row] ? 0 : 2));
      drawCells(this.map, shown, columns, this.entries.length / columns, [...colours, ...accent]);
    }
    const count = this.entries.reduce((sum, state, row) => sum + (state !== this.reference[row]), 0);
    if (this.buttons.length) this.told.textContent = fillIn(strings.changed, { count });
  }

  /** Say what a row of the map stands for. */
  tell(row) {
    const { strings, value } = this.props;
    const sizes = [4, 4, 4, 8, 4];
    const counts = [];
    let rest = row;
    for (const size of sizes.toReversed()) {
      counts.unshift(rest % (size + 1));
      rest = Math.floor(rest / (size + 1));
    }
    const rings = [[1], [2], [4], [5], [8]];
    const left = [...counts];
    const cells = [...Array(25).keys()].map((place) => {
      const distance = (Math.floor(place / 5) - 2) ** 2 + ((place % 5) - 2) ** 2;
      if (!distance) return rest;
      const ring = rings.findIndex(([d]) => d === distance);
      left[ring] -= 1;
      return left[ring] >= 0 ? 1 : 0;
    });
    drawCells(this.example, cells, 5, 5, value.colours);
    this.told.textContent = fillIn(strings.counts, { row, centre: rest, counts: counts.join(" "), state: this.entries[row] });
  }

  /** Line and column of the map under the pointer. */
  at(event) {
    const edge = this.map.getBoundingClientRect();
    const { columns } = this.props.value;
    const place = (share, count) => clamp(Math.floor(share * count), 0, count - 1);
    return [
      place((event.clientY - edge.top) / edge.height, this.entries.length / columns),
      place((event.clientX - edge.left) / edge.width, columns),
    ];
  }

  begin(event) {
    event.preventDefault();
    this.map.focus({ preventScroll: true });
    this.map.setPointerCapture(event.pointerId);
    const [line, column] = this.at(event);
    this.wanted = 1 - this.entries[line * this.props.value.columns + column];
    this.last = [line, column];
    this.follow(event);
  }

  /** Tell of the row under the pointer; while it is pressed, set the entries on its way. */
  follow(event) {
    const now = this.at(event);
    const { columns } = this.props.value;
    this.aim = now[0] * columns + now[1];
    if (this.last) {
      const count = Math.max(1, ...now.map((end, axis) => Math.abs(end - this.last[axis])));
      for (let i = 0; i <= count; i += 1) {
        const [line, column] = this.last.map((from, axis) => Math.round(from + ((now[axis] - from) * i) / count));
        this.entries[line * columns + column] = this.wanted;
      }
      this.last = now;
      this.show();
    }
    this.tell(this.aim);
  }

  finish() {
    if (!this.last) return;
    this.last = undefined;
    this.commit();
  }

  press(event) {
    const { columns } = this.props.value;
    const step = { ArrowUp: -columns, ArrowDown: columns, ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) this.aim = clamp(this.aim + step, 0, this.entries.length - 1);
    else if (event.key === " " || event.key === "Enter") this.change([this.aim], 1 - this.entries[this.aim]);
    else return;
    event.preventDefault();
    this.tell(this.aim);
  }

  change(rows, state) {
    for (const row of rows) this.entries[row] = state;
    this.commit();
  }

  commit() {
    const entries = this.entries.join("");
    this.sent.set(entries, performance.now());
    this.props.value = { ...this.props.value, entries };
    this.show();
    this.trigger("input");
  }
}
