// The viewer of one result: before and after under one slider, further views beside them.

const ICONS = {
  fit: "M1.5 2.5H14.5V13.5H1.5ZM5 6H11V10H5Z",
  full_screen: "M6 2H2V6M10 2H14V6M14 10V14H10M2 10V14H6",
};

const fillIn = (sentence, values) => sentence.replace(/{(\w+)}/g, (_, name) => values[name]);

function makeButton(name, face, press) {
  const button = make("button", { type: "button", class: name });
  button.append(face in ICONS ? drawing(ICONS[face]) : face);
  button.addEventListener("click", press);
  return button;
}

/** Zoom buttons and the magnification; `frame()` names the frame they work on. */
class Toolbar {
  constructor(viewer, frame) {
    this.viewer = viewer;
    this.percent = make("output");
    this.buttons = {
      zoom_out: makeButton("zoom_out", "−", () => frame()?.zoomBy(1 / STEP)),
      zoom_in: makeButton("zoom_in", "+", () => frame()?.zoomBy(STEP)),
      one_to_one: makeButton("one_to_one", "1:1", () => frame()?.oneToOne()),
      fit: makeButton("fit", "fit", () => frame()?.fit()),
      full_screen: makeButton("full_screen", "full_screen", () => toggleFullScreen(viewer)),
    };
    this.buttons.full_screen.hidden = !document.fullscreenEnabled;
    this.root = make("div", { class: "tools", role: "group" });
    this.root.append(...Object.values(this.buttons));
    this.buttons.zoom_in.before(this.percent);
  }

  /** Name the buttons in the language of the page. */
  name(strings) {
    this.root.setAttribute("aria-label", strings.tools);
    for (const [name, button] of Object.entries(this.buttons)) {
      button.title = strings[name];
      button.setAttribute("aria-label", strings[name]);
    }
  }

  show({ pixel }) {
    const percent = `${Math.round(100 * pixel)}%`;
    if (this.percent.value === percent) return;
    // All toolbars of a group change at once; only the one in use is read aloud.
    this.percent.ariaLive = this.viewer.contains(document.activeElement) ? "polite" : "off";
    this.percent.value = percent;
  }
}

function toggleFullScreen(viewer) {
  if (document.fullscreenElement) document.exitFullscreen();
  else viewer.requestFullscreen();
}

class ResultViewer {
  static count = 0;
  chosen = 0; // index of the view on show

  constructor({ element, props, trigger, watch }) {
    this.props = props;
    this.id = `viewer-${ResultViewer.count++}`;
    this.zoom = Zoom.of(props.group);
    this.frame = new Frame(this.zoom, { tabindex: 0, role: "application" });
    this.frame.picks = true;
    this.frame.onPick = ({ row, column }) => trigger("select", { row, column });
    this.frame.onAim = () => this.sayPixel();
    this.build();
    element.replaceChildren(this.root, this.empty);
    this.frame.moveSplit(0.5);
    watch(["value", "strings"], () => this.update());
    this.update();
  }

  build() {
    this.empty = make("p", { class: "pixel-viewer empty" });
    this.root = make("div", { class: "pixel-viewer" });
    this.tabs = make("div", { class: "tabs", role: "tablist" });
    this.tools = new Toolbar(this.root, () => this.frame);
    this.frame.onDraw = (at) => this.tools.show(at);
    this.left = make("span");
    this.right = make("span");
    this.pixel = make("span", { class: "pixel", role: "status" });
    const legend = make("div", { class: "legend" }, this.left, this.pixel, this.right);
    this.panel = make("div", { role: "tabpanel", id: `${this.id}-panel` }, this.frame.root, legend);
    this.root.append(make("div", { class: "head" }, this.tabs, this.tools.root), this.panel);
    this.tabs.addEventListener("keydown", (event) => this.moveAlongTabs(event));
  }

  /** Show what Python sent: the value, or the strings in another language. */
  update() {
    const { value, strings } = this.props;
    if (!strings) return; // of a tab not drawn yet Gradio may tell the value first
    this.root.hidden = !value;
    this.empty.hidden = Boolean(value);
    this.empty.textContent = strings.empty;
    if (!value) return;
    this.tools.name(strings);
    this.tabs.setAttribute("aria-label", strings.views);
    this.frame.slider.setAttribute("aria-label", strings.split);
    const name = [value.alt, strings.keys, strings.keys_pixel].filter(Boolean).join(". ");
    this.frame.root.setAttribute("aria-label", name);
    if (this.zoom.show(value)) this.frame.cross = null;
    this.views = listViews(value, strings);
    const last = value.after?.src ?? value.before?.src;
    if (value.open !== undefined && last !== this.last)
      this.chosen = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : value.open;
    this.last = last;
    this.chosen = Math.min(this.chosen, this.views.length - 1);
    this.drawTabs();
    this.choose(this.chosen);
    this.sayPixel();
  }

  drawTabs() {
    const { children } = this.tabs;
    while (children.length > this.views.length) this.tabs.lastChild.remove();
    this.views.forEach(({ label }, index) => {
      const tab = children[index] ?? this.tabs.appendChild(this.makeTab(index));
      tab.textContent = label;
    });
  }

  makeTab(index) {
    const tab = makeButton("tab", "", () => this.choose(index));
    tab.id = `${this.id}-tab-${index}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", this.panel.id);
    return tab;
  }

  moveAlongTabs(event) {
    const last = this.views.length - 1;
    const moves = { ArrowLeft: this.chosen - 1, ArrowRight: this.chosen + 1, Home: 0, End: last };
    if (!(event.key in moves)) return;
    event.preventDefault();
    this.choose((moves[event.key] + last + 1) % (last + 1));
    this.tabs.children[this.chosen].focus();
  }

  choose(index) {
    this.chosen = index;
    [...this.tabs.children].forEach((tab, place) => {
      tab.setAttribute("aria-selected", String(place === index));
      tab.tabIndex = place === index ? 0 : -1;
    });
    this.panel.setAttribute("aria-labelledby", this.tabs.children[index].id);
    const { pictures, left, right } = this.views[index];
    this.left.textContent = left;
    this.right.textContent = right;
    this.frame.split = pictures.length > 1 ? this.frame.slider.value / 100 : null;
    this.frame.show(this.props.value, pictures);
  }

  sayPixel() {
    const { cross } = this.frame;
    this.pixel.textContent = cross ? fillIn(this.props.strings.pixel, cross) : "";
  }
}

/** The views of a value: the pair first, or the one picture there is, then the others. */
function listViews({ before, after, views = [], alt = "" }, strings) {
  const describe = ({ src, label }) => ({ src, alt: [label, alt].filter(Boolean).join(": ") });
  const single = (view) => ({ left: view.note ?? "", right: "", pictures: [describe(view)], ...view });
  if (!before || !after) return [before ?? after, ...views].filter(Boolean).map(single);
  const pictures = [describe(before), describe(after)];
  const pair = { label: strings.pair, left: before.label, right: after.label, pictures };
  return [pair, ...views.map(single)];
}
