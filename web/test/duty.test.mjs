// SPDX-License-Identifier: Apache-2.0
//
// The duty desk in a real browser, on the answers that the server's own transcript shows: what is
// to do, whom to call, how far each notification has got; and signing in.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, openOn, options, shots } from './browser.mjs';
import { serve } from './mock/serve.mjs';

/** The answers of tests/transcripts/http/duty.http, by what was asked. */
function transcript() {
  const file = new URL('../../tests/transcripts/http/duty.http', import.meta.url);
  const answers = new Map();
  for (const exchange of readFileSync(file, 'utf8').split('\n---\n')) {
    const asked = /^GET (\S+)$/m.exec(exchange)[1];
    answers.set(asked, exchange.slice(exchange.indexOf('\n{')));
  }
  return answers;
}

const answers = transcript();
let browser;
let mock;

before(async () => {
  if (options.skip) return;
  mock = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await mock?.close();
});

/** A server with accounts: whoever is signed in is the north's duty officer. */
async function offerDuty(page) {
  let session = null;
  const json = (route, body, status = 200) =>
    route.fulfill({ status, contentType: 'application/json', body });
  for (const part of ['duty', 'notifications', 'arrangements', 'rosters'])
    await page.route(`**/api/v1/${part}?*`, (route) => {
      const path = `/api/v1/${part}`;
      const arabic = route.request().url().includes('lang=ar');
      return json(route, (arabic && answers.get(`${path}?lang=ar`)) || answers.get(path));
    });
  await page.route('**/api/v1/session', (route) => {
    const request = route.request();
    if (request.method() === 'DELETE') session = null;
    if (request.method() === 'POST') {
      const given = request.postDataJSON();
      if (given.password !== 'right')
        return json(
          route,
          '{"title":"wrong","status":401,"detail":"The passphrase is wrong."}',
          401,
        );
      session = {
        account: given.name,
        party: 'north',
        role: 'duty-officer',
        scopes: [],
        ends_ms: 0,
      };
    }
    return json(route, JSON.stringify({ session, accounts: true }));
  });
}

for (const [name, setup] of Object.entries({
  'duty-en': {},
  'duty-ar-dark': { lang: 'ar', dark: true },
  'duty-phone': { size: [390, 844] },
})) {
  test(`the duty desk says what to do and whom to call: ${name}`, options, async () => {
    const { page, clean, close } = await openOn(browser, { ...setup, reduced: true }, mock.url);
    await offerDuty(page);
    await page.goto(`${mock.url}duty.html?lang=${setup.lang ?? 'en'}`);
    await page.waitForSelector('.todo');
    assert.equal(await page.locator('.todo').first().getAttribute('data-severity'), 'critical');
    assert.match(await page.locator('.todo').first().textContent(), /call-41/);
    assert.match(await page.locator('.todo .reach').first().textContent(), /\+963 11 555 0101/);
    const wide = async () => {
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${over} px wider than the screen`);
    };
    await wide();
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    // By keyboard alone to the other parts.
    await page.focus('#tab-inbox');
    await page.keyboard.press(setup.lang === 'ar' ? 'ArrowLeft' : 'ArrowRight');
    await page.waitForSelector('.rung');
    assert.equal(await page.locator('.rung[data-state="silent"]').count(), 1);
    assert.match(
      await page.textContent('.note'),
      setup.lang === 'ar' ? /ليس موافقة/ : /not to approve/,
    );
    await wide();
    await page.screenshot({ path: join(shots, `${name}-register.png`), fullPage: true });
    await page.keyboard.press('End');
    await page.waitForSelector('.rosters');
    await page.click('#tab-hotline');
    assert.equal(await page.locator('.call[data-running][data-emergency]').count(), 1);
    await clean();
    await close();
  });
}

test('signing in tells what was wrong, then who is there, and out again', options, async () => {
  const { page, close } = await openOn(browser, { reduced: true }, mock.url);
  await offerDuty(page);
  await page.goto(`${mock.url}duty.html?lang=en`);
  await page.click('.account summary');
  await page.fill('#login-name', 'nour');
  await page.fill('#login-password', 'wrong');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.account .alarm:not(:empty)');
  assert.match(await page.textContent('.account .alarm'), /passphrase is wrong/);
  assert.equal(await page.inputValue('#login-password'), '', 'a passphrase must not stay');
  await page.fill('#login-password', 'right');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.account bdi');
  assert.equal(await page.textContent('.account bdi'), 'nour, north');
  await page.click('.account button');
  await page.waitForSelector('.account summary');
  await close();
});
