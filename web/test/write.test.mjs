// SPDX-License-Identifier: Apache-2.0
//
// Writing from the page, in a real browser against the real server: what is signed here must be
// taken there, and `truceline verify` must find no fault in it. In both languages, by keyboard, and
// with everything that goes wrong at a desk: a wrong passphrase, somebody else's key, a revoked one,
// a line that breaks while sending, a clock that is a day off.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, options as browserOptions } from './browser.mjs';
import { atDesk, fillSite, offerKey, signIn } from './desk.mjs';
import { kPassphrase, program, realMission } from './real-mission.mjs';

const skip =
  browserOptions.skip ||
  (program ? false : 'the program is not built: ninja -C build/dev truceline');
const options = { ...browserOptions, skip, timeout: 300_000 };
let browser;
let mission;

before(async () => {
  if (skip) return;
  [mission, browser] = await Promise.all([realMission(), launch()]);
});
after(async () => {
  await browser?.close();
  await mission?.close();
});

/** The entry as the page's account may see it; asked again until the follower has taken it in. */
async function entry(page, index) {
  for (let tries = 0; ; tries++) {
    const found = await (await page.request.get(`${mission.url}api/v1/entries/${index}`)).json();
    if (found.header || tries > 50) return found;
    await page.waitForTimeout(40);
  }
}

for (const [name, setup] of Object.entries({
  en: { lang: 'en' },
  'ar-dark-phone': { lang: 'ar', dark: true, size: [390, 844] },
})) {
  test(`a site is notified, acknowledged, relayed and objected to: ${name}`, options, async () => {
    const arabic = setup.lang === 'ar';
    const relief = await atDesk(browser, mission, 'relief', setup);
    const { page } = relief;
    await relief.tab('notify');
    assert.match(
      await page.textContent('.notify-form .note'),
      arabic ? /ليس موافقة أبدًا/ : /never approved/,
    );
    await page.fill(
      '.notify-form input[maxlength="200"] >> nth=0',
      arabic ? 'مستشفى النور' : 'Al-Noor hospital',
    );
    // Two readings: nothing is taken for granted, and nothing is sent before somebody chooses.
    await page.fill('.place-field .coordinate >> nth=0', '36.2021, 37.1343');
    await page.waitForSelector('.reading');
    assert.equal(await page.locator('.reading').count(), 2);
    assert.equal(await page.locator('.reading[aria-pressed="true"]').count(), 0);
    await page.click('.notify-form .say-buttons .main');
    await page.waitForSelector('.notify-form > .alarm:not(:empty)');
    await page.focus('.reading >> nth=0');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.reading[aria-pressed="true"]').count(), 1);
    assert.equal(
      await page.inputValue('.place-field .coordinate >> nth=0'),
      '36.2021, 37.1343',
      'as typed',
    );
    await page.waitForSelector('.plan-canvas[data-ready]');
    await page.waitForSelector('.foreseen h3');
    assert.match(await page.textContent('.who-sees'), arabic ? /الشمال.*الجنوب/ : /North, South/);
    await relief.shot(`write-notify-${name}`);
    const index = await relief.entered(() => page.click('.notify-form .say-buttons .main'));
    const said = await entry(page, index);
    assert.deepEqual(said.header.audience, {
      label: 'named',
      recipients: ['mission', 'north', 'south'],
    });
    assert.equal(said.body.place.as_written, '36.2021, 37.1343');
    assert.deepEqual(said.body.circle.centre, { lat_e7: 362021000, lon_e7: 371343000 });
    await page.waitForSelector('.notified');

    const north = await atDesk(browser, mission, 'north', { ...setup, sealed: true });
    const q = north.page;
    await north.tab('register');
    const row = q.locator('.notified', { hasText: arabic ? 'مستشفى النور' : 'Al-Noor hospital' });
    await row.locator('.rung .main').focus();
    await q.keyboard.press('Enter');
    await q.waitForSelector('.notice');
    assert.match(await q.textContent('.notice'), /36\.20210, 37\.13430/);
    await north.shot(`write-acknowledge-${name}`);
    const received = await north.entered(() => q.click('.say-dialog .say-buttons .main'));
    const answer = await entry(q, received);
    assert.deepEqual(
      [answer.body.step, answer.body.officer, answer.body.notification],
      ['received', 'Colonel Haddad', said.id],
    );
    await row.locator('.steps i.on').first().waitFor();
    // Relayed: without a unit the form does not go.
    await row.locator('.rung .main').click();
    await q.click('.say-dialog .say-buttons .main');
    assert.equal(await q.locator('.say-dialog').count(), 1);
    await q.fill('.say-dialog input >> nth=1', 'Battery 4');
    const relayed = await north.entered(() => q.click('.say-dialog .say-buttons .main'));
    assert.deepEqual((await entry(q, relayed)).body.unit, 'Battery 4');
    // And an objection, with its reason.
    await row.locator('.rung .acts button').last().waitFor();
    await row
      .locator('.rung', { hasText: arabic ? 'الشمال' : 'North' })
      .locator('.acts button')
      .last()
      .click();
    await q.fill('.say-dialog textarea >> nth=0', 'An arms store, we say.');
    await north.entered(() => q.click('.say-dialog .say-buttons .main'));
    await q.waitForSelector('.rung[data-state="objected"]');
    await north.shot(`write-register-${name}`);

    // The agency enters what the south's officer said by phone, with a witness.
    await relief.tab('register');
    const own = page.locator('.notified', {
      hasText: arabic ? 'مستشفى النور' : 'Al-Noor hospital',
    });
    await own
      .locator('.rung', { hasText: arabic ? 'الجنوب' : 'South' })
      .locator('.acts button')
      .click();
    await page.fill('.say-dialog .say-form > .field >> nth=-1 >> input', 'Duty driver');
    const heard = await relief.entered(() => page.click('.say-dialog .say-buttons .main'));
    const told = (await entry(page, heard)).body;
    assert.deepEqual(
      [told.recipient, told.channel, told.witness],
      ['south', 'phone', 'Duty driver'],
    );
    for (const one of [relief, north]) {
      await one.clean();
      await one.close();
    }
  });
}

