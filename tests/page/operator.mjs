// What an operator does on the page, in order, with players in the world. PAGE_KICKED, PAGE_BANNED,
// PAGE_MOVED, PAGE_HIDER and PAGE_STAFF name the characters it is done to; whoever runs this asks
// them afterwards what they noticed.

import { check, done, email, logIn, open, password, player, run, shot, view } from "./browser.mjs";
import { guards, refusals } from "./guard.mjs";
import { crowd, flood } from "./load.mjs";
import { players } from "./player.mjs";

const {
  PAGE_KICKED: kicked, PAGE_BANNED: banned, PAGE_MOVED: moved, PAGE_TARGET: target,
  PAGE_BANNED_EMAIL: bannedEmail,
} = process.env;
const bots = Number(process.env.PAGE_BOTS);
const creatures = Number(process.env.PAGE_CREATURES);

let page = null;

async function overview() {
  page = await open({ viewport: { width: 1280, height: 800 }, colorScheme: "light" });
  await logIn(page, email);
  const figure = page.locator(".card", { hasText: "Players" }).locator(".figure").first();
  await figure.getByText(String(bots)).waitFor();
  // The charts grow by a point a second.
  const points = () => page.locator("svg.chart polyline").first().evaluate((line) =>
    line.getAttribute("points").split(" ").length);
  await page.locator("svg.chart polyline").first().waitFor({ state: "attached" });
  const before = await points();
  await page.waitForFunction((least) =>
    document.querySelector("svg.chart polyline").getAttribute("points").split(" ").length > least, before);
  const shards = await page.locator("section[aria-label^='Shard ']").count();
  check(shards === 2, `${shards} shards are drawn`);
  await page.getByRole("table", { name: "Zones" }).getByText("Levian Bay").waitFor();
}

