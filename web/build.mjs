// SPDX-License-Identifier: Apache-2.0
//
// Makes dist/: everything the page needs, so that it never asks another machine for anything.
// `node build.mjs` after `npm ci --ignore-scripts`. Takes a few seconds.
import { build } from 'esbuild';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { writeLandCells } from './build-land.mjs';

const started = Date.now();
const here = fileURLToPath(new URL('.', import.meta.url));
const dist = `${here}dist`;
const require = createRequire(import.meta.url);
const mapFolder = require.resolve('maplibre-gl/package.json').replace(/package\.json$/, 'dist/');

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const options = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome110', 'firefox110', 'safari16.4'],
  outdir: dist,
  legalComments: 'none',
  logLevel: 'warning',
  assetNames: 'fonts/[name]',
  loader: { '.woff2': 'file', '.woff': 'empty' },
};
const [result, cells] = await Promise.all([
  build({ ...options, entryPoints: { app: `${here}src/main.ts`, receipt: `${here}src/receipt.ts`, duty: `${here}src/duty/page.ts` }, metafile: true, splitting: true, chunkNames: 'part-[name]-[hash]' }),
  writeLandCells(`${dist}/land`),
  build({
    ...options,
    format: 'iife',
    entryPoints: { 'first-paint': `${here}src/first-paint.ts` },
  }),
  // MapLibre's worker is a file of its own: the content policy allows no worker made from a string.
  copyFile(`${mapFolder}maplibre-gl-worker.mjs`, `${dist}/map-worker.js`),
  copyFile(require.resolve('world-atlas/land-50m.json'), `${dist}/land-50m.json`),
  copyFile(`${here}src/index.html`, `${dist}/index.html`),
  copyFile(`${here}src/receipt.html`, `${dist}/receipt.html`),
  copyFile(`${here}src/duty.html`, `${dist}/duty.html`),
  copyFile(`${here}src/icon.svg`, `${dist}/icon.svg`),
]);

// Their licences ask to travel with the copies.
const packages = [
  'maplibre-gl',
  'uplot',
  'topojson-client',
  'world-atlas',
  '@noble/ciphers',
  '@noble/curves',
  '@noble/hashes',
  '@fontsource/ibm-plex-sans',
  '@fontsource/ibm-plex-sans-arabic',
  '@fontsource/ibm-plex-mono',
];
const notices = await Promise.all(
  packages.map(async (name) => {
    const folder = `${here}node_modules/${name}/`;
    for (const file of ['LICENSE', 'LICENSE.txt', 'LICENSE.md']) {
      const text = await readFile(folder + file, 'utf8').catch(() => null);
      if (text) return `## ${name}\n\n${text.trim()}\n`;
    }
    throw new Error(`${name} has no licence file where we look for it`);
  }),
);
await writeFile(`${dist}/licences.txt`, notices.join('\n'));

const size = Object.entries(result.metafile.outputs)
  .filter(([name]) => /(app|receipt|duty)\.(js|css)$/.test(name))
  .map(([name, { bytes }]) => `${name.replace(/.*\//, '')} ${Math.round(bytes / 1024)} KiB`)
  .join(', ');
console.log(
  `web: built dist/ in ${((Date.now() - started) / 1000).toFixed(1)} s (${size}, ${cells} land cells)`,
);