test(
  'a wrong passphrase, another party’s key and what is no key open nothing',
  options,
  async () => {
    const { page, clean, close, shot } = await atDesk(browser, mission, 'relief', { key: false });
    await page.click('.pen-bar button');
    const trouble = async (file, passphrase) => {
      await page.evaluate(() => document.querySelector('dialog .alarm')?.replaceChildren());
      await offerKey(page, file, passphrase);
      await page.waitForSelector('dialog .key-opener .alarm:not(:empty)');
      assert.equal(
        await page.inputValue('dialog .key-opener input[type=password]'),
        '',
        'a passphrase must not stay',
      );
      assert.equal(await page.locator('.pen-open').count(), 0);
      return page.textContent('dialog .key-opener .alarm');
    };
    assert.match(
      await trouble(mission.key('relief'), 'four unrelated wrong words'),
      /passphrase is wrong/,
    );
    await shot('write-wrong-passphrase');
    assert.match(
      await trouble(mission.key('north'), kPassphrase),
      /speaks for north.*signed in for relief/,
    );
    assert.match(
      await trouble(mission.key('relief').replace('.key', '.root.key'), kPassphrase),
      /root key/,
    );
    const junk = join(mission.folder, 'junk.key');
    writeFileSync(junk, 'hello\n');
    assert.match(await trouble(junk, kPassphrase), /not a key file/);
    const stranger = join(mission.folder, 'stranger.key');
    mission.run('key', 'new', 'relief', '--no-passphrase', '--out', stranger);
    assert.match(await trouble(stranger, kPassphrase), /Nobody ever enrolled/);
    // Only what was refused by the server as unknown may stand on the console.
    await close();
    void clean;
  },
);

