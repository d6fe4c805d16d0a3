// Small helpers around elements. Text from the server only ever becomes text.

// An element with properties and children. `on…` adds a listener, `class` and others attributes.
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value === true) {
      element.setAttribute(key, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function clear(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null));
  return element;
}

// As `clear`, and whatever had the focus in there keeps it by its place: news from the server takes
// nothing from under a finger or a key.
export function renew(element, ...children) {
  const within = () => [...element.querySelectorAll("a, button, input, select, summary, [tabindex]")];
  const at = within().indexOf(document.activeElement);
  clear(element, ...children);
  if (at >= 0) {
    within()[at]?.focus({ preventScroll: true });
  }
  return element;
}

// A field with a label.
export function field(label, input) {
  return h("label", { class: "field" }, h("span", {}, label), input);
}

// A table called `name`; `columns` are {label, of, number, wide}, where `of` gives a text or an
// element.
export function table(name, columns, rows, none = "Nothing here.") {
  if (rows.length === 0) {
    return h("p", { class: "empty" }, none);
  }
  const kind = (column) => (column.number ? "number" : column.wide ? "break" : null);
  const head = (column) => h("th", {
    scope: "col", role: "columnheader", class: column.number ? "number" : null,
  }, column.label || h("span", { class: "unseen" }, "Actions"));
  const cell = (row) => (column) => {
    const value = column.of(row);
    return h("td", { role: "cell", class: kind(column), "data-label": column.label },
      value instanceof Node ? value : String(value ?? ""));
  };
  // The roles hold on where a narrow window lays a row out as a card.
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name },
    h("table", { role: "table", "aria-label": name },
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, columns.map(head))),
      h("tbody", { role: "rowgroup" }, rows.map((row) =>
        h("tr", { role: "row" }, columns.map(cell(row)))))));
}

// The newest filling of each place.
const fills = new WeakMap();

// Fills `place` with what `work` gives: says that it loads, and when it fails why, with a way to
// try again. What was there stays until the new is here; of two that overlap the later one counts.
export async function fill(place, work) {
  if (place.childElementCount === 0) {
    clear(place, h("p", { class: "empty", role: "status" }, "Loading…"));
  }
  const mine = {};
  fills.set(place, mine);
  place.setAttribute("aria-busy", "true");
  try {
    const made = await work();
    if (fills.get(place) !== mine) {
      return;
    }
    renew(place, made);
  } catch (error) {
    if (fills.get(place) !== mine) {
      return;
    }
    clear(place, h("div", { class: "empty", role: "alert" },
      h("p", { class: "bad" }, error.message),
      h("button", { onclick: () => fill(place, work) }, "Try again")));
  }
  place.removeAttribute("aria-busy");
}

const NOTES_MAX = 3;

// Says something in the corner for a while, or until it is put away.
export function note(text, bad = false) {
  const shown = h("div", { class: bad ? "note bad" : "note" },
    h("span", {}, text),
    h("button", { class: "close", "aria-label": "Dismiss", onclick: () => shown.remove() }, "×"));
  const notes = document.getElementById("notes");
  notes.append(shown);
  while (notes.childElementCount > NOTES_MAX) {
    notes.firstElementChild.remove();
  }
  setTimeout(() => shown.remove(), bad ? 9000 : 4500);
}

// Puts away what was said of work that was done.
export function forgetNotes() {
  document.querySelectorAll("#notes .note:not(.bad)").forEach((shown) => shown.remove());
}

// Does something and says what came of it. True when it was done.
export async function attempt(work, done) {
  try {
    const lines = await work();
    const text = done ?? (Array.isArray(lines) ? lines.join("\n") : "");
    if (text) {
      note(text);
    }
    return true;
  } catch (error) {
    note(error.message, true);
    return false;
  }
}

// Asks for values in a dialog; `fields` are {name, label, …attributes}. Null when it was left. The
// focus goes back to where it was.
export function dialog(title, fields, verb, danger = false, text = "") {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const inputs = fields.map((wanted) => {
      const { name, label, options, value, ...attributes } = wanted;
      const input = options
        ? h("select", { name, ...attributes },
          options.map(([option, word]) =>
            h("option", { value: option, selected: option === value }, word)))
        : h("input", { name, value, autocomplete: "off", ...attributes });
      return field(label, input);
    });
    const form = h("form", { method: "dialog" },
      h("h2", {}, title),
      text ? h("p", {}, text) : null, inputs,
      h("div", { class: "actions" },
        // No submit button: Enter in a field means the other one.
        h("button", { type: "button", onclick: () => shown.close("") }, "Cancel"),
        h("button", { class: danger ? "danger" : "main", value: "yes" }, verb)));
    const shown = h("dialog", { "aria-label": title }, form);
    shown.addEventListener("close", () => {
      const values = shown.returnValue === "yes" ? Object.fromEntries(new FormData(form)) : null;
      shown.remove();
      before?.focus?.();
      resolve(values);
    });
    document.body.append(shown);
    shown.showModal();
    (shown.querySelector("input, select") ?? shown.querySelector("button.danger, button.main"))
      .focus();
  });
}

const two = (number) => String(number).padStart(2, "0");

// The time of day on this machine's clock.
export function clock(ms) {
  const at = new Date(ms);
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

// Date and time on this machine's clock; sorts as it reads.
export function time(ms) {
  if (!ms) {
    return "–";
  }
  const at = new Date(ms);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${clock(ms)}`;
}

// Seconds as `2 d 3 h` or `4 min`.
export function span(seconds) {
  const units = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
  const parts = [];
  let rest = Math.max(0, Math.floor(seconds));
  for (const [name, size] of units) {
    if (rest >= size && parts.length < 2) {
      parts.push(`${Math.floor(rest / size)} ${name}`);
      rest %= size;
    }
  }
  return parts.join(" ") || "0 s";
}

// What a realm's countdown leads to, and when.
export function countdown({ stops_in_ms: left, restarts }) {
  return `The realm ${restarts ? "restarts" : "stops"} in ${span(left / 1000)}.`;
}

// A number of things in words.
export function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

export const CLASSES = { 1: "Warrior", 2: "Engineer", 3: "Esper", 4: "Medic", 5: "Stalker", 7: "Spellslinger" };
export const RACES = { 1: "Human", 3: "Granok", 4: "Aurin", 5: "Draken", 12: "Mechari", 13: "Chua", 16: "Mordesh" };
export const FACTIONS = { 166: "Dominion", 167: "Exile" };
