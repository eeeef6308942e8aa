// SPDX-License-Identifier: Apache-2.0
//
// The built page in a real browser against the mock mission, under the server's content policy.
// Anything on the console, any request to another machine and any policy violation fails a test.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, openOn, options, shots } from './browser.mjs';
import { serve } from './mock/serve.mjs';

let browser;
let mock;
const servers = [];
const start = async (setup) => {
  const server = await serve(setup);
  servers.push(server);
  return server;
};

before(async () => {
  if (options.skip) return;
  mock = await start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  for (const server of servers) await server.close();
  if (!options.skip) console.log(`screenshots: ${shots}`);
});

/** The page with the mock mission, at a day of it. */
const open = ({ at = mock, hash = 'day=2018-03-20', ...setup } = {}) =>
  openOn(browser, { ...setup, hash }, at.url);
const ready = (page) =>
  page.waitForFunction(
    () =>
      document.querySelectorAll('.finding').length > 3 &&
      /\d/.test(document.querySelector('.legend-count')?.textContent ?? ''),
  );
const day = (page) => page.getAttribute('.track', 'aria-valuenow').then(Number);

test('the page loads without errors, outside requests or policy violations', options, async () => {
  const { page, clean, close } = await open();
  await ready(page);
  assert.match(await page.textContent('h1'), /Mock mission/);
  assert.equal(await page.textContent('.find-total'), '300 findings');
  assert.match(await page.textContent('.clock-zone'), /Asia\/Damascus UTC\+02:00/);
  await page.waitForFunction(() => document.querySelector('.line').dataset.state === 'live');
  await page.waitForTimeout(1500);
  await clean();
  await close();
});

test('the map draws the reports of the window', options, async () => {
  const { page, close } = await open({ hash: 'day=2017-03-20' });
  await ready(page);
  await page.waitForTimeout(2000);
  // Counted on a page of its own: the mission's content policy would not let it read the picture.
  const lab = await (await browser.newContext()).newPage();
  const colours = async () => {
    const picture = await page.locator('.map-canvas canvas').screenshot();
    return lab.evaluate(async (base64) => {
      const image = await createImageBitmap(
        await (await fetch(`data:image/png;base64,${base64}`)).blob(),
      );
      const canvas = new OffscreenCanvas(image.width, image.height);
      const c = canvas.getContext('2d');
      c.drawImage(image, 0, 0);
      const { data } = c.getImageData(0, 0, image.width, image.height);
      let strong = 0;
      for (let i = 0; i < data.length; i += 4)
        if (
          Math.max(data[i], data[i + 1], data[i + 2]) -
            Math.min(data[i], data[i + 1], data[i + 2]) >
          90
        )
          strong++;
      return strong;
    }, picture.toString('base64'));
  };
  const shownBefore = Number(/\d+/.exec(await page.textContent('.legend-count'))[0]);
  assert.ok(shownBefore > 100, `only ${shownBefore} reports in the window`);
  const withReports = await colours();
  await page.click('.layers summary');
  await page.getByLabel('Reports', { exact: true }).uncheck();
  await page.click('.layers summary');
  await page.waitForTimeout(800);
  const without = await colours();
  assert.ok(
    withReports > without + 400,
    `${withReports} coloured pixels with reports, ${without} without`,
  );
  await close();
});

test('switching to Arabic mirrors the page and keeps the day', options, async () => {
  const { page, clean, close } = await open();
  await ready(page);
  const shown = await day(page);
  await page.click('button[lang="ar"]');
  await page.waitForFunction(
    () =>
      document.documentElement.dir === 'rtl' && document.querySelectorAll('.finding').length > 3,
  );
  assert.equal(await page.textContent('#tab-findings'), 'الاستنتاجات');
  assert.match(await page.textContent('.finding-sentence'), /[\u0600-\u06ff]/);
  assert.equal(await day(page), shown);
  const panel = await page.locator('.panel').boundingBox();
  assert.ok(panel.x < 5, 'the panel stands at the inline end, on the left');
  await page.focus('.track');
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction(
    (before) =>
      Number(document.querySelector('.track').getAttribute('aria-valuenow')) === before + 1,
    shown,
  );
  await clean();
  await close();
});