// Shares of the canvas that are land and water.
const ground = () => page.evaluate(() => {
  const canvas = document.querySelector("canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const shares = { land: 0, water: 0 };
  for (let at = 0; at < data.length; at += 4) {
    const [red, , blue, alpha] = data.slice(at, at + 4);
    if (alpha > 150) {
      shares[blue > red + 60 ? "water" : "land"] += 4 / data.length;
    }
  }
  return shares;
});

async function map() {
  await view(page, "Map");
  await page.getByText(`${bots} players, ${creatures} creatures`).waitFor();
  await page.locator(".mapframe li button").first().waitFor();
  const listed = await page.locator(".mapframe li").allTextContents();
  check(listed.length === bots && listed.includes(kicked), `listed are ${listed}`);
  // They pace: where one stands changes with the events.
  await page.locator(".mapframe li").getByRole("button", { name: kicked }).click();
  const picked = page.locator(".picked");
  await picked.getByText(kicked).waitFor();
  const first = await picked.textContent();
  await page.waitForFunction((text) => document.querySelector(".picked").textContent !== text, first);
  await page.locator("canvas").focus();
  for (let step = 0; step < 7; step += 1) {
    await page.keyboard.press("-");
  }
  let shares = { land: 0, water: 0 };
  for (let look = 0; look < 100 && shares.water < 0.02; look += 1) {
    await page.waitForTimeout(200);
    shares = await ground();
  }
  check(shares.land > 0.1 && shares.water > 0.02, `no land and sea: ${JSON.stringify(shares)}`);
  await shot(page, "map-wide");
  await page.keyboard.press("0");
}

const row = (name) => page.getByRole("row").filter({ hasText: name });

async function press(verb, name) {
  await view(page, "Players");
  await row(name).getByRole("button", { name: `${verb}: ${name}` }).click();
  await page.getByRole("dialog").waitFor();
}

// The same without a mouse: from the search field by Tab to the button, and in.
async function reach(verb, name) {
  await view(page, "Players");
  await page.getByLabel("Search").focus();
  const label = `${verb}: ${name}`;
  for (let step = 0; step < 100; step += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
    if (here === label) {
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor();
      return;
    }
  }
  throw new Error(`Tab never comes to ${label}`);
}

async function people() {
  await view(page, "Players");
  await page.getByText(`${bots} of ${bots}`).waitFor();
  await row(moved).getByRole("link", { name: "Levian Bay" }).waitFor();
  await page.getByLabel("Search").fill(moved);
  await page.getByText(`1 of ${bots}`).waitFor();
  await page.getByLabel("Search").fill("");

  await press("Message", moved);
  await page.keyboard.type("hello & <b>you</b>");
  await page.keyboard.press("Enter");
  await done(page, `Told ${moved}`);

  await press("Teleport", moved);
  const [x, y, z] = target.split(" ");
  await page.getByLabel("x, west to east").fill(x);
  await page.getByLabel("y, height").fill(y);
  await page.getByLabel("z, north to south").fill(z);
  await page.getByRole("button", { name: "Teleport", exact: true }).click();
  await done(page, `${moved} goes to`);

  // A dialog that is left does nothing.
  await reach("Kick", kicked);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  check(await row(kicked).count() === 1, "who was not kicked is still there");
  await reach("Kick", kicked);
  await page.keyboard.type("because");
  await page.keyboard.press("Enter");
  await done(page, `${kicked} is sent away`);
  await row(kicked).waitFor({ state: "detached" });

  await reach("Ban", banned);
  await page.keyboard.type("<u>rude</u>");
  await page.keyboard.press("Tab");
  // What is no time is told by the field itself, and nothing is sent.
  await page.keyboard.type("soon");
  await page.keyboard.press("Enter");
  check(await page.getByRole("dialog").count() === 1, "a ban for `soon` was sent");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("2h");
  await shot(page, "dialog-ban");
  await page.keyboard.press("Enter");
  await done(page, "");
  await row(banned).waitFor({ state: "detached" });
  await page.getByText(`${bots - 2} of ${bots - 2}`).waitFor();

  await view(page, "Map");
  await page.locator(".mapframe li").getByRole("button", { name: moved }).click();
  await page.waitForFunction((wanted) => {
    const found = document.querySelector(".picked").textContent.match(/z (-?[\d.]+)/);
    return found && Math.abs(Number(found[1]) - wanted) < 3;
  }, Number(z));
}

async function accounts() {
  await view(page, "Accounts");
  const search = page.getByLabel("Search by e-mail address");
  await search.fill("nobody has this");
  await page.keyboard.press("Enter");
  await page.getByText("No account has that in its address.").waitFor();
  // A part is enough, however it is spelled.
  await search.fill(bannedEmail.split("@")[0].toUpperCase());
  await page.keyboard.press("Enter");
  const one = page.getByRole("button", { name: bannedEmail });
  await page.getByRole("row").filter({ hasText: bannedEmail }).getByText("banned").waitFor();
  await one.click();
  await page.getByText(": <u>rude</u>").waitFor();
  await page.getByRole("table", { name: "Characters" }).getByText(banned).waitFor();

  await search.fill("");
  await page.getByRole("button", { name: "New account" }).click();
  await page.getByLabel("E-mail address", { exact: true }).fill("new@example.org");
  await page.locator("dialog input[type=password]").fill("with \"marks\" and spaces");
  await page.getByRole("button", { name: "Make it" }).click();
  await done(page, "new@example.org");
  await page.getByRole("button", { name: "new@example.org" }).click();
  await page.getByRole("heading", { level: 2, name: "new@example.org" }).waitFor();
  await page.getByRole("button", { name: "Change role" }).click();
  await page.locator("dialog select").selectOption("gamemaster");
  await page.getByRole("button", { name: "Give the role" }).click();
  await page.locator(".tag", { hasText: "Game master" }).waitFor();
  await page.getByRole("button", { name: "Ban", exact: true }).click();
  await page.getByLabel("Reason, for the operator").fill("by mistake");
  await page.getByRole("dialog").getByRole("button", { name: "Ban" }).click();
  await page.getByRole("button", { name: "Lift the ban" }).click();
  await page.getByRole("button", { name: "Ban", exact: true }).waitFor();
  await page.getByRole("button", { name: "Set password" }).click();
  await page.locator("dialog input[type=password]").fill("other");
  await page.getByRole("button", { name: "Change it" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

async function terminal() {
  await view(page, "Console");
  const line = page.getByLabel("Command", { exact: true });
  await page.keyboard.type("realm sta");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelector("form input").value === "realm status ");
  await page.keyboard.press("Enter");
  await page.locator(".output").getByText("in the world").waitFor();
  await page.keyboard.press("ArrowUp");
  check(await line.inputValue() === "realm status", "history brings it back");
  await line.fill("realm nonsense");
  await page.keyboard.press("Enter");
  await page.locator(".output .bad").first().waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  check(await line.inputValue() === "realm status", "further back");
  await page.getByText(/^All \d+ commands$/).click();
  await page.getByRole("table", { name: "Commands" }).getByText("broadcast message").first().waitFor();
}

async function realm() {
  await view(page, "Realm");
  const motd = page.getByLabel("Shown to everybody who logs in");
  await page.waitForFunction(() => document.querySelector("form input").value !== "");
  await motd.fill("A message <b>with</b> \"marks\"");
  await page.keyboard.press("Enter");
  await done(page, "A message <b>with</b> \"marks\"");
  await page.getByLabel("Message", { exact: true }).fill("broadcast to all");
  await page.getByRole("button", { name: "Send" }).click();
  await done(page, "Said to everybody");
  await page.getByLabel("Players the realm takes").fill("1234");
  await page.keyboard.press("Enter");
  await done(page, "1234");
  const cancel = page.getByRole("button", { name: "Call it off" });
  check(await cancel.isDisabled(), "there is nothing to call off");
  await page.getByLabel("Minutes from now").fill("30");
  await page.getByLabel("Why, for the players").fill("maintenance");
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stop" }).click();
  await page.getByText(/The realm stops in 29 min/).waitFor();
  await shot(page, "realm-countdown");
  await view(page, "Overview");
  await page.getByRole("status").getByText(/The realm stops in/).waitFor();
  await page.getByText("4 of 1234").waitFor();
  await shot(page, "overview-countdown");
  await page.getByRole("link", { name: "Call it off" }).click();
  await cancel.click();
  await page.getByText("No countdown runs.").waitFor();
  await page.getByLabel("Minutes from now").fill("20");
  await page.getByRole("button", { name: "Restart", exact: true }).click();
  await page.getByRole("dialog").getByText("Restart the realm in 20 min?").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Restart" }).click();
  await done(page, "The realm restarts in 20 minutes.");
  await page.getByText(/The realm restarts in 19 min/).waitFor();
  await view(page, "Overview");
  await page.getByRole("status").getByText(/The realm restarts in/).waitFor();
  await page.getByRole("link", { name: "Call it off" }).click();
  await cancel.click();
  await page.getByText("No countdown runs.").waitFor();
}

// Loaded anew by keyboard, and whatever they did before is forgotten.
async function scripts() {
  await view(page, "Scripts");
  const listed = page.getByRole("table", { name: "Scripts" });
  const calls = async (name) => Number(await listed.getByRole("row")
    .filter({ hasText: name }).getByRole("cell").nth(2).textContent());
  await listed.getByText("greeting.luau").waitFor();
  check(await calls("greeting.luau") > 0, "nobody was greeted");
  await shot(page, "scripts");
  await page.getByRole("button", { name: "Load them anew" }).focus();
  await page.keyboard.press("Enter");
  await done(page, "Loaded 1 script from ");
}

async function past() {
  await view(page, "Audit");
  await page.getByText("realm shutdown start").first().waitFor();
  await page.getByLabel("Search").fill("onerror");
  await page.keyboard.press("Enter");
  await page.getByText("<img src=x").first().waitFor();
  check(await page.locator("main img").count() === 0, "what a player typed became a picture");
  await shot(page, "audit-markup");
  await view(page, "Logs");
  await page.locator(".output .level").first().waitFor();
  await page.getByLabel("Filter").fill("kicked");
  await page.waitForFunction(() => {
    const lines = [...document.querySelectorAll(".output > div")];
    return lines.length > 0 && lines.every((line) => line.textContent.includes("kicked"));
  });
  await page.getByLabel("Level").selectOption("ERROR");
  await page.getByText("No line passes the filter.").waitFor();
  const wanted = page.getByLabel(/^What the server logs/);
  await wanted.fill("loudly=yes");
  await page.keyboard.press("Enter");
  await page.locator(".note.bad").last().waitFor();
  await wanted.fill("info,api=debug");
  await page.keyboard.press("Enter");
  await done(page, "Logged from now on: info,api=debug");
  await shot(page, "logs-level");
  check(await page.evaluate(() => window.broken) === undefined, "what a player typed ran");
}

async function out() {
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByLabel("E-mail address").waitFor();
  await page.reload();
  await page.getByLabel("E-mail address").waitFor();
  await page.context().close();
}

// The description of the interface, with nothing from elsewhere.
async function swagger() {
  const docs = await open({ viewport: { width: 1280, height: 800 } });
  await docs.goto(`${process.env.PAGE_URL}api/docs/`);
  await docs.getByText("/api/health").first().click();
  await docs.getByRole("button", { name: "Try it out" }).click();
  await docs.getByRole("button", { name: "Execute" }).click();
  await docs.locator(".live-responses-table").getByText("\"ok\"").waitFor();
  await shot(docs, "swagger");
  await docs.context().close();
}

await run(overview, map, people, accounts, terminal, realm, scripts, past, guards, crowd, flood, out, players,
  swagger, refusals);

