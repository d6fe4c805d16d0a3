// What the scripts of this folder share: the browser, logging in by keyboard, and what must hold on
// every view. Told by the environment: PAGE_URL, PAGE_EMAIL and PAGE_PASSWORD of an administrator,
// PAGE_CHROMIUM the browser, PAGE_SHOTS a folder for pictures, and PAGE_SOURCE a folder to take the
// page's files from instead of the server, to see a change without building.

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const {
  PAGE_URL: url, PAGE_EMAIL: email, PAGE_PASSWORD: password, PAGE_PLAYER: player,
} = process.env;
const { PAGE_CHROMIUM: executablePath, PAGE_SHOTS: shots, PAGE_SOURCE: source } = process.env;
const WAIT = 30000;
const ALL_MS = 480000;

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export function check(holds, what) {
  if (!holds) {
    throw new Error(what);
  }
}

const faults = [];
// Answers that are part of the game: strangers, tests of refusals, zones that just closed.
let forgiven = /\b(401|403|404|429)\b/;
let browser = null;

export function forgive(pattern) {
  forgiven = pattern;
}

export async function open(options) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT);
  page.on("console", (message) => {
    if (message.type() === "error" && !forgiven.test(message.text())) {
      faults.push(message.text());
    }
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) {
      faults.push(`asks another host: ${request.url()}`);
    }
  });
  if (source) {
    await page.route(/\/(js\/[a-z]+\.js|page\.css)$/, (route) => {
      const path = new URL(route.request().url()).pathname;
      const contentType = path.endsWith("css") ? "text/css" : "text/javascript";
      return route.fulfill({ body: readFileSync(join(source, path)), contentType });
    });
  }
  return page;
}

export async function shot(page, name) {
  if (shots) {
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: `${shots}/${name}.png` });
  }
}

// Does what asks for a password to be looked at, and again as long as the server says that there
// were too many of those in this minute: on a fast machine there are.
export async function patient(page, act) {
  for (;;) {
    const asks = (answer) =>
      /\/api\/(session|me\/password)$/.test(answer.url()) && answer.request().method() === "POST";
    const answered = page.waitForResponse(asks);
    await act();
    const answer = await answered;
    if (answer.status() !== 429) {
      return;
    }
    await page.waitForTimeout(1000 * Number(answer.headers()["retry-after"]));
  }
}

// Sends off the form of the login from the field that has the focus, also after a refusal.
export async function enter(page) {
  await patient(page, () => page.keyboard.press("Enter"));
}

// By keyboard alone: the first field has the focus.
export async function logIn(page, who, secret = password) {
  await page.goto(url);
  await page.getByLabel("E-mail address").waitFor();
  await page.keyboard.type(who);
  await page.keyboard.press("Tab");
  await page.keyboard.type(secret);
  await enter(page);
  await page.getByRole("button", { name: "Log out" }).waitFor();
}

export async function view(page, name) {
  const menu = page.getByRole("button", { name: "Menu" });
  if (await menu.isVisible()) {
    await menu.click();
  }
  await page.locator("#nav").getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

// What the page said in its corner of work that was done, and that it was no refusal.
export async function done(page, text) {
  const said = page.locator(".note", { hasText: text }).last();
  await said.waitFor();
  check(!(await said.getAttribute("class")).includes("bad"), `refused: ${await said.textContent()}`);
  await said.getByRole("button", { name: "Dismiss" }).click();
}

// Nothing may be wider than the window but what scrolls by itself.
export async function fits(page, name) {
  const over = await page.evaluate(() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(over <= 1, `${name} is ${over} pixels wider than the window`);
}

// No finding of axe that keeps people out.
export async function accessible(page, name) {
  await page.evaluate(axe);
  const findings = await page.evaluate(async () => {
    const { violations, passes } = await window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    });
    if (passes.length < 10) {
      return ["axe looked at next to nothing"];
    }
    return violations
      .filter((one) => ["serious", "critical"].includes(one.impact))
      .map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).join(" ")}`);
  });
  check(findings.length === 0, `${name} keeps people out:\n${findings.join("\n")}`);
}

// Runs the parts one after the other; the process ends with 0 when all was as it must be.
export async function run(...parts) {
  const alarm = setTimeout(() => {
    console.error("not over in time");
    process.exit(2);
  }, ALL_MS);
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    for (const part of parts) {
      const begun = Date.now();
      try {
        await part();
      } catch (error) {
        error.message = `${part.name}: ${error.message}`;
        throw error;
      }
      if (process.env.PAGE_TIMES) {
        console.error(`${part.name}: ${Date.now() - begun} ms`);
      }
    }
    check(faults.length === 0, `the browser complains:\n${faults.join("\n")}`);
  } catch (error) {
    console.error(error.stack, faults);
    process.exitCode = 1;
    if (shots) {
      const pages = browser.contexts().flatMap((context) => context.pages());
      await Promise.all(pages.map((page, index) => shot(page, `failed-${index}`).catch(() => null)));
    }
  } finally {
    clearTimeout(alarm);
    await browser.close();
  }
}
