// The canvas of the map: ground, grid and dots, drawn at most once a frame.

import { bytes } from "./http.js";

const ZOOM_STEP = 1.3;
const SCALE_MIN = 0.01;
const SCALE_MAX = 50;
const PAN_STEP = 60;
const GROUND_POINTS = 256;
// As many names as can be read.
const NAMES_MAX = 60;
// How near to a dot one has to point, in pixels.
const REACH = 14;

// Shades of the ground as a picture; what is nothing is left clear.
function painted(shades) {
  const picture = document.createElement("canvas");
  picture.width = GROUND_POINTS;
  picture.height = GROUND_POINTS;
  const paint = picture.getContext("2d");
  const pixels = paint.createImageData(GROUND_POINTS, GROUND_POINTS);
  shades.forEach((shade, index) => {
    const rgb = shade === 1 ? [66, 122, 176] : [shade * 0.82, shade * 0.86, shade * 0.68];
    pixels.data.set([...rgb, shade === 0 ? 0 : 185], index * 4);
  });
  paint.putImageData(pixels, 0, 0);
  return picture;
}

// The colours of the theme that is in force.
function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return {
    player: of("--series-2"), creature: of("--creature"), ink: of("--ink"), quiet: of("--quiet"),
    line: of("--line"), accent: of("--accent"), field: of("--field"),
  };
}

// A part of the world on a canvas.
export class View {
  constructor(canvas) {
    this.canvas = canvas;
    this.paint = canvas.getContext("2d");
    this.box = { width: 1, height: 1 };
    this.dots = [];
    this.centre = null;
    this.scale = 1;
    this.marked = null;
    this.fitted = false;
    this.world = null;
    this.ground = null;
    this.asked = null;
    this.frame = null;
    // Told whether there is a ground beneath, once that is known.
    this.told = () => {};
  }

  // Another zone of `world`.
  begin(world) {
    Object.assign(this, { dots: [], centre: null, fitted: false, ground: null, marked: null, world });
    this.draw();
  }

  end() {
    clearTimeout(this.asked);
    cancelAnimationFrame(this.frame);
    this.world = null;
  }

  // Asks for the ground beneath what is seen, once it stands still.
  see() {
    clearTimeout(this.asked);
    this.asked = setTimeout(() => this.fetchGround(), 250);
  }

  async fetchGround() {
    const { world, centre } = this;
    if (world === null || !centre) {
      return;
    }
    const width = Math.max(this.box.width, this.box.height) / this.scale * 1.2;
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
    this.told(shades !== null);
  }

  measure() {
    const box = this.canvas.getBoundingClientRect();
    this.box = { width: box.width, height: box.height };
  }

