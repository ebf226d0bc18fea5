// What the page does by itself: language, arrow keys on tabs, sorting tables, copying links.

const atelier = {
  // The language asked for in the address, else the browser's.
  language() {
    const asked = new URLSearchParams(location.search).get("lang") ?? navigator.language;
    return asked.startsWith("zh") ? "zh-CN" : "en";
  },

  spoken() {
    return document.documentElement.lang.startsWith("zh") ? "zh-CN" : "en";
  },

  // Gradio keeps the words of its labels in one module; changing its locale changes all.
  async speak(code) {
    document.documentElement.lang = code;
    const names = performance.getEntriesByType("resource").map((entry) => entry.name);
    const links = [...document.querySelectorAll("link[rel=modulepreload]")].map((l) => l.href);
    const core = [...names, ...links].find((name) => /\/assets\/core-[^/]*\.js$/.test(name));
    if (core) (await import(core)).changeLocale(code);
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
  remember() {
    const query = document.querySelector("#take [data-copy-link]")?.dataset.copyLink;
    if (!query) return;
    if (this.last && this.last !== query) {
      this.unmark();
      if (innerWidth < 640) document.querySelector("#result").scrollIntoView({ block: "start" });
    }
    this.last = query;
    this.first ??= query;
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

  // What is set no longer makes what is shown.
  mark(event) {
    const isSetting = event.target.closest(".left") && !event.target.closest(".sticky, .tools");
    if (isSetting && document.querySelector("#take [data-copy-link]"))
      document.querySelector("#stale").classList.add("shown");
  },

  unmark() {
    document.querySelector("#stale").classList.remove("shown");
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

document.addEventListener("keydown", (event) => { atelier.walk(event); atelier.hop(event); });
document.documentElement.style.scrollPaddingBottom = "130px"; // the height of the Run bar
document.addEventListener("input", (event) => atelier.mark(event));
document.addEventListener("change", (event) => atelier.mark(event));
document.addEventListener("click", async (event) => {
  if (event.target.closest("#run")) atelier.unmark();
  const sorter = event.target.closest("table.sortable th button");
  if (sorter) atelier.sort(sorter);
  const opener = event.target.closest("[data-open-tab]");
  if (opener) document.querySelector(`[role=tab][data-tab-id=${opener.dataset.openTab}]`)?.click();
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
