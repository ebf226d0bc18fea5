// A run played again from one sheet that holds all its frames.

const SPEEDS = [1, 2, 5, 10, 20, 40]; // frames a second

class RunPlayer {
  frame = 0;
  speed = 10;

  constructor({ element, props, watch }) {
    this.props = props;
    this.canvas = make("canvas", { role: "img" });
    this.play = makeButton("play", "▶", () => this.toggle());
    this.back = makeButton("back", "◀", () => this.hop(-1));
    this.on = makeButton("on", "▶|", () => this.hop(1));
    this.slide = make("input", { type: "range", min: 0, step: 1 });
    this.choice = make("select");
    for (const speed of SPEEDS) this.choice.append(make("option", { value: speed }, String(speed)));
    this.choice.value = String(this.speed);
    this.label = make("label", {}, this.choice);
    this.told = make("output");
    this.tools = make("div", { class: "tools", role: "group" },
      this.back, this.play, this.on, this.slide, this.told, this.label);
    this.root = make("div", { class: "pixel-viewer player" }, this.canvas, this.tools);
    this.empty = make("p", { class: "pixel-viewer empty short" });
    element.replaceChildren(this.root, this.empty);
    this.slide.addEventListener("input", () => { this.pause(); this.show(Number(this.slide.value)); });
    this.choice.addEventListener("change", () => {
      this.speed = Number(this.choice.value);
      if (this.timer) { this.pause(); this.start(); }
    });
    watch(["value", "strings"], () => this.update());
    this.update();
  }

  update() {
    const { value, strings } = this.props;
    this.root.hidden = !value;
    this.empty.hidden = Boolean(value);
    this.empty.textContent = strings.empty;
    if (!value) return;
    for (const name of ["back", "on"]) {
      this[name].title = strings[name];
      this[name].setAttribute("aria-label", strings[name]);
    }
    this.slide.setAttribute("aria-label", strings.frame);
    this.label.replaceChildren(`${strings.speed} `, this.choice);
    this.name();
    if (value.src === this.src) { this.show(this.frame); return; }
    this.src = value.src;
    this.pause();
    this.slide.max = value.steps.length - 1;
    this.sheet = new Image();
    this.sheet.onload = () => { this.show(0); this.start(); };
    this.sheet.src = value.src;
  }

  name() {
    const name = this.props.strings[this.timer ? "pause" : "play"];
    this.play.textContent = this.timer ? "❚❚" : "▶";
    this.play.title = name;
    this.play.setAttribute("aria-label", name);
  }

  show(frame) {
    const { value, strings } = this.props;
    const { width, height, columns, steps } = value;
    if (!this.sheet?.complete) return;
    this.frame = frame;
    Object.assign(this.canvas, { width, height });
    const [x, y] = [(frame % columns) * width, Math.floor(frame / columns) * height];
    this.canvas.getContext("2d").drawImage(this.sheet, x, y, width, height, 0, 0, width, height);
    this.slide.value = frame;
    this.told.value = fillIn(strings.step, { step: steps[frame] });
    this.canvas.setAttribute("aria-label", this.told.value);
  }

  start() {
    const last = this.props.value.steps.length - 1;
    if (this.frame >= last) this.show(0);
    this.timer = setInterval(() => {
      if (this.frame < last) this.show(this.frame + 1);
      else this.pause();
    }, 1000 / this.speed);
    this.name();
  }

  pause() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.name();
  }

  toggle() {
    if (this.timer) this.pause();
    else this.start();
  }

  hop(by) {
    this.pause();
    this.show(clamp(this.frame + by, 0, this.props.value.steps.length - 1));
  }
}