test(
  'a movement along a route, checked at each waypoint and against what is there',
  options,
  async () => {
    const relief = await atDesk(browser, mission, 'relief');
    const { page } = relief;
    await relief.tab('notify');
    await page.selectOption('.notify-form select >> nth=0', 'movement');
    await page.fill('.notify-form input[maxlength="200"] >> nth=0', 'Convoy 12');
    await page.fill('.stops input[maxlength="200"] >> nth=0', 'Mill');
    await page.fill('.stops .coordinate >> nth=0', '36.10N 37.00E');
    await page.fill('.stops .coordinate >> nth=1', '36°12.126′N 37°08.058′E');
    await page.waitForSelector('.stops > li:nth-child(2) .reading[aria-pressed="true"]');
    await page.waitForSelector('.stops > li:nth-child(1) .reading[aria-pressed="true"]');
    assert.match(
      await page.textContent('.asked'),
      /times, number plates, marking by night, a contact/,
    );
    assert.match(await page.textContent('.asked'), /48 hrs|2 days/, 'short notice is told');
    await page.click('.list-field:has-text("Vehicles") > button');
    await page.fill('.rows input >> nth=0', 'HAMA 401233');
    await page.check('.rows input[value="night"]');
    const day = (
      await page.inputValue('.notify-form input[type="datetime-local"][id] >> nth=0')
    ).slice(0, 10);
    for (const [i, time] of ['10:00', '10:00', '12:00', '12:30'].entries())
      await page.fill(
        `.stops input[type="datetime-local"] >> nth=${i}`,
        `${Number(day.slice(0, 4)) + 1}${day.slice(4)}T${time}`,
      );
    await page.waitForSelector('.plan-canvas[data-ready]');
    await page.waitForSelector('.foreseen h3');
    await relief.shot('write-movement');
    const index = await relief.entered(() => page.click('.notify-form .say-buttons .main'));
    const { body } = await entry(page, index);
    assert.deepEqual(
      body.corridor.route.map((one) => one.at),
      [
        { lat_e7: 361000000, lon_e7: 370000000 },
        { lat_e7: 362021000, lon_e7: 371343000 },
      ],
    );
    const [first, last] = body.corridor.route.map((one) => one.passage);
    assert.deepEqual(
      [body.when.from_ms, body.when.to_ms],
      [first.arrives_ms, last.leaves_ms],
      'the route’s own times',
    );
    assert.equal(last.arrives_ms - first.leaves_ms, 2 * 3_600_000);
    assert.equal(last.leaves_ms - last.arrives_ms, 30 * 60_000);
    assert.deepEqual(body.vehicles, [{ marked: ['night'], plate: 'HAMA 401233' }]);
    // Changed, it is the next version of the same thing.
    const row = page.locator('.notified', { hasText: 'Convoy 12' });
    await row.locator('[data-focus^="change"]').first().click();
    await page.waitForFunction(
      () => document.querySelectorAll('.stops .reading[aria-pressed="true"]').length === 2,
    );
    await page.selectOption('.notify-form select >> nth=1', 'under-way');
    const again = await relief.entered(() => page.click('.notify-form .say-buttons .main'));
    const second = (await entry(page, again)).body;
    assert.deepEqual([second.id, second.phase], [body.id, 'under-way']);
    assert.deepEqual(second.corridor, body.corridor);
    await relief.clean();
    await relief.close();
  },
);

/** Fills the interval of the form: an hour of tomorrow. */
async function fillTimes(page) {
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await page.fill('.notify-form input[type="datetime-local"][id] >> nth=0', `${day}T10:00`);
  await page.fill('.notify-form input[type="datetime-local"][id] >> nth=1', `${day}T11:00`);
}
const outlineSays = (page, words) =>
  page.locator('.outline', { hasText: words }).waitFor({ timeout: 20_000 });

