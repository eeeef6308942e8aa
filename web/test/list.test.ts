// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visibleRange } from '../src/dom/virtual-range';
import { coastlines } from '../src/map/coast';
import { unrolled } from '../src/map/unroll';
import { degreesWithin } from '../src/map/edge-labels';
import { cellsAround } from '../src/map/land';

test('only the rows in view and a few spare ones are kept', () => {
  assert.deepEqual(visibleRange(10_000, 100, 5000, 600, 5), { first: 45, end: 61 });
});
test('the range stays inside the list at both ends', () => {
  assert.deepEqual(visibleRange(10, 100, 0, 5000), { first: 0, end: 10 });
  assert.deepEqual(visibleRange(10, 100, 99_999, 300, 0), { first: 7, end: 10 });
  assert.deepEqual(visibleRange(0, 100, 50, 300), { first: 0, end: 0 });
});
test('at every scroll position every visible row is in the range', () => {
  for (let top = 0; top <= 97 * 40; top += 13) {
    const { first, end } = visibleRange(100, 40, top, 120, 0);
    assert.ok(first * 40 <= top && end * 40 >= Math.min(4000, top + 120), `at ${top}`);
  }
});
test('a coastline does not run along the edge of its cell', () => {
  const land: GeoJSON.MultiPolygon = {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [0, 0],
          [20, 0],
          [20, 5],
          [10, 9],
          [0, 5],
          [0, 0],
        ],
      ],
    ],
  };
  assert.deepEqual(coastlines(land, [0, 0, 20, 20]).coordinates, [
    [
      [20, 5],
      [10, 9],
      [0, 5],
    ],
  ]);
});
test('the cells around a mission cover its bounds with room', () => {
  assert.deepEqual(cellsAround([35.4, 32.2, 42.5, 37.4]), ['10-5', '10-6', '11-5', '11-6']);
  assert.deepEqual(cellsAround([-179, 84, -178, 86]), ['0-8']);
});
test('degrees on the edge are whole and not too many', () => {
  assert.deepEqual(degreesWithin(34.2, 37.9, 12), [35, 36, 37]);
  assert.ok(degreesWithin(-180, 180, 12).length <= 12);
});

test('land across the antimeridian goes on beyond it, and around a pole stays as it is', () => {
  const across = [
    [179, -16],
    [-179, -16],
    [-179, -17],
    [179, -17],
    [179, -16],
  ];
  assert.deepEqual(
    unrolled(across).map(([lon]) => lon),
    [179, 181, 181, 179, 179],
  );
  const around = [
    [-90, -70],
    [30, -70],
    [150, -70],
    [-90, -70],
  ];
  assert.deepEqual(unrolled(around), around);
});
