// A frame: a window onto a picture that is zoomed and moved in step with every frame of its group.
// All measures are CSS pixels unless named otherwise.

const LARGEST_PIXEL = 48; // that one pixel of the picture may grow to
const NEAR = 22; // around the split line, within which a drag moves it
const TREMBLE = 4; // that a pointer may move within a click
const KNOB = 32; // width of the slider's knob, as in viewer.css
const CRISP = 2; // screen pixels per pixel, below which squares would come out uneven
const STEP = 1.5; // factor of one press of a zoom button or key

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** Make an element; text among the children stays text, so that labels cannot smuggle in HTML. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function drawing(path, size = 16) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("aria-hidden", "true");
  for (const name of ["under", "over"]) {
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("d", path);
    line.setAttribute("class", name);
    svg.append(line);
  }
  return svg;
}

/** What the frames of one group share: how far in, and which point lies in the middle. */
class Zoom {
  static groups = new Map();

  static of(name) {
    if (!Zoom.groups.has(name)) Zoom.groups.set(name, new Zoom());
    return Zoom.groups.get(name);
  }

  frames = new Set();
  picture = ""; // width and height of the picture last shown
  scale = 1; // 1: the whole picture fits its frame
  x = 0.5; // of the picture's width
  y = 0.5;

  set(change) {
    Object.assign(this, change);
    this.pending ??= requestAnimationFrame(() => {
      this.pending = null;
      for (const frame of this.frames) frame.draw();
    });
  }

  /** Start over when the picture has another size than the last one. */
  show({ width, height }) {
    const picture = `${width} ${height}`;
    const other = this.picture && this.picture !== picture;
    this.picture = picture;
    if (other) this.set({ scale: 1, x: 0.5, y: 0.5 });
    return other;
  }
}

/** One window: pictures laid over one another, the second one only right of the split. */
class Frame {
  size = null; // width and height in pixels of the picture
  split = null; // share of the visible picture left of the line; null: no line
  cross = null; // row and column of the marked pixel
  picks = false; // whether a click marks a pixel

