// SPDX-License-Identifier: Apache-2.0
//
// What is wrong with an outline of corners, told while it is drawn, by the rules of the server
// (docs/spec/bodies.md#area), which decides. Exact: whole numbers only. It mends nothing.
import type { Point } from '../duty/bodies';

/** Corners count from 0; a side has the number of the corner it begins at. */
export type OutlineFault =
  | { kind: 'few' | 'line' }
  | { kind: 'repeated' | 'spike'; corner: number; at: Point }
  | { kind: 'crosses'; side: number; other: number; at: Point };

const kFewest = 3;

/** Which side of the line from `a` to `b` the point `c` lies on: -1, 0 or 1. */
function turn(a: Point, b: Point, c: Point): number {
  const left = BigInt(b.lon_e7 - a.lon_e7) * BigInt(c.lat_e7 - a.lat_e7);
  const right = BigInt(b.lat_e7 - a.lat_e7) * BigInt(c.lon_e7 - a.lon_e7);
  return left === right ? 0 : left > right ? 1 : -1;
}
const same = (a: Point, b: Point) => a.lon_e7 === b.lon_e7 && a.lat_e7 === b.lat_e7;

/** Of three on one line: does `c` lie between the two? */
const between = (a: Point, b: Point, c: Point) =>
  Math.min(a.lon_e7, b.lon_e7) <= c.lon_e7 &&
  c.lon_e7 <= Math.max(a.lon_e7, b.lon_e7) &&
  Math.min(a.lat_e7, b.lat_e7) <= c.lat_e7 &&
  c.lat_e7 <= Math.max(a.lat_e7, b.lat_e7);

/** Where two sides cross, touch or run along each other; null where they do not. */
function meeting(a: Point, b: Point, c: Point, d: Point): Point | null {
  const [c_of, d_of] = [turn(a, b, c), turn(a, b, d)];
  const [a_of, b_of] = [turn(c, d, a), turn(c, d, b)];
  if (c_of * d_of < 0 && a_of * b_of < 0) {
    // For showing where to look; that they cross is decided above.
    const [x, y] = [b.lon_e7 - a.lon_e7, b.lat_e7 - a.lat_e7];
    const [u, v] = [d.lon_e7 - c.lon_e7, d.lat_e7 - c.lat_e7];
    const part = ((c.lon_e7 - a.lon_e7) * v - (c.lat_e7 - a.lat_e7) * u) / (x * v - y * u);
    return {
      lon_e7: Math.round(a.lon_e7 + part * x),
      lat_e7: Math.round(a.lat_e7 + part * y),
    };
  }
  if (c_of === 0 && between(a, b, c)) return c;
  if (d_of === 0 && between(a, b, d)) return d;
  if (a_of === 0 && between(c, d, a)) return a;
  if (b_of === 0 && between(c, d, b)) return b;
  return null;
}

/** The first thing to mend; null where it is a plain outline. O(n^2). */
export function outlineFault(corners: Point[]): OutlineFault | null {
  const count = corners.length;
  const corner = (i: number) => corners[(i + count) % count] as Point;
  if (count < kFewest) return { kind: 'few' };
  for (let i = 0; i < count; i++)
    if (same(corner(i), corner(i + 1)))
      return { kind: 'repeated', corner: (i + 1) % count, at: corner(i) };
  if (corners.every((one) => turn(corner(0), corner(1), one) === 0)) return { kind: 'line' };
  for (let i = 0; i < count; i++) {
    const [before, here, after] = [corner(i - 1), corner(i), corner(i + 1)];
    const isBack = between(here, before, after) || between(here, after, before);
    if (turn(before, here, after) === 0 && isBack) return { kind: 'spike', corner: i, at: here };
  }
  for (let i = 0; i < count; i++)
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue; // neighbours: they share the first corner
      const at = meeting(corner(i), corner(i + 1), corner(j), corner(j + 1));
      if (at) return { kind: 'crosses', side: i, other: j, at };
    }
  return null;
}
