// What the page does by itself: language, arrow keys on tabs, sorting tables, copying links.

const atelier = {
  // Scroll to a lesson once its tab is drawn; formulas above it move it a little later.
  async seek(lesson) {
    const find = () => [...document.querySelectorAll(`[id$="-lesson-${lesson}"]`)].find((part) => part.offsetParent);
    for (let tries = 0; tries < 60 && !find(); tries += 1) await new Promise((done) => { setTimeout(done, 50); });
    find()?.scrollIntoView();
    setTimeout(() => find()?.scrollIntoView(), 400);
  },

  // Open a tab; on a phone Gradio keeps most of them in a menu, where they have no names.
  turnTo(name) {
    const tab = (id) => document.querySelector(`[role=tab][data-tab-id=${id}]`);
    const hidden = document.querySelector("[data-tabs]").dataset.tabs.split(" ").filter((id) => !tab(id));
    const menu = document.querySelectorAll("#tabs > .tab-wrapper .overflow-dropdown button");
    (tab(name) ?? menu[hidden.indexOf(name)])?.click();
  },

  // What happens first: the language asked for in the address, else the browser's.
  async open() {
    const code = this.wanted();
    if (code !== "en") await this.speak(code); // before the server words anything
    return code;
  },

  wanted() {
    const asked = new URLSearchParams(location.search).get("lang") ?? navigator.language;
    return asked.startsWith("zh") ? "zh-CN" : "en";
  },

  spoken() {
    return document.documentElement.lang.startsWith("zh") ? "zh-CN" : "en";
  },

  // Gradio keeps the words of its labels in one module; changing its locale changes all.
  async speak(code) {
    document.documentElement.lang = code;
    const [core, words] = await Promise.all([this.part("core"), this.words(code)]);
    if (document.documentElement.lang !== code || !core) return; // another was chosen meanwhile
    core.load_translations({ processed_langs: {}, custom_translations: { [code]: words } });
    if (code !== "en") core.changeLocale("en"); // the same again would change nothing
    core.changeLocale(code);
  },

  // The words of a language; English is in the page itself.
  words(code) {
    if (code === "en") return {};
    const address = new URL(`words/${code}.json`, `${window.gradio_config?.root ?? ""}/`);
    this.fetched[code] ??= fetch(address).then((answer) => answer.json()).catch(() => {
      delete this.fetched[code]; // it can be asked for again
      return {};
    });
    return this.fetched[code];
  },
  fetched: {},

  // At every event Gradio tells each component that ever took part in one how it fares, and
  // searches the whole page for it: half a second an event here. Our status lines tell it.
  async hush() {
    const classes = Object.values((await this.part("statustracker")) ?? {});
    const statuses = classes.find((one) => one?.prototype?.resolve_args);
    if (statuses) statuses.prototype.update = function forget() { this.current = {}; };
    return statuses !== undefined;
  },

  // For each component Gradio searches all events of the page for its own, and does so twice:
  // a third of the time in which the page opens. A table knows them.
  async quicken() {
    const tree = (await this.part("core"))?.AppTree?.prototype;
    const gradios = tree?.find_attached_events;
    if (!gradios) return false;
    const tables = new WeakMap(); // by list of events
    tree.find_attached_events = (node, events) => {
      if (!tables.has(events)) tables.set(events, this.attached(events));
      node.props.shared_props.attached_events = tables.get(events).get(node.id) ?? [];
      this.answered += 1;
      return node;
    };
    tree.find_attached_events.gradios = gradios;
    return true;
  },
  answered: 0, // in time: before the page was drawn

  // By component the names of its events; of one event only the first that is the component's.
  attached(events) {
    const table = new Map();
    for (const { targets } of events)
      for (const [id, name] of new Map([...targets].reverse()))
        if (name) table.set(id, [...(table.get(id) ?? []), name]);
    return table;
  },

  // One of Gradio's own modules, whose file names end in a hash, once the page asks for it.
  async part(name, patience = 100) {
    const names = performance.getEntriesByType("resource").map((entry) => entry.name);
    const links = [...document.querySelectorAll("link[rel=modulepreload]")].map((l) => l.href);
    const file = [...names, ...links].find((one) => one.match(`/assets/${name}-[^/]*\\.js$`));
    if (file || !patience) return file && import(file);
    await new Promise((done) => { setTimeout(done, 10); });
    return this.part(name, patience - 1);
  },

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // only served over https or from this machine is the clipboard open to pages
      const box = Object.assign(document.createElement("textarea"), { value: text });
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
  },

  // The address always tells what is shown, but for the first example.
  remember(id) {
    const take = document.getElementById(id);
    const query = take?.querySelector("[data-copy-link]")?.dataset.copyLink;
    if (!query) return;
    const last = take.dataset.last;
    take.dataset.last = query;
    if (last && last !== query) {
      this.unmark(take);
      if (innerWidth < 640) this.sheet(take).querySelector(".result").scrollIntoView({ block: "start" });
    }
    if (id === "take") this.first ??= query;
    if (!take.offsetParent) return; // another tab is open
    const asked = new URLSearchParams(location.search);
    if (query === this.first && !asked.has("recipe")) return;
    const made = new URLSearchParams(query);
    for (const name of ["lang", "__theme"]) if (asked.has(name)) made.set(name, asked.get(name));
    history.replaceState(null, "", `?${made}`);
  },

  sort(button) {
    const head = button.closest("th");
    const body = head.closest("table").tBodies[0];
    const place = [...head.parentElement.children].indexOf(head);
    const number = head.classList.contains("number");
    const before = head.getAttribute("aria-sort");
    const up = before ? before === "descending" : !number;
    const key = (row) => row.cells[place].dataset.key;
    const order = (a, b) => (number ? key(a) - key(b) : key(a).localeCompare(key(b)));
    const rows = [...body.rows].sort((a, b) => (up ? order(a, b) : order(b, a)));
    for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...rows);
  },

  // The chips of one choice are one group of radios for the arrow keys, too.
  hop(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const chips = event.target.closest(".chips");
    if (!step || !chips || event.target.type !== "radio") return;
    event.preventDefault();
    const radios = [...chips.querySelectorAll("input[type=radio]")];
    const next = radios[(radios.indexOf(event.target) + step + radios.length) % radios.length];
    next.focus();
    next.click();
  },

  // The tab that an element stands on.
  sheet(element) {
    return element.closest(".tabitem");
  },

  // What is set no longer makes what is shown.
  mark(event) {
    const isOfRun = event.target.closest(".left")?.querySelector(".run-button");
    const isSetting = isOfRun && !event.target.closest(".sticky, .tools");
    const sheet = isSetting && this.sheet(event.target);
    if (sheet && sheet.querySelector(".take-cell [data-copy-link]"))
      sheet.querySelector(".stale").classList.add("shown");
  },

  unmark(element) {
    this.sheet(element).querySelector(".stale").classList.remove("shown");
  },

  // Enter in a line of text runs the page, as in a form.
  enter(event) {
    if (event.key !== "Enter" || event.shiftKey || !event.target.closest(".short-text")) return;
    event.preventDefault();
    event.target.blur(); // the value goes to Gradio first
    const run = this.sheet(event.target).querySelector(".run-button");
    setTimeout(() => run.click(), 100);
  },

  // Press an unseen button, as soon as its tab stands.
  press(id, patience = 100) {
    const button = document.getElementById(id);
    if (button) button.click();
    else if (patience) setTimeout(() => this.press(id, patience - 1), 50);
  },

  // The server has said which page is to show its result.
  arrive(mark) {
    this.settled = true;
    if (mark && mark !== this.arrived) this.press(`${mark.split(" ")[0]}come`);
    this.arrived = mark;
  },

  // A tab that shows nothing yet shows its example.
  visit(name) {
    const filled = document.querySelector(`#${name}take [data-copy-link]`);
    if (this.settled && !filled) this.press(`${name}come`);
  },

  save(address) {
    if (!address || address === this.saved) return; // refused: the status line says why
    this.saved = address;
    const [href] = address.split("#");
    const download = decodeURIComponent(href.split("/").pop());
    Object.assign(document.createElement("a"), { href, download }).click();
  },

  // Gradio's tabs answer to Tab and Enter only.
  walk(event) {
    const tab = event.target.closest("[role=tab]");
    if (!tab || tab.closest("[data-own-keys]")) return;
    const tabs = [...tab.closest("[role=tablist]").querySelectorAll("[role=tab]:not([disabled])")]
      .filter((other) => other.offsetParent !== null);
    const last = tabs.length - 1;
    const place = tabs.indexOf(tab);
    const next = { ArrowRight: place === last ? 0 : place + 1, ArrowLeft: place ? place - 1 : last,
      Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const name = tabs[next].dataset.tabId;
    tabs[next].click();
    requestAnimationFrame(() =>
      (document.querySelector(`[role=tab][data-tab-id="${name}"]`) ?? tabs[next]).focus());
  },
};