test('playing moves the day on, and space stops it', options, async () => {
  const { page, clean, close } = await open();
  await ready(page);
  const first = await day(page);
  await page.selectOption('.time-row select', '30');
  await page.click('.play');
  await page.waitForFunction(
    (from) => Number(document.querySelector('.track').getAttribute('aria-valuenow')) >= from + 10,
    first,
  );
  await page.focus('.track');
  await page.keyboard.press(' ');
  await page.waitForTimeout(700);
  const stopped = await day(page);
  await page.waitForTimeout(400);
  assert.equal(await day(page), stopped);
  await clean();
  await close();
});

test('the slider obeys arrows, Page keys, Home and End', options, async () => {
  const { page, close } = await open();
  await ready(page);
  const first = await day(page);
  await page.focus('.track');
  const after = async (key, wanted) => {
    await page.keyboard.press(key);
    await page.waitForFunction(
      (n) => Number(document.querySelector('.track').getAttribute('aria-valuenow')) === n,
      wanted,
    );
  };
  await after('ArrowRight', first + 1);
  await after('ArrowLeft', first);
  await after('PageUp', first + 30);
  await after('Home', Number(await page.getAttribute('.track', 'aria-valuemin')));
  await after('End', Number(await page.getAttribute('.track', 'aria-valuemax')));
  assert.match(await page.getAttribute('.track', 'aria-valuetext'), /2019/);
  await close();
});

test('a click on a finding opens its evidence with header and body', options, async () => {
  const { page, clean, close } = await open();
  await ready(page);
  const sentence = await page.textContent('.finding[data-kind="breach"] .finding-sentence');
  await page.click('.finding[data-kind="breach"]');
  await page.waitForSelector('.detail .evidence-body .json');
  assert.equal(await page.textContent('.detail-sentence'), sentence);
  const text = await page.textContent('.evidence-body');
  assert.match(text, /commitment/);
  assert.match(text, /UCDP GED/);
  assert.match(await page.textContent('.detail .facts'), /By deaths in the best estimate/);
  await page.keyboard.press('Escape');
  await page.waitForSelector('.detail', { state: 'hidden' });
  await clean();
  await close();
});

test('a body that is not public shows its header and says why', options, async () => {
  const { page, close } = await open({ hash: 'day=2018-03-20&entry=1042' });
  await page.waitForSelector('.detail .json');
  assert.match(await page.textContent('.detail'), /not public/);
  await close();
});

test('an erased body says by which entry, on which basis and who decided', options, async () => {
  const { page, close } = await open({ hash: 'day=2018-03-20&entry=1043' });
  await page.waitForSelector('.detail .json');
  assert.match(
    await page.textContent('.detail'),
    /erased by entry 1044: GDPR article 17\. Decided by: data desk/,
  );
  await close();
});

test('tabs follow the arrow keys and show their pages', options, async () => {
  const { page, clean, close } = await open();
  await ready(page);
  await page.focus('#tab-findings');
  for (const id of ['provisions', 'chart', 'posts', 'record', 'findings']) {
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.getAttribute(`#tab-${id}`, 'aria-selected'), 'true');
    assert.equal(await page.locator(`#panel-${id}`).isVisible(), true);
    await page.waitForTimeout(300);
  }
  await page.keyboard.press('End');
  await page.waitForSelector('.checkpoint');
  assert.match(await page.textContent('.record'), /truceline verify/);
  await page.keyboard.press('Home');
  await clean();
  await close();
});

test('the zone chart compares before and after entry into force', options, async () => {
  const { page, clean, close } = await open({ hash: 'day=2018-03-20&tab=chart' });
  await page.waitForSelector('.compare tbody tr');
  assert.equal(await page.locator('.compare tbody tr').count(), 4);
  await page.selectOption('.chart select', 'eastern-ghouta');
  await page.waitForFunction(
    () => document.querySelector('.plot-title').textContent === 'Eastern Ghouta',
  );
  await page.click('.chart button[data-value="deaths"]');
  await page.waitForFunction(() =>
    /Deaths, best estimate/.test(document.querySelector('.plot-key').textContent),
  );
  await clean();
  await close();
});

