// A grid of cells to paint.

const LARGEST_CELL = 16; // screen pixels
const TALLEST = 0.72; // of the window, as in viewer.css
const UNDOS = 20;
const NOTHING = 255; // in the picture of a neighbourhood: plays no part

const decode = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const encode = (cells) => {
  let text = "";
  for (let i = 0; i < cells.length; i += 8192) text += String.fromCharCode(...cells.subarray(i, i + 8192));
  return btoa(text);
};
const rgb = (colour) => [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));

/** Draw one pixel per cell. */
function drawCells(canvas, cells, width, height, colours) {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const pen = canvas.getContext("2d");
  const image = pen.createImageData(width, height);
  const shades = colours.map(rgb);
  cells.forEach((state, place) => {
    const shade = shades[state];
    if (shade) image.data.set([...shade, 255], 4 * place);
  });
  pen.putImageData(image, 0, 0);
}

class CellPainter {
  state = 1;
  brush = 1;
  aim = [0, 0]; // row and column of the keyboard's place
  past = [];

  constructor({ element, props, watch }) {
    this.props = props;
    this.canvas = make("canvas", { tabindex: 0, role: "application" });
    this.place = make("div", { class: "aim" });
    this.sheet = make("div", { class: "sheet" }, this.canvas, this.place);
    this.box = make("div", { class: "cells" }, this.sheet);
    this.states = make("div", { class: "states", role: "group" });
    this.tools = make("div", { class: "tools", role: "group" });
    this.empty = make("p", { class: "pixel-viewer empty short" });
    this.root = make("div", { class: "pixel-viewer painter" });
    this.root.append(make("div", { class: "head" }, this.states, this.tools), this.box);
    element.replaceChildren(this.root, this.empty);
    this.listen();
    watch(["value", "strings"], () => this.update());
    new ResizeObserver(() => this.scale()).observe(this.box);
    this.update();
  }

  listen() {
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.follow(event));
    for (const end of ["pointerup", "pointercancel"])
      this.canvas.addEventListener(end, () => this.finish());
    this.canvas.addEventListener("keydown", (event) => this.press(event));
  }

  update() {
    const { value, strings } = this.props;
    this.root.hidden = !value;
    this.empty.hidden = Boolean(value);
    this.empty.textContent = strings.empty;
    if (!value) return;
    this.canvas.setAttribute("aria-label", strings.grid);
    this.states.setAttribute("aria-label", strings.state);
    this.tools.setAttribute("aria-label", strings.tools);
    if (value.cells !== this.sent) {
      this.cells = decode(value.cells);
      this.sent = value.cells;
      this.past = [];
      this.zoom = 0;
    }
    if (this.state >= value.states) this.state = 1;
    this.choices();
    this.draw();
    this.scale();
  }

  choices() {
    const { value, strings } = this.props;
    const swatch = (state) => {
      const button = makeButton("swatch", String(state), () => { this.state = state; this.choices(); });
      button.style.background = value.colours[state];
      const [r, g, b] = rgb(value.colours[state]);
      button.style.color = 0.3 * r + 0.6 * g + 0.1 * b > 140 ? "#101014" : "#ffffff";
      button.setAttribute("aria-pressed", state === this.state);
      button.setAttribute("aria-label", `${strings.state} ${state}`);
      return button;
    };
    this.states.replaceChildren(...[...Array(value.states).keys()].map(swatch));
    const sizes = [1, 3, 9].map((size) => {
      const button = makeButton("brush", `${size}×${size}`, () => { this.brush = size; this.choices(); });
      button.setAttribute("aria-pressed", size === this.brush);
      button.setAttribute("aria-label", `${strings.brush} ${size}×${size}`);
      return button;
    });
    const tool = (name, face, act) => {
      const button = makeButton(name, face, act);
      button.title = strings[name];
      button.setAttribute("aria-label", strings[name]);
      return button;
    };
    this.tools.replaceChildren(...sizes, tool("undo", "↶", () => this.undo()),
      tool("zoom_out", "−", () => this.magnify(0.5)), tool("zoom_in", "+", () => this.magnify(2)));
  }

  draw() {
    const { width, height, colours } = this.props.value;
    drawCells(this.canvas, this.cells, width, height, colours);
  }

  scale() {
    const { value } = this.props;
    if (!value || !this.box.clientWidth) return;
    const fit = Math.min(
      LARGEST_CELL, this.box.clientWidth / value.width, (TALLEST * innerHeight) / value.height);
    this.zoom ||= fit >= 1 ? Math.floor(fit) : fit;
    const { style } = this.sheet;
    style.width = `${this.zoom * value.width}px`;
    style.height = `${this.zoom * value.height}px`;
    style.setProperty("--cell", `${this.zoom}px`);
    this.sheet.classList.toggle("ruled", this.zoom >= 6);
    this.point();
  }

  magnify(factor) {
    this.zoom = clamp(this.zoom * factor, 0.25, 32);
    this.scale();
  }

  point() {
    const [row, column] = this.aim;
    Object.assign(this.place.style, { top: `${row * this.zoom}px`, left: `${column * this.zoom}px` });
  }

  at(event) {
    const edge = this.canvas.getBoundingClientRect();
    return [(event.clientY - edge.top) / this.zoom, (event.clientX - edge.left) / this.zoom].map(Math.floor);
  }

  remember() {
    this.past.push(this.cells.slice());
    if (this.past.length > UNDOS) this.past.shift();
  }

  begin(event) {
    event.preventDefault();
    this.canvas.focus({ preventScroll: true });
    this.canvas.setPointerCapture(event.pointerId);
    this.remember();
    this.last = this.at(event);
    this.line(this.last, this.last);
  }

  follow(event) {
    if (!this.last) return;
    const now = this.at(event);
    this.line(this.last, now);
    this.last = now;
  }

  finish() {
    if (!this.last) return;
    this.last = undefined;
    this.commit();
  }

  commit() {
    this.sent = encode(this.cells);
    this.props.value = { ...this.props.value, cells: this.sent };
  }

  undo() {
    if (!this.past.length) return;
    this.cells = this.past.pop();
    this.draw();
    this.commit();
  }

  /** Paint from one cell to another, none between them left out. */
  line(from, to) {
    const count = Math.max(1, ...from.map((start, axis) => Math.abs(to[axis] - start)));
    for (let i = 0; i <= count; i += 1)
      this.dab(...from.map((start, axis) => Math.round(start + ((to[axis] - start) * i) / count)));
    this.draw();
  }

  dab(row, column) {
    const { width, height } = this.props.value;
    const reach = (this.brush - 1) / 2;
    for (let r = Math.max(0, row - reach); r <= Math.min(height - 1, row + reach); r += 1)
      for (let c = Math.max(0, column - reach); c <= Math.min(width - 1, column + reach); c += 1)
        this.cells[r * width + c] = this.state;
  }

  press(event) {
    const { width, height, states } = this.props.value;
    const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (move) {
      this.aim = [clamp(this.aim[0] + move[0], 0, height - 1), clamp(this.aim[1] + move[1], 0, width - 1)];
      this.point();
    } else if (event.key === " " || event.key === "Enter") {
      this.remember();
      this.line(this.aim, this.aim);
      this.commit();
    } else if (/^\d$/.test(event.key) && Number(event.key) < states) {
      this.state = Number(event.key);
      this.choices();
    } else return;
    event.preventDefault();
  }
}
