// SPDX-License-Identifier: Apache-2.0
//
// A small seeded generator (mulberry32), so that every run of the mock serves the same mission.

export function generator(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    int: (n) => Math.floor(next() * n),
    pick: (list) => list[Math.floor(next() * list.length)],
    /** Picks by weight from [[weight, value], ...]. */
    weighted(pairs) {
      let left = next() * pairs.reduce((sum, [w]) => sum + w, 0);
      for (const [w, value] of pairs) if ((left -= w) < 0) return value;
      return pairs[pairs.length - 1][1];
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