atelier.quicken();
atelier.words(atelier.wanted()); // early
atelier.hush();
document.addEventListener("keydown", (event) => { atelier.walk(event); atelier.hop(event); atelier.enter(event); });
document.documentElement.style.scrollPaddingBottom = "130px"; // the height of the Run bar
document.addEventListener("input", (event) => atelier.mark(event));
document.addEventListener("change", (event) => atelier.mark(event));
document.addEventListener("click", async (event) => {
  const runner = event.target.closest(".run-button");
  if (runner) atelier.unmark(runner);
  if (event.target.closest("#tabs > * [role=tab][data-tab-id]"))
    requestAnimationFrame(() => {
      const takes = [...document.querySelectorAll(".take-cell")];
      atelier.remember(takes.find((take) => take.offsetParent)?.id);
    });
  const sorter = event.target.closest("table.sortable th button");
  if (sorter) atelier.sort(sorter);
  const opener = event.target.closest("[data-open-tab]");
  if (opener) atelier.turnTo(opener.dataset.openTab);
  if (opener?.dataset.lesson) atelier.seek(opener.dataset.lesson);
  const copier = event.target.closest("[data-copy-link], [data-copy-code]");
  if (!copier) return;
  const { copyLink } = copier.dataset;
  const text = copyLink === undefined
    ? copier.parentElement.querySelector("code").innerText
    : `${location.origin}${location.pathname}?${copyLink}`;
  await atelier.copy(text);
  const words = copier.textContent;
  copier.textContent = copier.dataset.done;
  setTimeout(() => { copier.textContent = words; }, 1500);
});

// A formula wider than a phone scrolls; so the keyboard must reach it.
new MutationObserver(() => {
  for (const box of document.querySelectorAll(".formula.prose:not([tabindex])")) box.tabIndex = 0;
}).observe(document, { childList: true, subtree: true });
