// Many results beside one another, each in a frame of its own, all zoomed in step.

class GalleryViewer {
  cells = []; // one per tile, reused when a new value comes, so that nothing flickers

  constructor({ element, props, watch }) {
    this.props = props;
    this.zoom = Zoom.of(props.group);
    this.empty = make("p", { class: "pixel-viewer empty short" });
    this.root = make("div", { class: "pixel-viewer" });
    this.grid = make("div", { class: "grid" });
    this.tools = new Toolbar(this.root, () => this.first?.frame);
    this.root.append(make("div", { class: "head" }, this.tools.root), this.grid);
    element.replaceChildren(this.root, this.empty);
    watch(["value", "strings"], () => this.update());
    this.update();
  }

  update() {
    const { value, strings } = this.props;
    const tiles = value?.tiles ?? [];
    this.root.hidden = !tiles.length;
    this.empty.hidden = Boolean(tiles.length);
    this.empty.textContent = strings.empty;
    this.tools.name(strings);
    while (this.cells.length > tiles.length) this.removeCell();
    while (this.cells.length < tiles.length) this.addCell();
    this.first = this.cells[tiles.findIndex((tile) => tile.src)];
    if (this.first) this.zoom.show(tiles.find((tile) => tile.src));
    this.shape = tiles.find((tile) => tile.width); // waiting tiles take as much room
    this.cells.forEach((cell, index) => this.fill(cell, tiles[index]));
    this.arrange(tiles, value?.columns);
  }

  addCell() {
    const frame = new Frame(this.zoom, { role: "group" });
    const [note, name, caption] = ["note", "name", "caption"].map((c) => make("p", { class: c }));
    const text = make("figcaption", {}, name, caption);
    const figure = make("figure", {}, frame.root, note, text);
    const cell = { frame, note, name, caption, figure };
    frame.onDraw = (at) => cell === this.first && this.tools.show(at);
    this.cells.push(cell);
    this.grid.append(figure);
  }

  removeCell() {
    const { frame, figure } = this.cells.pop();
    figure.remove();
    frame.leave();
  }

  /** A picture, a sentence in its place, or neither while it is waited for. */
  fill(cell, tile) {
    const { strings, value } = this.props;
    cell.name.textContent = tile.label ?? "";
    cell.caption.textContent = tile.caption ?? "";
    cell.note.textContent = tile.src ? "" : (tile.note ?? strings.waiting);
    cell.note.hidden = Boolean(tile.src);
    cell.frame.root.hidden = !tile.src;
    const shape = tile.width ? tile : this.shape;
    cell.note.style.aspectRatio = shape ? `${shape.width} / ${shape.height}` : "";
    if (!tile.src) return;
    const alt = [tile.label, value.alt].filter(Boolean).join(": ");
    cell.frame.root.tabIndex = cell === this.first ? 0 : -1; // one stop moves them all
    cell.frame.root.setAttribute("aria-label", `${tile.label}. ${strings.keys}`);
    cell.frame.show(tile, [{ src: tile.src, alt }]);
  }

  /** Place tiles with row or column labels in a labelled grid, others in running order. */
  arrange(tiles, columns) {
    for (const head of this.grid.querySelectorAll(".row-head, .column-head")) head.remove();
    const labels = (axis) => [...new Set(tiles.map((tile) => tile[axis]).filter(Boolean))];
    const [across, down] = [labels("column"), labels("row")];
    const labelled = across.length + down.length > 0;
    const count = across.length || columns;
    this.grid.classList.toggle("labelled", labelled);
    this.grid.style.gridTemplateColumns = count
      ? `${down.length ? "auto" : ""} repeat(${count}, minmax(var(--smallest), 1fr))`
      : "";
    const [rowHeads, columnHeads] = [down.length ? 1 : 0, across.length ? 1 : 0];
    const put = (item, row, column) => Object.assign(item.style, { gridRow: row, gridColumn: column });
    this.cells.forEach(({ figure }, index) => {
      const { row, column } = tiles[index];
      const isPlaced = labelled && (across.length === 0 || column) && (down.length === 0 || row);
      put(
        figure,
        isPlaced && down.length ? down.indexOf(row) + 1 + columnHeads : "",
        isPlaced && across.length ? across.indexOf(column) + 1 + rowHeads : "",
      );
    });
    const addHead = (kind, label, row, column) => {
      const head = make("p", { class: kind }, label);
      put(head, row, column);
      this.grid.prepend(head);
    };
    across.forEach((label, index) => addHead("column-head", label, 1, index + 1 + rowHeads));
    down.forEach((label, index) => addHead("row-head", label, index + 1 + columnHeads, 1));
  }
}

const KINDS = {
  result: ResultViewer, gallery: GalleryViewer, painter: CellPainter, table: TableEditor,
  player: RunPlayer,
};

// Components and this script may come in either order: what came first waits in the list.
const waiting = window.pixelViewers ?? [];
window.pixelViewers = { push: ({ kind, ...component }) => new KINDS[kind](component) };
waiting.forEach((component) => window.pixelViewers.push(component));
