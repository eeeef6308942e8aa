// SPDX-License-Identifier: Apache-2.0
//
// The outline of an area, judged as the server judges it, and the body that comes of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Point } from '../src/duty/bodies';
import { locale } from '../src/locale/locale';
import { outlineFault } from '../src/notify/outline';
import { faultText } from '../src/notify/outline-text';
import { plainText } from '../src/notify/place-field';

const corners = (...flat: number[]): Point[] =>
  Array.from({ length: flat.length / 2 }, (_, i) => ({
    lon_e7: flat[2 * i] as number,
    lat_e7: flat[2 * i + 1] as number,
  }));
const square = corners(0, 0, 10, 0, 10, 10, 0, 10);

test('a plain outline has no fault, whichever way round and wherever it begins', () => {
  assert.equal(outlineFault(square), null);
  assert.equal(outlineFault([...square].reverse()), null);
  assert.equal(outlineFault([...square.slice(2), ...square.slice(0, 2)]), null);
  // A corner in the middle of a straight side says nothing wrong.
  assert.equal(outlineFault(corners(0, 0, 5, 0, 10, 0, 10, 10)), null);
});

test('each fault is told with its corner and its place', () => {
  assert.deepEqual(outlineFault([]), { kind: 'few' });
  assert.deepEqual(outlineFault(square.slice(0, 2)), { kind: 'few' });
  assert.deepEqual(outlineFault(corners(0, 0, 5, 5, 9, 9)), { kind: 'line' });
  assert.deepEqual(outlineFault([...square, square[0] as Point]), {
    kind: 'repeated',
    corner: 0,
    at: square[0],
  });
  assert.deepEqual(outlineFault(corners(0, 0, 10, 0, 20, 0, 10, 0, 5, 9)), {
    kind: 'spike',
    corner: 2,
    at: { lon_e7: 20, lat_e7: 0 },
  });
  assert.deepEqual(outlineFault(corners(0, 0, 10, 10, 10, 0, 0, 10)), {
    kind: 'crosses',
    side: 0,
    other: 2,
    at: { lon_e7: 5, lat_e7: 5 },
  });
  assert.equal(outlineFault(corners(0, 0, 10, 0, 10, 10, 5, 0, 0, 10))?.kind, 'crosses', 'touches');
});

test('a crossing by a single unit on the other side of the world is seen', () => {
  const far = 1_799_999_999;
  const outline = corners(-far, 0, far, 1, far, 5, 0, 0, -far, 5);
  assert.equal(outlineFault(outline)?.kind, 'crosses');
  assert.equal(outlineFault(corners(-far, 0, far, 1, far, 5, 0, 1, -far, 5)), null);
});

test('a fault is told in both languages, counted from one, with what to do', () => {
  const unit = 1_000_000;
  const fault = outlineFault(corners(0, 0, unit, unit, unit, 0, 0, unit));
  assert.ok(fault);
  assert.match(
    faultText(fault, 4, locale('en')),
    /from corner 1 to 2 meets the side from 3 to 4 at \u20660\.050000, 0\.050000\u2069\. Put/,
  );
  assert.match(faultText(fault, 4, locale('ar')), /1 إلى 2.*3 إلى 4.*رتّب/);
  assert.match(faultText({ kind: 'few' }, 2, locale('ar')), /زاويتان/);
});

test('a corner as text loses no digit', () => {
  assert.equal(plainText({ lon_e7: -3, lat_e7: 361234567 }), '36.1234567N -0.0000003E');
});