  constructor(zoom, attributes) {
    this.zoom = zoom;
    this.layers = make("div", { class: "layers" });
    this.line = make("div", { class: "line" });
    this.mark = make("div", { class: "mark" }, drawing("M8 0V5M8 11V16M0 8H5M11 8H16"));
    const range = { type: "range", min: 0, max: 100, step: "any", value: 50, class: "split" };
    this.slider = make("input", range);
    this.root = make("div", { class: "frame", ...attributes });
    this.root.append(this.layers, this.line, this.mark, this.slider);
    this.slider.addEventListener("input", () => this.moveSplit(this.slider.value / 100));
    zoom.frames.add(this);
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.root);
    listenToHands(this);
  }

  /** Show pictures of one size; elements are reused, so nothing flickers. */
  show({ width, height }, pictures) {
    this.size = { width, height };
    this.root.style.aspectRatio = `${width} / ${height}`;
    while (this.layers.children.length > pictures.length) this.layers.lastChild.remove();
    pictures.forEach(({ src, alt }, index) => {
      const image = this.layers.children[index] ?? make("img", { draggable: "false" });
      if (image.getAttribute("src") !== src) image.setAttribute("src", src);
      image.alt = alt;
      image.onload ??= () => this.draw();
      if (!image.isConnected) this.layers.append(image);
    });
    this.draw();
  }

  /** Where the picture lies in the frame, for this zoom or another. */
  place({ scale, x, y } = this.zoom) {
    const { clientWidth: across, clientHeight: down } = this.root;
    const fit = Math.min(across / this.size.width, down / this.size.height);
    const width = this.size.width * fit * scale;
    const height = this.size.height * fit * scale;
    const start = (room, length, middle) => {
      const inside = clamp(room / 2 - middle * length, room - length, 0);
      const place = length <= room ? (room - length) / 2 : inside;
      return Math.round(place * devicePixelRatio) / devicePixelRatio; // sharp at 1:1
    };
    const [left, top] = [start(across, width, x), start(down, height, y)];
    return { across, down, fit, pixel: fit * scale, left, top, width, height };
  }

  draw() {
    if (!this.root.isConnected) return this.leave();
    if (!this.size || !this.root.clientWidth) return; // in a closed tab; drawn when it opens
    const at = this.place();
    const [from, to] = [Math.max(at.left, 0), Math.min(at.left + at.width, at.across)];
    const line = from + (this.split ?? 0) * (to - from);
    [...this.layers.children].forEach((image, index) => {
      const { style } = image;
      for (const side of ["left", "top", "width", "height"]) style[side] = `${at[side]}px`;
      const magnified = (at.width / image.naturalWidth) * devicePixelRatio;
      style.imageRendering = magnified >= CRISP ? "pixelated" : "auto";
      style.clipPath = index && this.split !== null ? `inset(0 0 0 ${line - at.left}px)` : "";
    });
    this.line.hidden = this.slider.hidden = this.split === null;
    this.line.style.left = `${line}px`;
    this.slider.style.left = `${from - KNOB / 2}px`;
    this.slider.style.width = `${to - from + KNOB}px`;
    Object.assign(this, { from, to, splitAt: this.split === null ? null : line });
    this.root.classList.toggle("zoomed", at.width > at.across + 1 || at.height > at.down + 1);
    this.drawMark(at);
    this.onDraw?.(at);
  }

  drawMark(at) {
    this.mark.hidden = !this.cross;
    if (!this.cross) return;
    this.mark.style.left = `${at.left + (this.cross.column + 0.5) * at.pixel}px`;
    this.mark.style.top = `${at.top + (this.cross.row + 0.5) * at.pixel}px`;
  }

  leave() {
    this.observer.disconnect();
    this.zoom.frames.delete(this);
  }

  moveSplit(share) {
    this.split = clamp(share, 0, 1);
    this.slider.value = 100 * this.split;
    this.slider.setAttribute("aria-valuetext", `${Math.round(100 * this.split)}%`);
    this.draw();
  }

  /** Zoom by a factor, keeping the point (px, py) of the frame where it is; say if it changed. */
  zoomBy(factor, px = this.root.clientWidth / 2, py = this.root.clientHeight / 2) {
    const { fit } = this.place();
    const least = Math.min(1, 1 / fit);
    let scale = clamp(this.zoom.scale * factor, least, Math.max(1, LARGEST_PIXEL / fit));
    if (Math.abs(scale - 1) < 0.03) scale = 1;
    if (scale === this.zoom.scale) return false;
    this.moveTo(scale, px, py, px, py);
    return true;
  }

  /** Bring the point of the picture now at (fromX, fromY) to (toX, toY), at the scale given. */
  moveTo(scale, fromX, fromY, toX, toY) {
    const now = this.place();
    const next = this.place({ ...this.zoom, scale });
    const middle = (room, before, start, length, from, to) => {
      if (length <= room) return 0.5;
      const held = (from - start) / before; // of the picture, under the pointer
      const half = room / 2 / length;
      return clamp(held + (room / 2 - to) / length, half, 1 - half);
    };
    const x = middle(now.across, now.width, now.left, next.width, fromX, toX);
    const y = middle(now.down, now.height, now.top, next.height, fromY, toY);
    this.zoom.set({ scale, x, y });
  }

  /** Put the cross on a pixel. */
  aim(pixel) {
    this.cross = pixel;
    this.draw();
    this.onAim?.(pixel);
  }

  pick(pixel) {
    this.aim(pixel);
    this.onPick?.(pixel);
  }

  fit() {
    this.zoom.set({ scale: 1, x: 0.5, y: 0.5 });
  }

  oneToOne() {
    this.zoomBy(1 / this.place().pixel);
  }

  /** The pixel under a point of the frame, or null beside the picture. */
  pixelAt(px, py) {
    const { left, top, pixel } = this.place();
    const [row, column] = [Math.floor((py - top) / pixel), Math.floor((px - left) / pixel)];
    const inside = row >= 0 && column >= 0 && row < this.size.height && column < this.size.width;
    return inside ? { row, column } : null;
  }
}
