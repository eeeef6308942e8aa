// SPDX-License-Identifier: Apache-2.0
//
// What the browser tests share: Debian's Chromium, and a page on which anything on the console, any
// request to another machine and any policy violation is kept to fail the test.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const chromium = process.env.TRUCELINE_CHROMIUM ?? '/usr/bin/chromium';
const skip = existsSync(chromium) ? false : `no browser at ${chromium}: apt-get install chromium`;
const flags = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];
export const shots = process.env.TRUCELINE_SHOTS ?? mkdtempSync(join(tmpdir(), 'truceline-shots-'));
export const options = { skip, timeout: 60_000 };

export async function launch() {
  const { chromium: launcher } = await import('playwright-core');
  return launcher.launch({ executablePath: chromium, args: flags });
}

/** A page on the server at `url`; `wrong` collects everything that must not happen. */
export async function openOn(
  browser,
  { lang = 'en', hash = '', dark = false, size = [1440, 900], reduced = false },
  url,
) {
  const context = await browser.newContext({
    viewport: { width: size[0], height: size[1] },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-GB',
    reducedMotion: reduced ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  const wrong = [];
  page.on(
    'console',
    (message) =>
      ['error', 'warning'].includes(message.type()) &&
      wrong.push(`${message.type()}: ${message.text()}`),
  );
  page.on('pageerror', (error) => wrong.push(`exception: ${error.message}`));
  page.on(
    'request',
    (request) =>
      !request.url().startsWith(url) &&
      !/^(data|blob):/.test(request.url()) &&
      wrong.push(`outside: ${request.url()}`),
  );
  await page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      globalThis.violations.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await page.goto(`${url}?lang=${lang}#${hash}`);
  const clean = async () => {
    assert.deepEqual(await page.evaluate(() => globalThis.violations), [], 'content policy');
    assert.deepEqual(wrong, []);
  };
  return { page, clean, wrong, close: () => context.close() };
}
