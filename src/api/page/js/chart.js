// Lines over time, drawn as SVG by hand.

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 150;
const LEFT = 64;
const BOTTOM = 20;

function part(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

// The next number of the form 1, 2 or 5 times a power of ten.
function round(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((candidate) => candidate * power >= value);
  return step * power;
}

// Draws `series` ({kind, values}) into an SVG; `budget` is a line not to be passed.
export function chart(label, series, { unit, budget, seconds, width, least = 1 }) {
  const WIDTH = Math.max(240, Math.round(width));
  const svg = part("svg", {
    class: "chart",
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "aria-label": label,
  });
  const all = series.flatMap((one) => one.values);
  const top = round(Math.max(least, ...all) * 1.05);
  const height = HEIGHT - BOTTOM - 8;
  const y = (value) => 8 + height - (value / top) * height;
  for (const mark of [0, top / 2, top]) {
    svg.append(part("line", { class: "axis", x1: LEFT, x2: WIDTH, y1: y(mark), y2: y(mark) }));
    const text = `${Number(mark.toPrecision(3))} ${unit}`;
    svg.append(part("text", { x: 0, y: y(mark) + 4 }, text));
  }
  if (budget && budget <= top) {
    svg.append(part("line", { class: "budget", x1: LEFT, x2: WIDTH, y1: y(budget), y2: y(budget) }));
  }
  for (const { kind, values } of series) {
    const step = (WIDTH - LEFT) / Math.max(1, seconds - 1);
    const first = WIDTH - (values.length - 1) * step;
    const points = values.map((value, index) =>
      `${(first + index * step).toFixed(1)},${y(value).toFixed(1)}`);
    if (points.length > 0) {
      svg.append(part("polyline", { class: kind, points: points.join(" ") }));
    }
  }
  svg.append(part("text", { x: LEFT, y: HEIGHT - 4 }, `${Math.round(seconds / 60)} min ago`));
  svg.append(part("text", { x: WIDTH, y: HEIGHT - 4, "text-anchor": "end" }, "now"));
  return svg;
}
