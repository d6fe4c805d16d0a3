// What players see of each other and of themselves.

import { check, done, enter, logIn, open, password, patient, player, shot, view } from "./browser.mjs";

const {
  PAGE_HIDER: hider, PAGE_HIDER_EMAIL: hiderEmail, PAGE_STAFF: staff, PAGE_MOVED: moved,
  PAGE_BANNED_EMAIL: bannedEmail, PAGE_BOT_PASSWORD: botPassword,
} = process.env;

const OPTIONS = { viewport: { width: 1000, height: 700 }, colorScheme: "dark" };

const names = (page) => page.locator("tbody strong").allTextContents();

async function until(page, what, holds) {
  for (let look = 0; look < 100; look += 1) {
    if (holds(await names(page))) {
      return;
    }
    await page.waitForTimeout(200);
  }
  throw new Error(`${what}: ${await names(page)}`);
}

export async function players() {
  const page = await open(OPTIONS);
  await logIn(page, player);
  const links = await page.locator("#nav a").allTextContents();
  check(links.join() === "Map,Players,My account", `a player's pages are ${links}`);
  await view(page, "Players");
  await until(page, "others are seen and staff is not", (seen) =>
    seen.includes(moved) && seen.includes(hider) && !seen.includes(staff));
  check(await page.getByRole("button", { name: /^Kick/ }).count() === 0, "a player kicks nobody");

  const other = await open(OPTIONS);
  await logIn(other, hiderEmail, botPassword);
  await view(other, "My account");
  await other.getByRole("table", { name: "My characters" }).getByText(hider).waitFor();
  await other.getByLabel(/^Hide my characters/).check();
  await done(other, "Other players do not see you here.");
  await shot(other, "hider");
  await until(page, "who hides is not seen", (seen) => seen.includes(moved) && !seen.includes(hider));
  await view(page, "Map");
  await page.locator(".mapframe li").getByRole("button", { name: moved }).waitFor();
  const listed = await page.locator(".mapframe li").allTextContents();
  check(!listed.includes(hider) && !listed.includes(staff), `on the map are ${listed}`);
  await page.getByText(/, 0 creatures/).waitFor();
  await view(other, "Players");
  await until(other, "one sees oneself", (seen) => seen.includes(hider));
  await other.context().close();

  await secrets(page);
}

// A password is changed: the other login ends, the old password is worth nothing.
async function secrets(page) {
  const elsewhere = await open(OPTIONS);
  await logIn(elsewhere, player);
  await view(page, "My account");
  const fields = ["Present password", "New password", "New password once more"];
  const change = async (...values) => {
    for (const [index, name] of fields.entries()) {
      await page.getByLabel(name, { exact: true }).fill(values[index]);
    }
    await page.getByRole("button", { name: "Change it" }).click();
  };
  const ask = (...values) => patient(page, () => change(...values));
  await change(password, "one thing", "another");
  await page.getByText("The two new passwords differ.").waitFor();
  await ask("wrong", "fresh", "fresh");
  await page.getByText("the present password is wrong").waitFor();
  await page.getByRole("heading", { level: 1, name: "My account" }).waitFor();
  await ask(password, "fresh", "fresh");
  await done(page, "The password is changed.");
  await elsewhere.reload();
  await elsewhere.getByLabel("E-mail address").waitFor();
  await elsewhere.getByLabel("E-mail address").fill(player);
  await elsewhere.getByLabel("Password").fill(password);
  await enter(elsewhere);
  await elsewhere.getByRole("alert").getByText("do not belong together").waitFor();
  await elsewhere.getByLabel("Password").fill("fresh");
  await enter(elsewhere);
  await elsewhere.getByRole("button", { name: "Log out" }).waitFor();
  await elsewhere.getByRole("button", { name: "Log out" }).click();
  await elsewhere.getByLabel("E-mail address").fill(bannedEmail);
  await elsewhere.getByLabel("Password").fill(botPassword);
  await enter(elsewhere);
  await elsewhere.getByRole("alert").getByText("suspended").waitFor();
  await shot(elsewhere, "login-refused");
  await elsewhere.context().close();
  await page.context().close();
}
