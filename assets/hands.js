// What pointer, wheel and keys do to a frame.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function listenToHands(frame) {
  listenToPointers(frame);
  frame.root.addEventListener("wheel", (event) => turnWheel(frame, event), { passive: false });
  frame.root.addEventListener("keydown", (event) => {
    if (!frame.size || event.ctrlKey || event.metaKey || event.altKey) return;
    if (pressKey(frame, event)) event.preventDefault();
  });
}

/** Zoom with ctrl or a pinch anywhere, with the plain wheel only in the focused frame. */
function turnWheel(frame, event) {
  const focused = frame.root.contains(document.activeElement) || document.fullscreenElement;
  if (!frame.size || !(event.ctrlKey || focused)) return;
  const lines = event.deltaMode === 1 ? 16 : 1; // Firefox counts lines
  const factor = Math.exp((-event.deltaY * lines) / (event.ctrlKey ? 100 : 400));
  const [x, y] = pointIn(frame, event);
  // At its limit the wheel belongs to the page again; ctrl would zoom the whole page.
  if (frame.zoomBy(factor, x, y) || event.ctrlKey) event.preventDefault();
}

function pointIn(frame, { clientX, clientY }) {
  const box = frame.root.getBoundingClientRect();
  return [clientX - box.left - frame.root.clientLeft, clientY - box.top - frame.root.clientTop];
}

/** Return whether the key was of use, so that all others still scroll the page. */
function pressKey(frame, { key, shiftKey, target, repeat }) {
  if (key === "+" || key === "=") return frame.zoomBy(STEP);
  if (key === "-" || key === "_") return frame.zoomBy(1 / STEP);
  if (key === "0") return frame.fit(), true;
  if (target === frame.slider) return false; // its own arrows move the split
  if (key === "Enter" && frame.picks) return frame.pick(frame.cross ?? middle(frame)), true;
  if (!(key in ARROWS)) return false;
  const [right, down] = ARROWS[key];
  if (shiftKey) return frame.picks && moveCross(frame, right, down, repeat ? 5 : 1);
  return pan(frame, right, down);
}

function pan(frame, right, down) {
  const { across, width, height, down: room } = frame.place();
  if (right ? width <= across : height <= room) return false;
  const [x, y] = [(-right * across) / 8, (-down * room) / 8];
  frame.moveTo(frame.zoom.scale, 0, 0, x, y);
  return true;
}

/** The pixel in the middle of what the frame shows. */
function middle(frame) {
  return frame.pixelAt(frame.root.clientWidth / 2, frame.root.clientHeight / 2);
}

function moveCross(frame, right, down, pixels) {
  const { width, height } = frame.size;
  const from = frame.cross ?? middle(frame);
  const row = clamp(from.row + down * pixels, 0, height - 1);
  const column = clamp(from.column + right * pixels, 0, width - 1);
  frame.aim({ row, column });
  const { left, top, pixel, across, down: room } = frame.place();
  const [x, y] = [left + (column + 0.5) * pixel, top + (row + 0.5) * pixel];
  const seen = x > 0 && x < across && y > 0 && y < room;
  if (!seen) frame.zoom.set({ x: (column + 0.5) / width, y: (row + 0.5) / height });
  return true;
}

function listenToPointers(frame) {
  const fingers = new Map(); // pointer id: where it was last, in the frame
  let drag = null; // what the hand is doing

  const isNear = (x) => frame.splitAt !== null && Math.abs(x - frame.splitAt) < NEAR;

  frame.root.addEventListener("pointerdown", (event) => {
    if (!frame.size || event.button) return;
    const [x, y] = pointIn(frame, event);
    fingers.set(event.pointerId, [x, y]);
    frame.root.setPointerCapture(event.pointerId);
    const kind = fingers.size > 1 ? "pinch" : isNear(x) ? "split" : "pan";
    drag = { kind, x, y, moved: kind === "pinch", offset: x - (frame.splitAt ?? 0) };
    (kind === "split" ? frame.slider : frame.root).focus({ preventScroll: true });
    if (event.pointerType === "mouse") event.preventDefault(); // it would move the focus again
  });

  frame.root.addEventListener("pointermove", (event) => {
    const [x, y] = pointIn(frame, event);
    const before = fingers.get(event.pointerId);
    if (!before) return void frame.root.classList.toggle("near", Boolean(frame.size) && isNear(x));
    if (!drag.moved && Math.hypot(x - drag.x, y - drag.y) < TREMBLE) return;
    drag.moved = true;
    if (drag.kind === "split") {
      frame.moveSplit((x - drag.offset - frame.from) / (frame.to - frame.from));
    } else if (drag.kind === "pan") {
      frame.moveTo(frame.zoom.scale, ...before, x, y);
    } else if (fingers.size === 2) {
      pinch(frame, [...fingers.values()], event.pointerId === [...fingers.keys()][0], [x, y]);
    }
    fingers.set(event.pointerId, [x, y]);
  });

  const lift = (event) => {
    if (!fingers.delete(event.pointerId)) return;
    const [x, y] = pointIn(frame, event);
    if (event.type === "pointerup" && !drag.moved && frame.picks) {
      const pixel = frame.pixelAt(x, y);
      if (pixel) frame.pick(pixel);
    }
    if (fingers.size) drag = { kind: "pan", x, y, moved: true };
  };
  frame.root.addEventListener("pointerup", lift);
  frame.root.addEventListener("pointercancel", lift);
}

/** Two fingers, one of which has moved: their distance zooms, their middle moves. */
function pinch(frame, [first, second], firstMoved, now) {
  const after = firstMoved ? [now, second] : [first, now];
  const distance = ([a, b]) => Math.max(Math.hypot(a[0] - b[0], a[1] - b[1]), 1);
  const centre = ([a, b]) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  frame.zoomBy(distance(after) / distance([first, second]), ...centre(after));
  frame.moveTo(frame.zoom.scale, ...centre([first, second]), ...centre(after));
}
