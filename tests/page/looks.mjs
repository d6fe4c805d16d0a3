// Every view, light and dark, on a desk and on a phone: nothing is cut off, nobody is kept out, and
// whoever wants looks at the pictures.

import { accessible, check, email, fits, logIn, open, password, player, run, shot, url, view } from "./browser.mjs";

const VIEWS = ["Overview", "Map", "Players", "Accounts", "Console", "Realm", "Scripts", "Logs", "Audit", "Tokens", "My account"];

// Until a view shows what it came for.
async function settled(page, name) {
  await page.waitForFunction(() =>
    !document.querySelector("[aria-busy]") && !document.querySelector("#content").textContent.includes("Loading…"));
  if (name === "Map") {
    // The ground beneath follows when the picture stands still.
    await page.waitForFunction(() => {
      const canvas = document.querySelector("canvas");
      const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      let painted = 0;
      for (let at = 3; at < pixels.length; at += 4) {
        painted += pixels[at] > 150;
      }
      return painted > pixels.length / 4 / 2;
    });
  } else if (name === "Overview") {
    await page.locator("svg.chart polyline").first().waitFor({ state: "attached" });
  } else if (name === "Logs") {
    await page.locator(".output .level").first().waitFor();
  }
}

async function everyView(kind, options) {
  const page = await open(options);
  await page.goto(url);
  await page.getByLabel("E-mail address").waitFor();
  await fits(page, "login");
  await accessible(page, "login");
  await shot(page, `${kind}-login`);
  await logIn(page, email);
  for (const name of VIEWS) {
    const title = `${kind}-${name.toLowerCase().replace(" ", "-")}`;
    await view(page, name);
    await settled(page, name);
    if (name === "Accounts") {
      await page.getByRole("button", { name: player }).click();
      await page.getByRole("heading", { level: 2, name: player }).waitFor();
    }
    await fits(page, title);
    await accessible(page, title);
    await shot(page, title);
  }
  await view(page, "Players");
  await page.getByRole("button", { name: /^Teleport: / }).first().click();
  await page.getByRole("dialog").waitFor();
  await fits(page, `${kind}-dialog`);
  await accessible(page, `${kind}-dialog`);
  await shot(page, `${kind}-dialog`);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  if (options.isMobile) {
    await page.getByRole("button", { name: "Menu" }).click();
    await accessible(page, `${kind}-menu`);
    await shot(page, `${kind}-menu`);
    await page.keyboard.press("Escape");
    check(await page.locator("#nav").isHidden(), "Escape closes the menu");
  }
  await page.context().close();
}

const DESK = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

const light = () => everyView("desk-light", { ...DESK, colorScheme: "light" });
const dark = () => everyView("desk-dark", { ...DESK, colorScheme: "dark" });
const phoneLight = () => everyView("phone-light", { ...PHONE, colorScheme: "light" });
const phoneDark = () => everyView("phone-dark", { ...PHONE, colorScheme: "dark" });

// The server says no, or nothing, or that there is nothing.
async function troubles() {
  const page = await open({ ...DESK, colorScheme: "light" });
  await logIn(page, email);
  await page.route("**/api/audit*", (route) => route.fulfill({
    status: 404, contentType: "application/problem+json",
    body: JSON.stringify({ title: "Away", detail: "The database does not answer." }),
  }));
  await view(page, "Audit");
  await page.getByRole("alert").getByText("The database does not answer.").waitFor();
  await accessible(page, "an error");
  await shot(page, "trouble-error");
  await page.unroute("**/api/audit*");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("table", { name: "Commands used" }).waitFor();
  await page.getByLabel("Search").fill("nobody ever typed this");
  await page.keyboard.press("Enter");
  await page.getByText("No such command was used.").waitFor();
  await shot(page, "trouble-nothing");
  let release = null;
  await page.route("**/api/tokens", async (route) => {
    await new Promise((resolve) => { release = resolve; });
    await route.continue();
  });
  await view(page, "Tokens");
  await page.getByText("Loading…").waitFor();
  await shot(page, "trouble-loading");
  release();
  await page.getByText(/^No tokens yet/).waitFor();
  await page.context().close();
}

// A whole round without a mouse: in, to a view, through a dialog, out.
async function keysAlone() {
  const page = await open({ ...DESK, colorScheme: "light" });
  await logIn(page, email);
  const focused = () => page.evaluate(() => {
    const { activeElement: here } = document;
    const ring = getComputedStyle(here).outlineStyle !== "none";
    return { text: here.getAttribute("aria-label") ?? here.textContent.trim(), ring };
  });
  const until = async (text) => {
    const passed = [];
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      const now = await focused();
      passed.push(now.text);
      if (now.text.startsWith(text)) {
        check(now.ring, `${text} shows no focus`);
        return passed;
      }
    }
    throw new Error(`Tab never comes to ${text}, but to ${passed.join(", ")}`);
  };
  // A login leaves the focus in the content; on coming back one begins at the top.
  await page.waitForFunction(() => document.activeElement.id === "content");
  await page.reload();
  await page.getByRole("button", { name: "Log out" }).waitFor();
  await page.keyboard.press("Tab");
  check((await focused()).text === "Skip to content", "first the content can be skipped to");
  const passed = await until("My account");
  const links = passed.filter((text) => VIEWS.includes(text));
  check(links.join() === VIEWS.join(), `the order of the pages is ${links}`);
  // What is told anew leaves the focus where it is.
  await page.getByRole("link", { name: /^Map of zone/ }).focus();
  await page.waitForResponse(/\/api\/zones$/);
  await page.waitForFunction(() => !document.querySelector("[aria-busy]"));
  check((await focused()).text.startsWith("Map of zone"), "a refresh took the focus away");
  await page.locator("#nav").getByRole("link", { name: "Tokens" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Tokens" }).waitFor();
  await until("New token");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  check((await focused()).text === "New token", "the focus comes back");
  await page.keyboard.press("Enter");
  await page.keyboard.type("by keys");
  await page.keyboard.press("Enter");
  await page.getByText(/^bzg_/).waitFor();
  await until("Revoke: by keys");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Enter");
  await page.getByText(/^No tokens yet/).waitFor();
  await page.context().close();
}

// What a plain player is shown.
async function plain() {
  const page = await open({ ...PHONE, colorScheme: "light" });
  await logIn(page, player, password);
  for (const name of ["Map", "Players", "My account"]) {
    await view(page, name);
    await page.waitForFunction(() => !document.querySelector("[aria-busy]"));
    await fits(page, name);
    await accessible(page, name);
    await shot(page, `player-${name.toLowerCase().replace(" ", "-")}`);
  }
  await page.context().close();
}

await run(light, dark, phoneLight, phoneDark, troubles, keysAlone, plain);