test('filters narrow the list and an empty result says what to do', options, async () => {
  const { page, close } = await open();
  await ready(page);
  await page.click('.chip[data-kind="overdue"]');
  await page.waitForFunction(
    () => document.querySelector('.find-total').textContent === '4 of 300 findings',
  );
  await page.click('.findings button[data-value="possible"]');
  await page.click('text=Clear the filters');
  await page.waitForFunction(
    () => document.querySelector('.find-total').textContent === '300 findings',
  );
  await close();
});

test('a new finding appears on top with a quiet mark', options, async () => {
  const own = await start({ reports: 2000, findings: 50 });
  const { page, clean, close } = await open({ at: own });
  await page.waitForFunction(
    () =>
      document.querySelectorAll('.finding').length > 3 &&
      document.querySelector('.line').dataset.state === 'live',
  );
  own.announce();
  await page.waitForSelector('.finding.fresh .tag.new');
  assert.equal(await page.locator('.vrow[aria-posinset="1"] .finding.fresh').count(), 1);
  assert.match(await page.textContent('.known .fresh'), /1 new entry/);
  await clean();
  await close();
});

test(
  'going back to an earlier entry asks for the record as it was known then',
  options,
  async () => {
    const { page, clean, close } = await open();
    await ready(page);
    await page.fill('#known-at', '5000');
    await page.press('#known-at', 'Enter');
    await page.waitForFunction(
      () =>
        document.querySelector('.known').classList.contains('earlier') &&
        document.querySelector('.find-total').textContent !== '300 findings',
    );
    await page.click('.known button.small:not([hidden])');
    await page.waitForFunction(
      () => document.querySelector('.find-total').textContent === '300 findings',
    );
    await clean();
    await close();
  },
);

test('a mission without reports says how to add some', options, async () => {
  const own = await start({ reports: 0 });
  const { page, clean, close } = await open({ at: own, hash: '' });
  await page.waitForSelector('.findings .notice-title');
  await page.waitForFunction(() =>
    /truceline import/.test(document.querySelector('.findings').textContent),
  );
  assert.match(await page.textContent('.time-note'), /No reports yet/);
  await clean();
  await close();
});

test('a failing server is named with its problem, and trying again mends it', options, async () => {
  const own = await start({ reports: 500, findings: 40 });
  own.fail('/api/v1/findings');
  const { page, wrong, close } = await open({ at: own });
  await page.waitForSelector('.problem');
  const text = await page.textContent('.problem');
  assert.match(text, /The record is busy/);
  assert.match(text, /try again; if it lasts/);
  assert.ok(
    wrong.every((line) => /503/.test(line)),
    'nothing but the failed request is complained about',
  );
  own.mend();
  await page.click('.problem button');
  await page.waitForFunction(
    () => document.querySelectorAll('.finding').length > 3 && !document.querySelector('.problem'),
  );
  await close();
});

test('10,000 findings scroll with a handful of rows in the document', options, async () => {
  const own = await start({ reports: 17_000, findings: 10_000 });
  const { page, close } = await open({ at: own });
  await page.waitForFunction(
    () => document.querySelector('.find-total')?.textContent === '10,000 findings',
  );
  for (const part of [0.25, 0.5, 0.99]) {
    await page.evaluate((p) => {
      const v = document.querySelector('.vlist');
      v.scrollTop = v.scrollHeight * p;
    }, part);
    await page.waitForTimeout(80);
    const rows = await page.locator('.vrow').count();
    assert.ok(rows > 4 && rows < 40, `${rows} rows`);
  }
  await page.evaluate(() => document.querySelector('.vrow button').focus());
  await page.keyboard.press('End');
  await page.waitForSelector('.vrow[aria-posinset="10000"]');
  await close();
});

