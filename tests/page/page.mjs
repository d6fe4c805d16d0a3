// Drives the operator's page of a running server in headless Chromium. Told by the environment:
// PAGE_URL, PAGE_EMAIL, PAGE_PASSWORD of an administrator, PAGE_PLAYER of a plain account with the
// same password, PAGE_PLAYERS the number of players that are in the world, PAGE_CHROMIUM the
// browser, PAGE_SHOTS a folder for pictures. Ends with 0 when all was as it must be.

import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";

const {
  PAGE_URL: url, PAGE_EMAIL: email, PAGE_PASSWORD: password, PAGE_PLAYER: player,
  PAGE_CHROMIUM: executablePath, PAGE_SHOTS: shots,
} = process.env;
const inWorld = Number(process.env.PAGE_PLAYERS ?? 0);
const WAIT = 20000;

function check(holds, what) {
  if (!holds) {
    throw new Error(what);
  }
}

const faults = [];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

async function open(options) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT);
  page.on("console", (message) => {
    // The first question "who am I" is answered with 401 to strangers, as it should be.
    const expected = message.text().includes("401") || message.text().includes("404");
    if (message.type() === "error" && !expected) {
      faults.push(message.text());
    }
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) {
      faults.push(`asks another host: ${request.url()}`);
    }
  });
  return page;
}

async function shot(page, name) {
  if (shots) {
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: `${shots}/${name}.png` });
  }
}

// By keyboard alone: the first field has the focus.
async function logIn(page, who) {
  await page.goto(url);
  await page.getByLabel("E-mail address").waitFor();
  await page.keyboard.type(who);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Log out" }).waitFor();
}

async function view(page, name) {
  await page.locator("#nav").getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

// Nothing may be wider than the window but what scrolls by itself.
async function fits(page, name) {
  const over = await page.evaluate(() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(over <= 1, `${name} is ${over} pixels wider than the window`);
}

const VIEWS = ["Overview", "Map", "Players", "Accounts", "Console", "Realm", "Logs", "Audit", "Tokens", "My account"];

async function administrator() {
  const page = await open({ viewport: { width: 1280, height: 800 }, colorScheme: "light" });
  await page.goto(url);
  await page.getByLabel("E-mail address").waitFor();
  await shot(page, "login");
  await logIn(page, email);
  await page.locator("svg.chart polyline").first().waitFor({ state: "attached" });
  await page.waitForTimeout(2500);
  await shot(page, "overview");

  if (inWorld > 0) {
    await view(page, "Players");
    await page.getByText(`${inWorld} of ${inWorld}`).waitFor();
    await shot(page, "players");
    await page.getByRole("button", { name: /^Message: / }).first().click();
    await page.getByLabel("Message", { exact: true }).fill("hello from the page");
    await shot(page, "dialog");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.locator(".note").first().waitFor();
    await view(page, "Map");
    await page.getByText(new RegExp(`^${inWorld} players, \\d+ creatures`)).waitFor();
    await page.waitForTimeout(1200);
    await page.locator("canvas").focus();
    await page.keyboard.press("+");
    await shot(page, "map");
    await view(page, "Players");
    await page.getByRole("button", { name: /^Kick: / }).first().click();
    await page.getByRole("button", { name: "Kick", exact: true }).click();
    await page.getByText(`${inWorld - 1} of ${inWorld - 1}`).waitFor();
  }

  await view(page, "Console");
  await page.keyboard.type("realm sta");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() =>
    document.querySelector("form input").value.trim() === "realm status");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".output div").length > 1);
  await page.keyboard.press("ArrowUp");
  check(await page.getByLabel("Command").inputValue() === "realm status", "history brings it back");
  await shot(page, "console");

  await view(page, "Realm");
  const motd = page.getByLabel("Shown to everybody who logs in");
  await page.waitForFunction(() => document.querySelector("form input").value !== "");
  await motd.fill("A message <b>with</b> \"marks\"");
  await page.getByRole("button", { name: "Set" }).first().click();
  await page.locator(".note").first().waitFor();
  check(await page.locator(".note.bad").count() === 0, "the message of the day is set");
  await page.getByLabel("Minutes from now").fill("30");
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stop" }).click();
  await page.getByText(/The realm stops in/).waitFor();
  await shot(page, "realm");
  await page.getByRole("button", { name: "Call it off" }).click();
  await page.getByText("No countdown runs.").waitFor();

  await view(page, "Accounts");
  await page.getByRole("button", { name: player }).click();
  await page.getByRole("heading", { level: 2, name: player }).waitFor();
  await shot(page, "accounts");
  await view(page, "Audit");
  await page.getByText("realm shutdown start").first().waitFor();
  await shot(page, "audit");
  await view(page, "Logs");
  await page.locator(".output .level").first().waitFor();
  await shot(page, "logs");
  await view(page, "Tokens");
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByLabel("Name", { exact: true }).fill("from the page");
  await page.getByRole("button", { name: "Make it" }).click();
  await page.getByText(/^bzg_/).waitFor();
  await shot(page, "tokens");
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByLabel("E-mail address").waitFor();
}

async function phone() {
  const page = await open({ viewport: { width: 375, height: 760 }, colorScheme: "dark", isMobile: true, hasTouch: true });
  await logIn(page, email);
  for (const name of VIEWS) {
    await view(page, name);
    await page.waitForTimeout(1300);
    await fits(page, name);
    await shot(page, `phone-${name.toLowerCase().replace(" ", "-")}`);
  }
}

async function ordinary() {
  const page = await open({ viewport: { width: 1000, height: 700 }, colorScheme: "dark" });
  await logIn(page, player);
  const links = await page.locator("#nav a").allTextContents();
  check(links.join() === "Map,Players,My account", `a player's pages are ${links}`);
  await view(page, "My account");
  await page.getByLabel(/^Hide my characters/).check();
  await page.locator(".note").first().waitFor();
  await shot(page, "me");
  check(await page.locator(".note.bad").count() === 0, "a player hides");
}

async function swagger() {
  const page = await open({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${url}api/docs/`);
  await page.getByText("/api/status").first().waitFor();
  await shot(page, "swagger");
}

try {
  await administrator();
  await phone();
  await ordinary();
  await swagger();
  check(faults.length === 0, `the browser complains:\n${faults.join("\n")}`);
  console.log("the page is as it must be");
} catch (error) {
  console.error(error.message, faults);
  process.exitCode = 1;
} finally {
  await browser.close();
}
