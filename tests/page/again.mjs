// The server goes away and comes back while the page is open. Says `stop` and `start` to whoever
// runs it and waits for an answer each time.

import { createInterface } from "node:readline";
import { check, email, forgive, logIn, open, password, run, shot, view } from "./browser.mjs";

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

async function ask(what) {
  console.log(what);
  const { done } = await answers.next();
  check(!done, `nobody answers ${what}`);
}

async function again() {
  const page = await open({ viewport: { width: 1000, height: 700 }, colorScheme: "light" });
  await logIn(page, email);
  await view(page, "Logs");
  await page.locator(".output .level").first().waitFor();
  // What a server that is away is told by is no fault of the page.
  forgive(/./);
  const away = page.getByText("No live connection to the server.");
  check(await away.isHidden(), "nothing is wrong yet");
  await ask("stop");
  await away.waitFor();
  await shot(page, "again-away");
  await view(page, "Audit");
  await page.getByText("The server does not answer.").waitFor();
  await view(page, "Logs");
  await away.waitFor();
  await ask("start");
  // Logins are kept with the accounts: the new server knows who this is, and the page goes on by
  // itself.
  await away.waitFor({ state: "hidden" });
  await page.locator(".output .level").first().waitFor();
  check(await page.getByLabel("E-mail address").count() === 0, "nobody has to log in again");
  // A line that is written now arrives: the stream is live.
  await page.evaluate(() => fetch("/api/commands", {
    method: "POST",
    headers: { "X-Bezgelor": "page", "Content-Type": "application/json" },
    body: JSON.stringify({ line: "broadcast message low back again" }),
  }));
  await page.locator(".output").getByText("back again").first().waitFor();
  // A login that has ended is told by the page itself, and what was looked at is there again.
  await page.evaluate((line) => fetch("/api/commands", {
    method: "POST",
    headers: { "X-Bezgelor": "page", "Content-Type": "application/json" },
    body: JSON.stringify({ line }),
  }), `rbac account role grant administrator ${email}`);
  await page.getByText("The login has ended: log in again to go on.").waitFor();
  await shot(page, "again-login");
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Logs" }).waitFor();
  await page.locator(".output .level").first().waitFor();
}

// A page that nobody sees follows nothing, and catches up when it is seen again.
async function hidden() {
  const page = await open({ viewport: { width: 1000, height: 700 } });
  await logIn(page, email);
  await page.evaluate(() => {
    const Plain = window.EventSource;
    window.streams = [];
    window.EventSource = class extends Plain {
      constructor(...wanted) {
        super(...wanted);
        window.streams.push(this);
      }
    };
  });
  const see = (is) => page.evaluate((visible) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => !visible });
    document.dispatchEvent(new Event("visibilitychange"));
    return window.streams.filter((stream) => stream.readyState !== EventSource.CLOSED).length;
  }, is);
  await view(page, "Logs");
  await page.locator(".output .level").first().waitFor();
  const before = await page.locator(".output > div").count();
  check(await see(false) === 0, "a hidden page follows nothing");
  await page.evaluate(() => fetch("/api/commands", {
    method: "POST",
    headers: { "X-Bezgelor": "page", "Content-Type": "application/json" },
    body: JSON.stringify({ line: "broadcast message low while away" }),
  }));
  check(await see(true) === 1, "a page that is seen follows one stream");
  await page.locator(".output").getByText("while away").first().waitFor();
  const after = await page.locator(".output > div").count();
  check(after > before && after < 2 * before, `of ${before} lines came ${after}: some twice`);
  await page.context().close();
}

// A stream that breaks off while the login holds goes on by itself.
async function gap() {
  const page = await open({ viewport: { width: 1000, height: 700 } });
  await logIn(page, email);
  let streams = 0;
  await page.route("**/api/events*", (route) => {
    streams += 1;
    return streams === 1
      ? route.fulfill({ contentType: "text/event-stream", body: "event: players\ndata: []\n\n" })
      : route.continue();
  });
  await view(page, "Players");
  await page.getByText("Nobody is in the world.").waitFor();
  const away = page.getByText("No live connection to the server.");
  await away.waitFor();
  await away.waitFor({ state: "hidden" });
  check(streams === 2, `${streams} streams were begun`);
  await page.context().close();
}

await run(hidden, gap, again);
process.exit();
