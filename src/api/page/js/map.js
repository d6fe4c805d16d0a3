// Who and what stands where in a zone, drawn on a canvas.

import { clear, field, h, note } from "./dom.js";
import { bytes, follow, get } from "./http.js";

const ZOOM_STEP = 1.3;
const PAN_STEP = 60;
const GROUND_POINTS = 256;

// Shades of the ground as a picture; what is nothing is left clear.
function painted(shades) {
  const picture = document.createElement("canvas");
  picture.width = GROUND_POINTS;
  picture.height = GROUND_POINTS;
  const paint = picture.getContext("2d");
  const pixels = paint.createImageData(GROUND_POINTS, GROUND_POINTS);
  shades.forEach((shade, index) => {
    const water = shade === 1;
    const rgb = water ? [70, 130, 190] : [shade, shade, Math.max(0, shade - 20)];
    pixels.data.set([...rgb, shade === 0 ? 0 : 150], index * 4);
  });
  paint.putImageData(pixels, 0, 0);
  return picture;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

class View {
  constructor(canvas) {
    this.canvas = canvas;
    this.dots = [];
    this.centre = null;
    this.scale = 1;
    this.marked = null;
    this.fitted = false;
    this.world = null;
    this.ground = null;
    this.asked = null;
  }

  // Asks for the ground beneath what is seen, once it stands still.
  see() {
    clearTimeout(this.asked);
    this.asked = setTimeout(() => this.fetchGround(), 250);
  }

  async fetchGround() {
    const { world, centre, canvas } = this;
    if (world === null || !centre) {
      return;
    }
    const box = canvas.getBoundingClientRect();
    const width = Math.max(box.width, box.height) / this.scale * 1.2;
    const part = { x: centre.x - width / 2, z: centre.z - width / 2, width, points: GROUND_POINTS };
    const shades = await bytes(`/api/worlds/${world}/ground?${new URLSearchParams(part)}`)
      .catch(() => null);
    if (world !== this.world) {
      return;
    }
    if (shades) {
      this.ground = { ...part, picture: painted(shades) };
      this.draw();
    } else {
      // This world has no map: nothing more is asked for.
      this.world = null;
    }
  }

  fit() {
    const xs = this.dots.map((dot) => dot.x);
    const zs = this.dots.map((dot) => dot.z);
    if (xs.length === 0) {
      return;
    }
    const [left, right, top, bottom] = [
      Math.min(...xs), Math.max(...xs), Math.min(...zs), Math.max(...zs)];
    this.centre = { x: (left + right) / 2, z: (top + bottom) / 2 };
    const width = Math.max(right - left, 60) * 1.15;
    const height = Math.max(bottom - top, 60) * 1.15;
    const box = this.canvas.getBoundingClientRect();
    this.scale = Math.min(box.width / width, box.height / height);
    this.fitted = true;
  }

  take(dots) {
    this.dots = dots;
    if (!this.fitted) {
      this.fit();
      this.see();
    }
    this.draw();
  }

  at(dot) {
    const box = this.canvas.getBoundingClientRect();
    return [
      box.width / 2 + (dot.x - this.centre.x) * this.scale,
      box.height / 2 + (dot.z - this.centre.z) * this.scale,
    ];
  }

  draw() {
    const box = this.canvas.getBoundingClientRect();
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.max(1, Math.round(box.width * ratio));
    this.canvas.height = Math.max(1, Math.round(box.height * ratio));
    const paint = this.canvas.getContext("2d");
    paint.scale(ratio, ratio);
    paint.clearRect(0, 0, box.width, box.height);
    if (!this.centre) {
      return;
    }
    if (this.ground) {
      const [x, y] = this.at(this.ground);
      const size = this.ground.width * this.scale;
      paint.drawImage(this.ground.picture, x, y, size, size);
    }
    this.grid(paint, box);
    const creatures = this.dots.filter((dot) => dot.player === null);
    const players = this.dots.filter((dot) => dot.player !== null);
    paint.fillStyle = colour("--creature");
    for (const dot of creatures) {
      const [x, y] = this.at(dot);
      paint.fillRect(x - 2, y - 2, 4, 4);
    }
    paint.font = "12px system-ui, sans-serif";
    paint.textAlign = "center";
    // A name is written where it covers no other.
    const taken = [];
    const free = (x, y, width) => {
      const box = [x - width / 2, y - 20, x + width / 2, y - 6];
      const covers = taken.some(([left, top, right, bottom]) =>
        left < box[2] && box[0] < right && top < box[3] && box[1] < bottom);
      if (!covers) {
        taken.push(box);
      }
      return !covers;
    };
    players.sort((one, other) => (other.player === this.marked) - (one.player === this.marked));
    for (const dot of players) {
      const [x, y] = this.at(dot);
      paint.fillStyle = colour("--series-2");
      paint.beginPath();
      paint.arc(x, y, 5, 0, 2 * Math.PI);
      paint.fill();
      if (taken.length < 60 && free(x, y, paint.measureText(dot.name).width)) {
        paint.fillStyle = colour("--ink");
        paint.fillText(dot.name, x, y - 9);
      }
      if (dot.player === this.marked) {
        paint.strokeStyle = colour("--accent");
        paint.lineWidth = 2;
        paint.beginPath();
        paint.arc(x, y, 10, 0, 2 * Math.PI);
        paint.stroke();
      }
    }
  }

  // Lines every power of ten, with their coordinates.
  grid(paint, box) {
    const step = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
      .find((candidate) => candidate * this.scale > 70) ?? 10000;
    paint.strokeStyle = colour("--line");
    paint.fillStyle = colour("--quiet");
    paint.lineWidth = 1;
    paint.font = "11px system-ui, sans-serif";
    const left = this.centre.x - box.width / 2 / this.scale;
    const top = this.centre.z - box.height / 2 / this.scale;
    paint.textAlign = "left";
    for (let x = Math.ceil(left / step) * step; (x - left) * this.scale < box.width; x += step) {
      const at = Math.round((x - left) * this.scale) + 0.5;
      paint.beginPath();
      paint.moveTo(at, 0);
      paint.lineTo(at, box.height);
      paint.stroke();
      paint.fillText(`${x}`, at + 3, box.height - 4);
    }
    for (let z = Math.ceil(top / step) * step; (z - top) * this.scale < box.height; z += step) {
      const at = Math.round((z - top) * this.scale) + 0.5;
      paint.beginPath();
      paint.moveTo(0, at);
      paint.lineTo(box.width, at);
      paint.stroke();
      paint.fillText(`${z}`, 3, at - 3);
    }
  }

  move(x, y) {
    if (this.centre) {
      this.centre = { x: this.centre.x - x / this.scale, z: this.centre.z - y / this.scale };
      this.draw();
      this.see();
    }
  }

  zoom(factor) {
    this.scale = Math.min(50, Math.max(0.01, this.scale * factor));
    this.draw();
    this.see();
  }
}

function steer(canvas, view) {
  const keys = {
    ArrowLeft: () => view.move(PAN_STEP, 0),
    ArrowRight: () => view.move(-PAN_STEP, 0),
    ArrowUp: () => view.move(0, PAN_STEP),
    ArrowDown: () => view.move(0, -PAN_STEP),
    "+": () => view.zoom(ZOOM_STEP),
    "-": () => view.zoom(1 / ZOOM_STEP),
  };
  canvas.addEventListener("keydown", (event) => {
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    view.zoom(event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
  }, { passive: false });
  let held = null;
  canvas.addEventListener("pointerdown", (event) => {
    held = [event.clientX, event.clientY];
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (held) {
      view.move(event.clientX - held[0], event.clientY - held[1]);
      held = [event.clientX, event.clientY];
    }
  });
  canvas.addEventListener("pointerup", () => { held = null; });
}

export function map(root) {
  const canvas = h("canvas", {
    tabindex: "0",
    role: "img",
    "aria-label": "Map of the zone; arrows move it, plus and minus zoom. The list beside it names the players.",
  });
  const view = new View(canvas);
  const choice = h("select", {});
  const list = h("ul", {});
  const counts = h("p", { class: "quiet" });
  steer(canvas, view);
  clear(root,
    h("div", { class: "row" },
      field("Zone", choice),
      h("button", { onclick: () => view.zoom(ZOOM_STEP), "aria-label": "Zoom in" }, "+"),
      h("button", { onclick: () => view.zoom(1 / ZOOM_STEP), "aria-label": "Zoom out" }, "−"),
      h("button", { onclick: () => { view.fit(); view.draw(); view.see(); } }, "Fit")),
    h("div", { class: "mapframe" },
      h("div", {}, canvas,
        h("p", { class: "legend" },
          h("span", { class: "dot" }, "players"), h("span", { class: "dot creature" }, "creatures"))),
      h("div", { class: "card" }, h("h2", {}, "Players here"), counts, list)));

  let stop = null;
  const taken = (dots) => {
    view.take(dots);
    const players = dots.filter((dot) => dot.player !== null);
    clear(counts, `${players.length} players, ${dots.length - players.length} creatures`);
    const names = players.map((dot) => dot.name).sort().join("\n");
    if (list.dataset.names !== names) {
      list.dataset.names = names;
      clear(list, players.slice(0, 200).map((dot) => h("li", {}, h("button", {
        class: "small",
        onclick: () => {
          const now = view.dots.find((one) => one.player === dot.player);
          view.marked = dot.player;
          view.centre = now ? { x: now.x, z: now.z } : view.centre;
          view.draw();
        },
      }, dot.name))));
    }
  };
  const look = () => {
    if (stop) {
      stop();
    }
    view.fitted = false;
    view.ground = null;
    view.world = choice.selectedOptions[0]?.dataset.world ?? null;
    if (choice.value) {
      stop = follow(`zone=${choice.value}`, { map: taken });
    }
  };
  choice.addEventListener("change", look);
  const begin = async () => {
    const zones = await get("/api/zones");
    const wanted = new URLSearchParams(location.hash.split("?")[1] ?? "").get("zone");
    zones.sort((one, other) => other.players - one.players);
    if (zones.length === 0) {
      clear(counts, "No zone runs: nobody is in the world.");
    }
    clear(choice, zones.map((zone) => h("option", {
      value: zone.instance,
      "data-world": zone.world,
      selected: String(zone.instance) === wanted,
    }, `${zone.name || `World ${zone.world}`} · zone ${zone.instance} · ${zone.players} players`)));
    look();
  };
  begin().catch((error) => note(error.message, true));
  const resized = () => view.draw();
  window.addEventListener("resize", resized);
  return () => {
    window.removeEventListener("resize", resized);
    if (stop) {
      stop();
    }
  };
}
