// SPDX-License-Identifier: Apache-2.0
//
// Cuts the fine land of the world into cells of 20 degrees, so that a page loads only the coast
// around its mission. A hundred metres of rounding are far below what the source promises.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import { unrolled } from './src/map/unroll.js';

/** Must agree with kCell in src/map/land.ts. */
const kCell = 20;
const require = createRequire(import.meta.url);

/** Keeps the part of a ring on one side of x = at or y = at (Sutherland and Hodgman). */
function clip(ring, axis, at, keepGreater) {
  const out = [];
  const inside = (p) => (keepGreater ? p[axis] >= at : p[axis] <= at);
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j];
    const b = ring[i];
    if (inside(a) !== inside(b)) {
      const t = (at - a[axis]) / (b[axis] - a[axis]);
      const other = a[1 - axis] + t * (b[1 - axis] - a[1 - axis]);
      out.push(axis === 0 ? [at, other] : [other, at]);
    }
    if (inside(b)) out.push(b);
  }
  return out;
}

const round = (p) => [Math.round(p[0] * 1e3) / 1e3, Math.round(p[1] * 1e3) / 1e3];
const moved = (p, i, ring) => i === 0 || p[0] !== ring[i - 1][0] || p[1] !== ring[i - 1][1];

function polygonsOf(collection) {
  return collection.features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
  );
}

/** A polygon that goes on beyond the antimeridian, and once more where that is on the other side. */
function onBothSides(rings) {
  const outer = rings.map(unrolled);
  const lons = outer[0].map(([lon]) => lon);
  const shift = (by) => outer.map((ring) => ring.map(([lon, lat]) => [lon + by, lat]));
  const copies = [outer];
  if (lons.some((lon) => lon > 180)) copies.push(shift(-360));
  if (lons.some((lon) => lon < -180)) copies.push(shift(360));
  return copies;
}

/** Writes `folder`/<column>-<row>.json for every cell that has land; resolves to their number. */
export async function writeLandCells(folder) {
  const topology = JSON.parse(await readFile(require.resolve('world-atlas/land-10m.json'), 'utf8'));
  const polygons = polygonsOf(feature(topology, topology.objects.land)).flatMap(onBothSides);
  await mkdir(folder, { recursive: true });
  let written = 0;
  const jobs = [];
  for (let column = 0; column < 360 / kCell; column++) {
    const [w, e] = [column * kCell - 180, (column + 1) * kCell - 180];
    const strip = polygons
      .map((rings) => rings.map((ring) => clip(clip(ring.slice(0, -1), 0, w, true), 0, e, false)))
      .filter((rings) => rings[0].length > 2);
    for (let row = 0; row < 180 / kCell; row++) {
      const [s, n] = [row * kCell - 90, (row + 1) * kCell - 90];
      const cell = strip
        .map((rings) =>
          rings
            .map((ring) =>
              clip(clip(ring, 1, s, true), 1, n, false)
                .map(round)
                .filter(moved),
            )
            .filter((ring) => ring.length > 2)
            .map((ring) => [...ring, ring[0]]),
        )
        .filter((rings) => rings.length);
      if (!cell.length) continue;
      const text = JSON.stringify({ type: 'MultiPolygon', coordinates: cell });
      jobs.push(writeFile(`${folder}/${column}-${row}.json`, text));
      written++;
    }
  }
  await Promise.all(jobs);
  return written;
}
