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

// A field with a label.
export function field(label, input) {
  return h("label", { class: "field" }, h("span", {}, label), input);
}

// A table; `columns` are {label, of, number, wide}, where `of` gives a text or an element.
export function table(columns, rows, none = "Nothing here.") {
  if (rows.length === 0) {
    return h("p", { class: "empty" }, none);
  }
  const kind = (column) => (column.number ? "number" : column.wide ? "break" : null);
  const cell = (row) => (column) => {
    const value = column.of(row);
    return h("td", { class: kind(column) }, value instanceof Node ? value : String(value ?? ""));
  };
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table" },
    h("table", {},
      h("thead", {}, h("tr", {}, columns.map((column) =>
        h("th", { scope: "col", class: column.number ? "number" : null }, column.label)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, columns.map(cell(row)))))));
}

// Says something in the corner for a while.
export function note(text, bad = false) {
  const shown = h("div", { class: bad ? "note bad" : "note" }, text);
  document.getElementById("notes").append(shown);
  setTimeout(() => shown.remove(), bad ? 9000 : 4500);
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

// Asks for values in a dialog; `fields` are {name, label, …attributes}. Null when it was left.
export function dialog(title, fields, verb, danger = false) {
  return new Promise((resolve) => {
    const inputs = fields.map((wanted) => {
      const { name, label, options, ...attributes } = wanted;
      const input = options
        ? h("select", { name, ...attributes },
          options.map(([value, text]) => h("option", { value }, text)))
        : h("input", { name, autocomplete: "off", ...attributes });
      return field(label, input);
    });
    const form = h("form", { method: "dialog" },
      h("h2", {}, title), inputs,
      h("div", { class: "actions" },
        h("button", { value: "", formnovalidate: true }, "Cancel"),
        h("button", { class: danger ? "danger" : "main", value: "yes" }, verb)));
    const shown = h("dialog", { "aria-label": title }, form);
    shown.addEventListener("close", () => {
      const values = shown.returnValue === "yes" ? Object.fromEntries(new FormData(form)) : null;
      shown.remove();
      resolve(values);
    });
    document.body.append(shown);
    shown.showModal();
    (shown.querySelector("input, select") ?? shown.querySelector("button.danger, button.main"))
      .focus();
  });
}

export function time(ms) {
  return ms ? new Date(ms).toLocaleString() : "–";
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

export const CLASSES = { 1: "Warrior", 2: "Engineer", 3: "Esper", 4: "Medic", 5: "Stalker", 7: "Spellslinger" };
export const RACES = { 1: "Human", 3: "Granok", 4: "Aurin", 5: "Draken", 12: "Mechari", 13: "Chua", 16: "Mordesh" };
export const FACTIONS = { 166: "Dominion", 167: "Exile" };
