// SPDX-License-Identifier: Apache-2.0
//
// How the tests of the writing pages come to a desk: signed in, with the officer's key open.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openOn, shots } from './browser.mjs';
import { kPassphrase } from './real-mission.mjs';

export async function signIn(page, party) {
  await page.click('.account summary');
  await page.fill('#login-name', `${party}.duty`);
  await page.fill('#login-password', kPassphrase);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.account bdi');
}

/** Puts file and passphrase into the dialog that is open; the answer is for the caller to await. */
export async function offerKey(page, file, passphrase = kPassphrase) {
  await page.setInputFiles('dialog .key-opener input[type=file]', file);
  await page.fill('dialog .key-opener input[type=password]', passphrase);
  await page.keyboard.press('Enter');
}

/** The duty desk of `party` on the mission's server, its key open (`sealed`: the one with a passphrase); `before(page)` runs before the page is there. */
export async function atDesk(
  browser,
  mission,
  party,
  { lang = 'en', key = true, sealed = false, before, ...setup } = {},
) {
  const opened = await openOn(browser, { lang, reduced: true, ...setup }, mission.url);
  const { page } = opened;
  page.setDefaultTimeout(60_000); // opening a key takes its time, more so on a busy machine
  await before?.(page);
  await page.goto(`${mission.url}duty.html?lang=${lang}`);
  await page.waitForSelector('.tabs');
  await signIn(page, party);
  if (key) {
    await page.click('.pen-bar button');
    if (sealed) await offerKey(page, mission.key(party));
    else await offerKey(page, mission.openKey(party), '');
    await page.waitForSelector('.pen-open');
  }
  return {
    ...opened,
    tab: (id) => page.click(`#tab-${id}`),
    /** Waits for the next statement to be in the record; its index. */
    async entered(act) {
      const before = await page.textContent('.entered');
      await act();
      await page.waitForFunction(
        (old) => document.querySelector('.entered')?.textContent !== old,
        before,
      );
      return Number(/\d+/.exec(await page.textContent('.entered'))[0]);
    },
    async shot(name) {
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${name}: ${over} px wider than the screen`);
      await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    },
  };
}

/** Fills the form for a site; its coordinate leaves nothing open. */
export async function fillSite(page, { name, coordinate = '36.2021N 37.1343E', place = '' }) {
  await page.fill('.notify-form .field:has-text("*") input[maxlength="200"] >> nth=0', name);
  if (place) await page.fill('.where input[maxlength="200"] >> nth=0', place);
  await page.fill('.place-field .coordinate >> nth=0', coordinate);
  await page.waitForSelector('.reading[aria-pressed="true"]');
}