test('nothing from the record becomes markup', options, async () => {
  const own = await start({ reports: 500, findings: 40 });
  const plain = own.mission.answer;
  own.mission.answer = (path, query, lang) =>
    JSON.parse(
      JSON.stringify(plain(path, query, lang)).replaceAll(
        'Idlib',
        '<img src=x onerror=document.title=1>',
      ),
    );
  const { page, clean, close } = await open({ at: own, hash: 'tab=provisions' });
  await page.waitForSelector('.clause');
  for (const tab of ['findings', 'chart', 'posts']) {
    await page.click(`#tab-${tab}`);
    await page.waitForTimeout(300);
  }
  assert.equal(await page.locator('img[src="x"]').count(), 0);
  await clean();
  await close();
});

for (const [name, setup] of Object.entries({
  'en-light': {},
  'en-dark': { dark: true },
  'ar-light': { lang: 'ar' },
  'ar-dark': { lang: 'ar', dark: true },
  'en-phone': { size: [390, 844] },
  'ar-phone-dark': { lang: 'ar', dark: true, size: [390, 844] },
})) {
  test(`nothing overflows: ${name}`, options, async () => {
    const { page, clean, close } = await open({ ...setup, reduced: true });
    await ready(page);
    await page.waitForTimeout(1200);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${over} px wider than the screen`);
    await page.screenshot({ path: join(shots, `${name}.png`) });
    await clean();
    await close();
  });
}

/** The first fenced block of a page of docs/spec. */
const example = (name) =>
  /```\n([\s\S]*?)```/.exec(readFileSync(new URL(`../../docs/spec/${name}`, import.meta.url), 'utf8'))[1];

/** A server that offers the specification's receipt for entry 1, out of a bundle of three. */
async function offerReceipt(page, receipt = example('receipt.md')) {
  const bundle = Buffer.concat(
    ['first', 'second', 'third'].map((entry) =>
      Buffer.concat([Buffer.from([0, entry.length]), Buffer.from(entry)]),
    ),
  );
  const body = {
    '/api/v1/receipts/1': receipt,
    '/api/v1/policy': example('policy.md'),
    '/tile/entries/000.p/3': bundle,
  };
  for (const [path, text] of Object.entries(body))
    await page.route(`**${path}`, (route) => route.fulfill({ status: 200, body: text }));
}

for (const [name, setup] of Object.entries({
  'receipt-en': {},
  'receipt-ar-dark': { lang: 'ar', dark: true },
  'receipt-phone': { size: [390, 844] },
})) {
  test(`a receipt is checked in the browser: ${name}`, options, async () => {
    const { page, clean, close } = await open({ ...setup, reduced: true });
    await offerReceipt(page);
    await page.goto(`${mock.url}receipt.html?entry=1&lang=${setup.lang ?? 'en'}`);
    await page.waitForSelector('.verdict.good');
    assert.equal(await page.locator('.verdict li').count(), 3);
    assert.match(await page.textContent('.verdict'), /ledger\.example\/idlib/);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${over} px wider than the screen`);
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    await page.fill('#entry', 'another statement');
    assert.equal(await page.locator('.verdict').count(), 0, 'an old verdict must not stay');
    await page.click('.check-run');
    await page.waitForSelector('.verdict.bad');
    await clean();
    await close();
  });
}

test('a receipt that its server has changed is not proved', options, async () => {
  const { page, clean, close } = await open({ reduced: true });
  await offerReceipt(page, example('receipt.md').replace('index 1', 'index 0'));
  await page.route('**/api/v1/receipts/0', (route) =>
    route.fulfill({ status: 200, body: example('receipt.md').replace('index 1', 'index 0') }),
  );
  await page.goto(`${mock.url}receipt.html?lang=en`);
  await page.fill('#wanted', '0');
  await page.press('#wanted', 'Enter');
  await page.waitForSelector('.verdict.bad');
  assert.match(await page.textContent('.verdict'), /belongs to another statement/);
  await clean();
  await close();
});