for (const [name, setup] of Object.entries({
  en: { lang: 'en' },
  'ar-dark-phone': { lang: 'ar', dark: true, size: [390, 844] },
})) {
  test(`an area is typed and clicked, its faults told, and the program signs the same: ${name}`, options, async () => {
    const arabic = setup.lang === 'ar';
    const relief = await atDesk(browser, mission, 'relief', setup);
    const { page } = relief;
    const posted = [];
    page.on('request', (one) => one.url().endsWith('/statements') && posted.push(one.postDataJSON()));
    await relief.tab('notify');
    await page.fill('.notify-form input[maxlength="200"] >> nth=0', `Camp ${name}`);
    await page.check('.notify-form input[value="area"]');
    await fillTimes(page);
    // Two corners, one of them in another notation, are too few.
    await page.fill('textarea.coordinate', '36.30N 37.20E\n36°18′00″N 37°18′00″E');
    await outlineSays(page, arabic ? 'وهنا زاويتان' : 'three corners or more, and there are 2');
    await page.click('.notify-form .say-buttons .main');
    await page.waitForSelector('.notify-form > .alarm:not(:empty)');
    assert.match(await page.textContent('.notify-form > .alarm'), arabic ? /ثلاث زوايا/ : /Add what/);
    // A third and a fourth on the map. Typed in a wrong order, the outline crosses itself.
    await page.waitForSelector('.plan-canvas[data-ready]');
    await page.locator('.plan-canvas canvas').scrollIntoViewIfNeeded();
    const canvas = await page.locator('.plan-canvas canvas').boundingBox();
    for (const [i, [x, y]] of [[0.3, 0.2], [0.7, 0.2]].entries()) {
      await page.mouse.click(canvas.x + x * canvas.width, canvas.y + y * canvas.height);
      await page.waitForSelector(`.corners > li:nth-child(${3 + i})`);
    }
    await outlineSays(page, arabic ? 'رتّب الزوايا' : 'Put the corners in the order');
    await relief.shot(`write-area-crosses-${name}`);
    await page.click('.notify-form .say-buttons .main');
    await page.waitForFunction(
      (words) => document.querySelector('.notify-form > .alarm').textContent.includes(words),
      arabic ? 'يلاقي الضلع' : 'meets the side',
    );
    assert.equal(posted.length, 0, 'nothing is signed');
    // One is taken away by keyboard; the focus stays at hand.
    await page.focus('.corner-remove >> nth=3');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.corners > li').length === 3);
    assert.equal(
      await page.evaluate(() => document.activeElement.dataset.focus),
      'corner-2',
      'the focus is on what is left',
    );
    await outlineSays(page, arabic ? 'المحيط مغلق' : '3 corners. The outline is closed.');
    assert.equal(await page.textContent('.notify-form > .alarm'), '', 'mended, it is no longer said');
    await page.waitForSelector('.foreseen h3');
    await relief.shot(`write-area-${name}`);
    const index = await relief.entered(() => page.click('.notify-form .say-buttons .main'));
    const { body } = await entry(page, index);
    const [[ring]] = body.area;
    assert.deepEqual(ring.slice(0, 4), [372000000, 363000000, 373000000, 363000000]);
    assert.equal(ring.length, 6);
    const lines = body.place.as_written.split('\n');
    assert.deepEqual(lines.slice(0, 2), ['36.30N 37.20E', '36°18′00″N 37°18′00″E'], 'as typed');
    // The program makes the same bytes of the same words, but for the name that makes it another.
    const other = Object.fromEntries(Object.entries({ ...body, id: `${body.id}-2` }).reverse());
    const again = Number(/^#(\d+)/.exec(saidBy('relief', other, 'named:north,south,mission'))[1]);
    const written = posted[0].body.replace(`"id":"${body.id}"`, `"id":"${body.id}-2"`);
    assert.deepEqual((await entry(page, again)).body, JSON.parse(written));
    const bytes = await (await page.request.get(`${mission.url}api/v1/entries/${again}`)).text();
    assert.ok(bytes.includes(written), 'byte for byte');
    // What the form refuses the program refuses, too, for the same reason.
    const [a, b, c] = [ring.slice(0, 2), ring.slice(2, 4), ring.slice(4)];
    const beyond = [c[0] + 20000, c[1] - 9_000_000];
    for (const [wrong, reason] of [
      [[...a, ...b], /fewer than three vertices/],
      [[...a, ...b, ...c, ...beyond], /crosses/],
    ])
      assert.throws(
        () => saidBy('relief', { ...body, area: [[wrong]] }, 'named:north,south,mission'),
        reason,
      );
    // Changed, its corners come back as they were typed.
    await relief.tab('register');
    await page.locator('.notified', { hasText: `Camp ${name}` }).locator('[data-focus^="change"]').first().click();
    await outlineSays(page, arabic ? 'المحيط مغلق' : 'The outline is closed');
    assert.equal(await page.inputValue('textarea.coordinate'), body.place.as_written);
    await relief.clean();
    await relief.close();
  });
}

test('the connection breaks while sending: the same bytes again, one entry', options, async () => {
  const relief = await atDesk(browser, mission, 'relief');
  const { page } = relief;
  const posted = [];
  let goOn;
  const looked = new Promise((resolve) => (goOn = resolve));
  await page.route('**/api/v1/statements', async (route) => {
    posted.push(route.request().postData());
    if (posted.length === 1) return route.abort('internetdisconnected');
    if (posted.length === 2) {
      await looked;
      await route.fetch(); // it arrives, and its answer is lost
      return route.abort('connectionreset');
    }
    return route.continue();
  });
  await relief.tab('notify');
  await fillSite(page, { name: 'Warehouse 7' });
  await page.click('.notify-form .say-buttons .main');
  await page.locator('.notify-form .say-line', { hasText: /same signed statement/ }).waitFor();
  await relief.shot('write-lost');
  // Meanwhile nothing else can be signed.
  assert.ok(await page.isDisabled('.notify-form .say-buttons .main'));
  goOn();
  // "Send now", or the page does it by itself a moment later.
  const index = await relief.entered(() =>
    page.click('.notify-form .say-line button', { timeout: 2_000 }).catch(() => undefined),
  );
  assert.equal(posted.length, 3);
  assert.equal(new Set(posted).size, 1, 'never signed twice');
  const kept = await entry(page, index);
  const next = await (await page.request.get(`${mission.url}api/v1/entries/${index + 1}`)).json();
  assert.equal(kept.header.kind, 'notification');
  assert.notEqual(
    next.header?.author?.key === kept.header.author.key && next.header.kind,
    'notification',
    'entered once',
  );
  await relief.close();
});

test('a phone whose clock is a day off: the person says which clock counts', options, async () => {
  const relief = await atDesk(browser, mission, 'relief', {
    before: (page) =>
      page.addInitScript(() => {
        const real = Date.now.bind(Date);
        Date.now = () => real() + 86_400_000;
      }),
  });
  const { page } = relief;
  await relief.tab('notify');
  await fillSite(page, { name: 'Clinic 9' });
  await page.click('.notify-form .say-buttons .main');
  await page.waitForSelector('.clock-doubt');
  assert.match(await page.textContent('.clock-doubt'), /(24 hrs?|1 day) off/);
  await relief.shot('write-clock');
  assert.equal(await page.textContent('.entered'), '', 'nothing is signed before somebody chooses');
  await page.check('.clock-doubt input[value="server"]');
  const index = await relief.entered(() => page.click('.notify-form .say-buttons .main'));
  const { header } = await entry(page, index);
  assert.ok(Math.abs(header.time.ms - Date.now()) < 60_000, 'dated by the clock that was chosen');
  await relief.close();
});

test('one press starts an emergency call; tries and its end are entered', options, async () => {
  const relief = await atDesk(browser, mission, 'relief');
  const { page } = relief;
  await relief.tab('hotline');
  const placed = await relief.entered(() => page.click('.emergencies .emergency >> nth=1'));
  const { body } = await entry(page, placed);
  assert.deepEqual(
    [body.step, body.called, body.emergency, body.officer, body.address],
    ['placed', 'south', true, 'Colonel Sami', '+963 11 555 0101'],
  );
  await page.waitForSelector('.call[data-running][data-emergency] .running');
  const first = await page.textContent('.running');
  await page.waitForFunction(
    (old) => document.querySelector('.running').textContent !== old,
    first,
  );
  assert.match(await page.textContent('.call-next'), /Colonel Sami.*ar, en.*\+963 11 555 0101/);
  await relief.shot('write-emergency');
  const tried = await relief.entered(() => page.click('.call-next [data-focus^="not-answered"]'));
  assert.deepEqual(
    [(await entry(page, tried)).body.step, (await entry(page, tried)).body.id],
    ['not-answered', body.id],
  );
  await relief.entered(() => page.click('.call-next [data-focus^="answered"]'));
  await page.click('.call-next [data-focus^="end"]');
  await page.fill('.say-dialog textarea >> nth=0', 'Fire stopped; the crew was told.');
  const ended = await relief.entered(() => page.click('.say-dialog .say-buttons .main'));
  assert.equal((await entry(page, ended)).body.outcome, 'Fire stopped; the crew was told.');
  await page.waitForSelector('.call:not([data-running])');
  await relief.clean();
  await relief.close();
});

test(
  'the queue: one key press says it again, and the focus stays in the list',
  options,
  async () => {
    const relief = await atDesk(browser, mission, 'relief');
    const { page } = relief;
    await relief.tab('revalidate');
    await page.waitForSelector('.queued');
    const oldest = await page.textContent('.queued h3 >> nth=0');
    await relief.shot('write-queue');
    await page.focus('.queued button >> nth=0');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    const index = await relief.entered(() => page.keyboard.press('Enter'));
    assert.equal((await entry(page, index)).header.kind, 'notification');
    await page.waitForFunction(
      (name) => document.querySelector('.queued h3').textContent !== name,
      oldest,
    );
    assert.equal(
      await page.evaluate(() => document.activeElement?.closest('.queue') !== null),
      true,
    );
    // Withdrawn, it is in nobody's way and needs nothing more.
    await relief.tab('register');
    const row = page.locator('.notified', { hasText: oldest });
    await row.locator('[data-focus^="withdraw"]').click();
    const gone = await relief.entered(() => page.click('.say-dialog .say-buttons .main'));
    assert.equal((await entry(page, gone)).body.phase, 'withdrawn');
    await relief.clean();
    await relief.close();
  },
);

test('a roster is written and its gap closes while one writes', options, async () => {
  const north = await atDesk(browser, mission, 'north');
  const { page } = north;
  await north.tab('roster');
  await page.waitForSelector('.cover-gap');
  await page.click('.roster-form > button');
  await page.fill('.shift input >> nth=0', 'Major Nour');
  await page.fill('.shift input >> nth=1', 'ar');
  const far = await page.inputValue('.shift input[type="datetime-local"] >> nth=0');
  await page.fill(
    '.shift input[type="datetime-local"] >> nth=1',
    `${Number(far.slice(0, 4)) + 1}${far.slice(4)}`,
  );
  await page.waitForSelector('.cover-whole');
  await north.shot('write-roster');
  const index = await north.entered(() => page.click('.roster-form .say-buttons .main'));
  const { body } = await entry(page, index);
  assert.deepEqual([body.shifts[0].officer.name, body.shifts[0].rank], ['Major Nour', 'field']);
  await north.clean();
  await north.close();
});

for (const [name, setup] of Object.entries({
  en: { lang: 'en' },
  'ar-dark-phone': { lang: 'ar', dark: true, size: [390, 844] },
})) {
  test(`a conflict: both volumes, the time bar, who gives way: ${name}`, options, async () => {
    const from_ms = Date.now() + 7_200_000;
    const near = { lon_e7: 371350000 + (name === 'en' ? 0 : 500), lat_e7: 362050000 };
    mission.say(
      'notification',
      {
        id: `strike-${name}`,
        kind: 'operation',
        names: { en: 'Operation 5', ar: 'العملية 5' },
        when: { from_ms, to_ms: from_ms + 3_600_000, precision: 'exact' },
        circle: { centre: near, radius_m: 300 },
      },
      '--as',
      'north',
      '--audience',
      'named:relief,south,mission',
      '--passphrase-file',
      join(mission.folder, 'passphrase'),
    );
    const relief = await atDesk(browser, mission, 'relief', setup);
    const { page } = relief;
    await page.waitForSelector('a[href^="#conflict="]');
    await page.focus('a[href^="#conflict="] >> nth=0');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.conflict .side >> nth=1');
    await page.waitForSelector('.plan-canvas[data-ready]');
    assert.equal(await page.locator('.time-plot rect.time-band').count(), 1);
    assert.equal(await page.locator('.may-do').count(), 2);
    assert.equal(await page.locator('.tag.yields').count(), 1, 'one gives way');
    await relief.shot(`write-conflict-${name}`);
    // An exception is one side's word, for these two versions.
    await page.click('.may-do [data-focus="except"]');
    await page.fill('.say-dialog textarea', 'The operation waits.');
    const index = await relief.entered(() => page.click('.say-dialog .say-buttons .main'));
    const { body } = await entry(page, index);
    assert.equal(body.between.length, 2);
    await page.click('.conflict > p button');
    await page.waitForSelector('.tabs:visible');
    await relief.clean();
    await relief.close();
  });
}

const saidBy = (party, body, audience) =>
  mission.say(
    'notification',
    body,
    '--as',
    party,
    '--audience',
    audience,
    '--passphrase-file',
    join(mission.folder, 'passphrase'),
  );
const circleAt = (lon_e7, lat_e7, radius_m = 200) => ({ centre: { lon_e7, lat_e7 }, radius_m });

test('a conflict of which only the rough area may be known', options, async () => {
  const from_ms = Date.now() + 7_200_000;
  const when = { from_ms, to_ms: from_ms + 3_600_000, precision: 'exact' };
  saidBy(
    'relief',
    {
      id: 'depot',
      kind: 'site',
      names: { en: 'Depot' },
      when: { from_ms: Date.now(), precision: 'exact' },
      circle: circleAt(387100000, 347300000),
    },
    'named:north,south,mission',
  );
  saidBy(
    'north',
    {
      id: 'unseen',
      kind: 'operation',
      names: { en: 'Secret' },
      when,
      circle: circleAt(387150000, 347310000),
    },
    'named:south',
  );
  const relief = await atDesk(browser, mission, 'relief', { key: false });
  const { page } = relief;
  await page
    .locator('.todo', { hasText: /may not see/ })
    .locator('a.main')
    .click();
  await page.waitForSelector('.conflict .side');
  const text = await page.textContent('.conflict');
  assert.match(text, /may not be shown to you.*roughly where/s);
  assert.match(text, /Depot/);
  assert.doesNotMatch(text, /Secret|North/, 'neither what it is nor whose');
  assert.equal(await page.locator('.tag.yields').count(), 0);
  await page.waitForSelector('.plan-canvas[data-ready]');
  await relief.shot('write-conflict-hidden');
  await relief.clean();
  await relief.close();
});

test(
  'where the arrangement asks for it, the author reads what is near and says so',
  options,
  async () => {
    const from_ms = Date.now() + 86_400_000;
    const near = (id, name) =>
      saidBy(
        'relief',
        {
          id,
          kind: 'site',
          names: { en: name },
          when: { from_ms: Date.now(), precision: 'exact' },
          circle: circleAt(397100000, 337300000),
        },
        'named:north,south,mission',
      );
    near('school', 'School');
    const north = await atDesk(browser, mission, 'north');
    const { page } = north;
    await north.tab('notify');
    await page.selectOption('.notify-form select >> nth=0', 'exercise');
    await fillSite(page, { name: 'Exercise 3', coordinate: '33.7310N 39.7150E' });
    const day = new Date(from_ms).toISOString().slice(0, 10);
    await page.fill('.notify-form input[type="datetime-local"][id] >> nth=0', `${day}T10:00`);
    await page.fill('.notify-form input[type="datetime-local"][id] >> nth=1', `${day}T12:00`);
    await page.waitForSelector('.foreseen .near');
    assert.match(await page.textContent('.foreseen .near'), /School/);
    const go = () => page.click('.notify-form .say-buttons .main');
    await go();
    await page.waitForSelector('.notify-form .say-foot > .alarm:not(:empty)');
    assert.match(
      await page.textContent('.notify-form .say-foot > .alarm'),
      /Read what others have notified/,
    );
    await page.check('.notify-form label:has-text("I have read")');
    // Something new is notified meanwhile: what was read is no longer what is there.
    near('clinic', 'Clinic');
    await page.waitForTimeout(500);
    await go();
    await page.locator('.foreseen .near', { hasText: 'Clinic' }).waitFor();
    assert.equal(await page.isChecked('.notify-form label:has-text("I have read") input'), false);
    assert.equal(await page.textContent('.entered'), '', 'nothing was signed');
    await page.check('.notify-form label:has-text("I have read")');
    const { body } = await entry(page, await north.entered(go));
    assert.match(body.has_read.key, /^[0-9a-f]{64}$/);
    await north.clean();
    await north.close();
  },
);

test('the key goes with whoever signs out, and is in no storage', options, async () => {
  const relief = await atDesk(browser, mission, 'relief');
  const { page } = relief;
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  );
  assert.doesNotMatch(kept, /seed|passphrase/i);
  await page.click('.account button');
  await page.waitForSelector('.account summary');
  assert.equal(await page.locator('.pen-open').count(), 0);
  await signIn(page, 'relief');
  assert.equal(await page.locator('.pen-open').count(), 0, 'and does not come back by itself');
  await relief.clean();
  await relief.close();
});