  fit() {
    this.measure();
    if (this.dots.length === 0) {
      return;
    }
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const { x, z } of this.dots) {
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, z), Math.max(bottom, z)];
    }
    this.centre = { x: (left + right) / 2, z: (top + bottom) / 2 };
    const width = Math.max(right - left, 60) * 1.2;
    const height = Math.max(bottom - top, 60) * 1.2;
    this.scale = Math.min(this.box.width / width, this.box.height / height);
    this.fitted = true;
    this.draw();
    this.see();
  }

  take(dots) {
    this.dots = dots;
    if (!this.fitted) {
      this.fit();
    }
    this.draw();
  }

  at(dot) {
    return [
      this.box.width / 2 + (dot.x - this.centre.x) * this.scale,
      this.box.height / 2 + (dot.z - this.centre.z) * this.scale,
    ];
  }

  // The dot nearest to a point of the canvas, if one is near; players before creatures.
  near(x, y) {
    if (!this.centre) {
      return null;
    }
    let [found, best] = [null, Infinity];
    for (const dot of this.dots) {
      const [dotX, dotY] = this.at(dot);
      const away = Math.hypot(dotX - x, dotY - y);
      const cost = away + (dot.player === null ? REACH : 0);
      if (away <= REACH && cost < best) {
        [found, best] = [dot, cost];
      }
    }
    return found;
  }

  // Draws in the next frame, however often it is asked to until then.
  draw() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.paintAll();
    });
  }

  paintAll() {
    this.measure();
    const { canvas, paint, box } = this;
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(box.width * ratio), Math.round(box.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) {
      [canvas.width, canvas.height] = [Math.max(1, width), Math.max(1, height)];
    }
    paint.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint.clearRect(0, 0, box.width, box.height);
    if (!this.centre) {
      return;
    }
    const colour = colours();
    if (this.ground) {
      const [x, y] = this.at(this.ground);
      const size = this.ground.width * this.scale;
      paint.drawImage(this.ground.picture, x, y, size, size);
    }
    this.paintGrid(colour);
    this.paintCreatures(colour);
    this.paintPlayers(colour);
  }

  paintCreatures(colour) {
    const { paint } = this;
    paint.fillStyle = colour.creature;
    paint.strokeStyle = colour.field;
    paint.lineWidth = 1;
    paint.beginPath();
    for (const dot of this.dots) {
      if (dot.player === null) {
        const [x, y] = this.at(dot);
        paint.rect(x - 2.5, y - 2.5, 5, 5);
      }
    }
    paint.fill();
    paint.stroke();
  }

  paintPlayers(colour) {
    const { paint } = this;
    const players = this.dots.filter((dot) => dot.player !== null);
    players.sort((one, other) => (other.player === this.marked) - (one.player === this.marked));
    paint.beginPath();
    for (const dot of players) {
      const [x, y] = this.at(dot);
      paint.moveTo(x + 5, y);
      paint.arc(x, y, 5, 0, 2 * Math.PI);
    }
    paint.fillStyle = colour.player;
    paint.strokeStyle = colour.field;
    paint.lineWidth = 1.5;
    paint.fill();
    paint.stroke();
    paint.font = "12px system-ui, sans-serif";
    paint.textAlign = "center";
    // A name is written where it covers no other.
    const taken = [];
    for (const dot of players) {
      if (taken.length >= NAMES_MAX) {
        break;
      }
      this.paintName(colour, dot, taken);
    }
    const marked = players.find((dot) => dot.player === this.marked);
    if (marked) {
      const [x, y] = this.at(marked);
      paint.strokeStyle = colour.accent;
      paint.lineWidth = 2.5;
      paint.beginPath();
      paint.arc(x, y, 10, 0, 2 * Math.PI);
      paint.stroke();
    }
  }

  paintName(colour, dot, taken) {
    const { paint } = this;
    const [x, y] = this.at(dot);
    const half = paint.measureText(dot.name).width / 2;
    const place = [x - half, y - 20, x + half, y - 6];
    const covers = taken.some(([left, top, right, bottom]) =>
      left < place[2] && place[0] < right && top < place[3] && place[1] < bottom);
    const outside = place[2] < 0 || place[0] > this.box.width || y < 0 || y > this.box.height;
    if (covers || outside) {
      return;
    }
    taken.push(place);
    paint.strokeStyle = colour.field;
    paint.lineWidth = 3;
    paint.strokeText(dot.name, x, y - 9);
    paint.fillStyle = colour.ink;
    paint.fillText(dot.name, x, y - 9);
  }

  // Lines every so many units, with their coordinates.
  paintGrid(colour) {
    const { paint, box } = this;
    const step = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
      .find((candidate) => candidate * this.scale > 70) ?? 10000;
    const left = this.centre.x - box.width / 2 / this.scale;
    const top = this.centre.z - box.height / 2 / this.scale;
    const labels = [];
    paint.beginPath();
    for (let x = Math.ceil(left / step) * step; (x - left) * this.scale < box.width; x += step) {
      const at = Math.round((x - left) * this.scale) + 0.5;
      paint.moveTo(at, 0);
      paint.lineTo(at, box.height);
      labels.push([x, at + 3, box.height - 4]);
    }
    for (let z = Math.ceil(top / step) * step; (z - top) * this.scale < box.height; z += step) {
      const at = Math.round((z - top) * this.scale) + 0.5;
      paint.moveTo(0, at);
      paint.lineTo(box.width, at);
      labels.push([z, 3, at - 3]);
    }
    paint.strokeStyle = colour.line;
    paint.globalAlpha = this.ground ? 0.45 : 1;
    paint.lineWidth = 1;
    paint.stroke();
    paint.globalAlpha = 1;
    paint.font = "11px system-ui, sans-serif";
    paint.textAlign = "left";
    paint.strokeStyle = colour.field;
    paint.lineWidth = 3;
    paint.fillStyle = colour.ink;
    for (const [number, x, y] of labels) {
      paint.strokeText(`${number}`, x, y);
      paint.fillText(`${number}`, x, y);
    }
  }

  move(x, y) {
    if (this.centre) {
      this.centre = { x: this.centre.x - x / this.scale, z: this.centre.z - y / this.scale };
      this.draw();
      this.see();
    }
  }

  // What lies at x and y of the canvas stays there.
  zoom(factor, x = this.box.width / 2, y = this.box.height / 2) {
    const scale = Math.min(SCALE_MAX, Math.max(SCALE_MIN, this.scale * factor));
    const shift = 1 / this.scale - 1 / scale;
    if (this.centre) {
      this.centre = {
        x: this.centre.x + (x - this.box.width / 2) * shift,
        z: this.centre.z + (y - this.box.height / 2) * shift,
      };
    }
    this.scale = scale;
    this.draw();
    this.see();
  }

  closer() {
    this.zoom(ZOOM_STEP);
  }

  farther() {
    this.zoom(1 / ZOOM_STEP);
  }
}

// Lets keys, wheel, mouse and fingers move `view`; `pick` is told the dot that was pointed at.
export function steer(canvas, view, pick) {
  const keys = {
    ArrowLeft: () => view.move(PAN_STEP, 0),
    ArrowRight: () => view.move(-PAN_STEP, 0),
    ArrowUp: () => view.move(0, PAN_STEP),
    ArrowDown: () => view.move(0, -PAN_STEP),
    "+": () => view.closer(),
    "-": () => view.farther(),
    0: () => view.fit(),
  };
  canvas.addEventListener("keydown", (event) => {
    if (keys[event.key] && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    view.zoom(event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP, ...place(event));
  }, { passive: false });
  const held = new Map();
  let dragged = false;
  canvas.addEventListener("pointerdown", (event) => {
    dragged = held.size > 0;
    held.set(event.pointerId, place(event));
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) {
      return;
    }
    const now = place(event);
    const others = [...held].filter(([id]) => id !== event.pointerId);
    if (others.length === 1) {
      const [, other] = others[0];
      const apart = (one) => Math.max(1, Math.hypot(one[0] - other[0], one[1] - other[1]));
      view.zoom(apart(now) / apart(before), ...other);
    } else {
      view.move(now[0] - before[0], now[1] - before[1]);
    }
    dragged ||= Math.hypot(now[0] - before[0], now[1] - before[1]) > 2;
    held.set(event.pointerId, now);
  });
  const release = (event) => {
    if (held.delete(event.pointerId) && !dragged && event.type === "pointerup") {
      pick(view.near(...place(event)));
    }
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
}
