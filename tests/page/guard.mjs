// What keeps the page from being turned against its user.

import { check, email, enter, forgive, logIn, open, shot, url, view } from "./browser.mjs";

const OPTIONS = { viewport: { width: 1000, height: 700 } };

export async function guards() {
  const page = await open(OPTIONS);
  const answer = await page.goto(url);
  const policy = answer.headers()["content-security-policy"] ?? "";
  check(policy.startsWith("default-src 'none'") && !policy.includes("unsafe"), `the policy is ${policy}`);
  await logIn(page, email);
  const [cookie] = await page.context().cookies();
  check(cookie.httpOnly && cookie.sameSite === "Strict", `the cookie is ${JSON.stringify(cookie)}`);
  check(await page.evaluate(() => document.cookie) === "", "scripts cannot read it");

  // The browser itself complains of these, as it should.
  forgive(/\b(401|403|404|429)\b|Content Security Policy/);
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.ran = 'inline'";
    document.head.append(script);
    const holder = document.createElement("div");
    holder.innerHTML = "<img src=\"data:,\" onerror=\"window.ran = 'handler'\"><p style=\"color: red\">x</p>";
    document.body.append(holder);
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    const colour = getComputedStyle(holder.querySelector("p")).color;
    holder.remove();
    return [window.ran ?? null, colour === "rgb(255, 0, 0)"];
  });
  check(ran[0] === null && !ran[1], `what was put into the page ran: ${ran}`);

  const post = (headers) => page.evaluate(async (more) => {
    const reply = await fetch("/api/commands", {
      method: "POST",
      headers: { "Content-Type": "application/json", ...more },
      body: JSON.stringify({ line: "realm status" }),
    });
    return reply.status;
  }, headers);
  check(await post({}) === 403, "a change without the page's mark is refused");
  check(await post({ "X-Bezgelor": "page" }) === 200, "with it, it is done");

  await page.context().close();
  await narrow();
}

// A token with two scopes sees two kinds of pages and changes nothing.
async function narrow() {
  const maker = await open(OPTIONS);
  await logIn(maker, email);
  await view(maker, "Tokens");
  await maker.getByRole("button", { name: "New token" }).click();
  await maker.getByLabel("Name", { exact: true }).fill("reads");
  await maker.getByLabel(/^Scopes/).fill("status players");
  await maker.keyboard.press("Enter");
  const secret = await maker.getByText(/^bzg_/).textContent();
  await maker.context().close();

  const page = await open(OPTIONS);
  await page.goto(url);
  await page.getByText("With a token instead").click();
  await page.getByLabel("Token of the operator").fill(secret);
  await enter(page);
  await page.getByRole("button", { name: "Log out" }).waitFor();
  const links = await page.locator("#nav a").allTextContents();
  check(links.join() === "Overview,Map,Players,Realm,Scripts", `its pages are ${links}`);
  await view(page, "Players");
  await page.locator("tbody tr").first().waitFor();
  check(await page.getByRole("button", { name: /^Kick/ }).count() === 0, "it kicks nobody");
  await view(page, "Realm");
  await page.getByText("No countdown runs.").waitFor();
  check(await page.getByRole("button", { name: "Stop" }).count() === 0, "it stops nothing");
  const asked = await page.evaluate(async () => {
    const ask = async (method, path, body) => {
      const headers = { "X-Bezgelor": "page", "Content-Type": "application/json" };
      const reply = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
      return reply.status;
    };
    return Promise.all([
      ask("POST", "/api/commands", { line: "realm motd mine" }),
      ask("POST", "/api/tokens", { name: "more", scopes: "admin" }),
      ask("DELETE", "/api/tokens/reads"),
      ask("POST", "/api/me/password", { old: "a", new: "b" }),
      ask("GET", "/api/accounts"),
      ask("GET", "/api/events?topics=logs"),
    ]);
  });
  check(asked.every((status) => status === 403), `it was answered ${asked}`);
  await page.context().close();
}

// Whoever guesses is slowed down and told how long. Last, for nobody logs in for a while after it.
export async function refusals() {
  forgive(/./);
  const page = await open(OPTIONS);
  await page.goto(url);
  await page.getByLabel("E-mail address").fill(email);
  for (let guess = 0; guess < 40; guess += 1) {
    await page.getByLabel("Password").fill(`guess ${guess}`);
    const answered = page.waitForResponse(/\/api\/session$/);
    await page.keyboard.press("Enter");
    if ((await answered).status() === 429) {
      await page.getByRole("alert").getByText(/\d+ s/).waitFor();
      await shot(page, "login-slowed");
      await page.context().close();
      return;
    }
    await page.getByRole("button", { name: "Log in", disabled: false }).waitFor();
  }
  throw new Error("forty guesses in a row were heard");
}