test('after half an hour without use the key is put away', options, async () => {
  const relief = await atDesk(browser, mission, 'relief');
  const { page } = relief;
  await page.evaluate(() => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + 29 * 60_000;
  });
  await page.waitForTimeout(5_500);
  assert.equal(await page.locator('.pen-open').count(), 1, 'not before');
  await page.evaluate(() => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + 2 * 60_000;
  });
  await page.waitForSelector('.pen-open', { state: 'detached', timeout: 10_000 });
  await relief.close();
});

test('a server that offers a number twice gets no second signature under it', options, async () => {
  const relief = await atDesk(browser, mission, 'relief');
  const { page } = relief;
  const file = (await import('node:fs')).readFileSync(mission.openKey('relief'), 'utf8');
  const key = /public: (\w+)/.exec(file)[1];
  const standing = await (await page.request.get(`${mission.url}api/v1/keys/${key}`)).json();
  await relief.tab('hotline');
  await relief.entered(() => page.click('.emergencies .emergency >> nth=0'));
  // The host pretends that nothing was said since.
  await page.route(`**/api/v1/keys/${key}`, (route) => route.fulfill({ json: standing }));
  const posted = [];
  page.on(
    'request',
    (request) => request.url().endsWith('/statements') && posted.push(request.url()),
  );
  await page.click('.call-next [data-focus^="not-answered"] >> nth=0');
  await page.waitForSelector('.duty-page > .alarm:not(:empty)');
  assert.match(
    await page.textContent('.duty-page > .alarm'),
    /offers number \d+, under which this browser has signed already/,
  );
  assert.equal(posted.length, 0);
  await relief.close();
});

