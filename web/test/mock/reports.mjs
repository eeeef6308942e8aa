// SPDX-License-Identifier: Apache-2.0
//
// About 17,000 invented reports, 2016-2019: thinner after each agreement enters into force, then
// creeping back, so that charts and the histogram have something to show.
import { generator } from './random.mjs';
import { agreements, day, kDay, places, zones } from './world.mjs';

export const events = [
  'armed-force',
  'armed-clash',
  'shelling',
  'air-strike',
  'explosive',
  'chemical-weapon',
  'attack-on-civilians',
];
export const precisions = [
  'exact',
  'settlement',
  'near',
  'district',
  'province',
  'feature',
  'country',
  'unknown',
];
export const dyads = [
  'Government - Insurgents',
  'Government - Islamic State',
  'Insurgents - Islamic State',
  'SDF - Islamic State',
  'Government - Civilians',
  'Turkey - SDF',
];
const radius = [100, 2000, 5000, 25000, 60000, 30000, 300000, 400000];

export function inside(ring, lon, lat) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
}

/** How lively a day is, relative to the liveliest: drops at each entry into force, recovers. */
function weight(ms) {
  let w = 1;
  for (const a of agreements) {
    const since = (ms - day(a.from)) / kDay;
    if (since >= 0) w *= 1 - 0.42 * Math.exp(-since / 160);
  }
  return w * (ms > day('2018-08-01') ? 0.45 : 1) * (1 + 0.18 * Math.sin(ms / (kDay * 23)));
}

export function makeReports(count, firstIndex, seed = 2017) {
  const random = generator(seed);
  const from = day('2016-01-01');
  const days = Math.round((day('2019-12-01') - from) / kDay);
  const rows = [];
  while (rows.length < count) {
    const start = from + random.int(days) * kDay;
    if (random.next() > weight(start)) continue;
    const [, lon0, lat0, spread, en, ar] = random.weighted(places.map((p) => [p[0], p]));
    const precision = random.weighted([
      [20, 0],
      [38, 1],
      [18, 2],
      [12, 3],
      [8, 4],
      [3, 5],
      [1, 6],
    ]);
    const snap = precision >= 3;
    const lon = snap ? lon0 : lon0 + random.normal() * spread;
    const lat = snap ? lat0 : lat0 + random.normal() * spread * 0.8;
    const event = random.weighted([
      [50, 0],
      [14, 1],
      [12, 2],
      [13, 3],
      [5, 4],
      [0.2, 5],
      [6, 6],
    ]);
    const length = random.weighted([
      [82, 1],
      [10, 3],
      [5, 7],
      [3, 30],
    ]);
    const best = Math.min(
      250,
      Math.floor(-Math.log(1 - random.next()) * 4.2 ** (random.next() * 1.6)),
    );
    const dyad =
      event === 6
        ? 4
        : random.weighted([
            [50, 0],
            [16, 1],
            [8, 2],
            [14, 3],
            [4, 5],
          ]);
    const zone = zones.find(
      (z) => start >= day(z.from) && (!z.to || start < day(z.to)) && inside(z.ring, lon, lat),
    );
    const breach = zone && dyad === 0 ? (precision >= 4 ? 1 : 2) : zone && dyad === 4 ? 1 : 0;
    rows.push({
      lon,
      lat,
      from: start,
      to: start + length * kDay,
      event,
      best,
      precision,
      dyad,
      breach,
      zone: zone?.id ?? '',
      name: { en, ar },
      radius_m: radius[precision],
      length,
    });
  }
  rows.sort((a, b) => a.from - b.from);
  rows.forEach((row, i) => (row.index = firstIndex + i));
  return rows;
}

export function columns(rows) {
  const get = (f) => rows.map(f);
  return {
    index: get((r) => r.index),
    lon_e7: get((r) => Math.round(r.lon * 1e7)),
    lat_e7: get((r) => Math.round(r.lat * 1e7)),
    from_ms: get((r) => r.from),
    to_ms: get((r) => r.to),
    event: get((r) => r.event),
    events,
    deaths_best: get((r) => r.best),
    precision: get((r) => r.precision),
    precisions,
    dyad: get((r) => r.dyad),
    dyads,
    breach: get((r) => r.breach),
  };
}
