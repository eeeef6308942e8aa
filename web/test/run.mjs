// SPDX-License-Identifier: Apache-2.0
//
// Builds the page and the unit tests, runs them and the browser tests, and ends with one line:
// `web: N passed, N failed, N skipped`. Works with the test runner of Node 18 and later.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const web = join(here, '..');
const out = mkdtempSync(join(tmpdir(), 'truceline-web-test-'));
const node = (...words) => spawnSync(process.execPath, words, { cwd: web, stdio: 'inherit' });

function count(tap, word) {
  const found = new RegExp(`^# ${word} (\\d+)$`, 'm').exec(tap);
  return found ? Number(found[1]) : 0;
}

let [passed, failed, skipped] = [0, 0, 0];
const types = node('node_modules/typescript/bin/tsc', '--noEmit');
types.status === 0 ? passed++ : failed++;
const page = node('build.mjs');
page.status === 0 ? passed++ : failed++;

const units = readdirSync(here).filter((name) => name.endsWith('.test.ts'));
await build({
  entryPoints: units.map((name) => join(here, name)),
  outdir: out,
  bundle: true,
  platform: 'node',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
});
const files = [
  ...units.map((name) => join(out, name.replace(/\.ts$/, '.mjs'))),
  join(here, 'browser.test.mjs'),
  join(here, 'duty.test.mjs'),
  join(here, 'write.test.mjs'),
];
const tap = join(out, 'result.tap');
const run = node(
  '--test',
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  '--test-reporter=tap',
  `--test-reporter-destination=${tap}`,
  ...files,
);
const result = readFileSync(tap, 'utf8');
passed += count(result, 'pass');
failed += count(result, 'fail') + count(result, 'cancelled');
skipped += count(result, 'skipped');
if (run.status !== 0 && failed === 0) failed = 1;
rmSync(out, { recursive: true, force: true });
console.log(`web: ${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed ? 1 : 0;