test('what the record says enters the page as text', options, async () => {
  const evil = '<img src=x onerror="document.title=1"> <b>bold</b>';
  mission.say(
    'notification',
    {
      id: 'evil',
      kind: 'site',
      names: { en: evil },
      text: evil,
      when: { from_ms: Date.now(), precision: 'exact' },
      circle: { centre: { lon_e7: 300000000, lat_e7: 300000000 }, radius_m: 10 },
    },
    '--as',
    'north',
    '--audience',
    'named:relief',
    '--passphrase-file',
    join(mission.folder, 'passphrase'),
  );
  const relief = await atDesk(browser, mission, 'relief', { key: false });
  const { page } = relief;
  await relief.tab('register');
  const row = page.locator('.notified', { hasText: '<img src=x' });
  assert.equal(await row.locator('h3').textContent(), evil);
  assert.equal(await page.locator('main img, main b').count(), 0);
  await relief.clean();
  await relief.close();
});

test('a key that is revoked while the desk is open signs no more', options, async () => {
  const south = await atDesk(browser, mission, 'south');
  const { page } = south;
  const key = /public: (\w+)/.exec(
    (await import('node:fs')).readFileSync(mission.openKey('south'), 'utf8'),
  )[1];
  mission.run('key', 'revoke', 'south', key.slice(0, 16), '--reason', 'laptop stolen');
  await south.tab('hotline');
  await page.click('.emergencies .emergency >> nth=0');
  await page.waitForSelector('.duty-page > .alarm:not(:empty)');
  assert.match(await page.textContent('.duty-page > .alarm'), /ended by entry \d+\. laptop stolen/);
  await south.close();
});

test('what the page wrote stands the check of the program', options, async () => {
  const verified = mission.verify();
  assert.equal(verified.status, 0, verified.stdout + verified.stderr);
});
