// More than the bots can do: a zone with a thousand players, and a log that never ends. The streams
// are made up; what is measured is the page.

import { check, email, logIn, open, shot, view } from "./browser.mjs";

const DOTS = 1000;
const BATCHES = 40;
const LINES = 5000;
const OPTIONS = { viewport: { width: 1280, height: 800 } };

const event = (name, data) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

// Answers every stream once with `text`, and then with silence.
async function streamed(page, text) {
  let told = false;
  await page.route("**/api/events*", async (route) => {
    if (told) {
      await route.fulfill({ contentType: "text/event-stream", body: ": nothing new\n\n" });
    } else {
      told = true;
      await route.fulfill({ contentType: "text/event-stream", body: text });
    }
  });
}

// However many events come at once, one picture is drawn for a frame, and it is drawn fast.
export async function crowd() {
  const page = await open(OPTIONS);
  await page.addInitScript(() => {
    window.drawn = [];
    window.frames = 0;
    const clear = CanvasRenderingContext2D.prototype.clearRect;
    CanvasRenderingContext2D.prototype.clearRect = function counted(...box) {
      const begun = performance.now();
      window.drawn.push(0);
      const index = window.drawn.length - 1;
      queueMicrotask(() => { window.drawn[index] = performance.now() - begun; });
      return clear.apply(this, box);
    };
    const count = () => {
      window.frames += 1;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await logIn(page, email);
  const batch = (time) => event("map", Array.from({ length: DOTS }, (_, unit) => ({
    unit, player: unit % 2 ? unit : null, name: unit % 2 ? `Player ${unit}` : "", creature: 7,
    x: (unit % 32) * 10 + time, y: 0, z: Math.floor(unit / 32) * 10,
  })));
  await streamed(page, Array.from({ length: BATCHES }, (_, time) => batch(time)).join(""));
  await view(page, "Map");
  await page.getByText(`${DOTS / 2} players, ${DOTS / 2} creatures`).waitFor();
  await page.waitForTimeout(500);
  const { drawn, frames, listed } = await page.evaluate(() => ({
    drawn: window.drawn, frames: window.frames, listed: document.querySelectorAll(".mapframe li").length,
  }));
  check(drawn.length > 0 && drawn.length <= frames, `${drawn.length} pictures in ${frames} frames`);
  check(drawn.length < BATCHES, `${drawn.length} pictures of ${BATCHES} events that came at once`);
  const middle = drawn.toSorted((one, other) => one - other)[Math.floor(drawn.length / 2)];
  if (process.env.PAGE_TIMES) {
    console.error(`a picture of ${DOTS} dots takes ${middle.toFixed(1)} ms`);
  }
  // A frame is 16 ms; a machine that tests several things at once is given many of them.
  check(middle < 200, `a picture takes ${middle} ms`);
  check(listed <= 200, `${listed} names are listed`);
  await shot(page, "map-crowd");
  await page.context().close();
}

// What the page keeps is bounded, whatever comes.
export async function flood() {
  const page = await open(OPTIONS);
  await logIn(page, email);
  const lines = Array.from({ length: LINES }, (_, index) => ({
    number: index + 1, at: 1000 * index, level: "INFO", target: "test", text: `line ${index}`,
  }));
  const bodies = [];
  for (let first = 0; first < LINES; first += 100) {
    bodies.push(event("log", lines.slice(first, first + 100)));
  }
  await streamed(page, bodies.join(""));
  await view(page, "Logs");
  await page.locator(".output").getByText(`line ${LINES - 1}`, { exact: false }).waitFor();
  const shown = await page.locator(".output > div").count();
  check(shown <= 1000, `${shown} lines are kept`);
  // What begins anew is not told twice.
  await page.getByLabel("Filter").fill(`line ${LINES - 1}`);
  check(await page.locator(".output > div").count() === 1, "a line is there once");
  await page.context().close();
}
