// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, PostProperties, ReportColumns, ZoneSeries } from '../src/api/types';
import { address } from '../src/api/client';
import { pick } from '../src/map/pick';
import { applyFilter, countByKind, isFiltering, kNoFilter } from '../src/model/finding-filter';
import { statusAt } from '../src/model/post-status';
import {
  countShown,
  mercatorX,
  mercatorY,
  reportTable,
  weeklyCounts,
} from '../src/model/report-table';
import { compare } from '../src/panel/chart-compare';
import { missionClock } from '../src/time/zone';

const kDay = 86_400_000;
const utc = missionClock('UTC', []);
const finding = (over: Partial<Finding>): Finding => ({
  id: 'x',
  kind: 'breach',
  kind_label: '',
  rule: 'r',
  rule_version: 1,
  possible: false,
  doubts: [],
  severity: { level: 'low', level_label: 'low', method: 'm' },
  sentence: 's',
  when: { from_ms: 10 * kDay, to_ms: 11 * kDay },
  point: null,
  radius_m: 0,
  place_name: '',
  zone: 'idlib',
  agreement: '',
  provision: '',
  evidence: [1],
  computed_at: 9,
  must_act: [],
  due_ms: null,
  ...over,
});
const all = [
  finding({ id: 'a' }),
  finding({ id: 'b', possible: true, zone: 'homs' }),
  finding({ id: 'c', kind: 'overdue', when: null, zone: '' }),
  finding({ id: 'd', kind: 'dispute', when: { from_ms: 5 * kDay, to_ms: null } }),
];
const ids = (list: Finding[]) => list.map((f) => f.id).join('');
const window = { first: 10, last: 12 };
const filtered = (part: object) => ids(applyFilter(all, { ...kNoFilter, ...part }, window, utc));

test('no filter shows every finding', () => {
  assert.equal(filtered({}), 'abcd');
  assert.equal(isFiltering(kNoFilter), false);
});
test('filters by kind, certainty and zone add up', () => {
  assert.equal(filtered({ kinds: new Set(['breach']) }), 'ab');
  assert.equal(filtered({ kinds: new Set(['breach']), certainty: 'possible' }), 'b');
  assert.equal(filtered({ certainty: 'settled', zone: 'idlib' }), 'ad');
});
test('the window keeps what touches it; what has no time touches nothing, what has no end goes on', () => {
  assert.equal(filtered({ inWindow: true }), 'abd');
  const before = { first: 8, last: 9 };
  assert.equal(ids(applyFilter(all, { ...kNoFilter, inWindow: true }, before, utc)), 'd');
});
test('findings are counted by kind', () => {
  assert.deepEqual(
    [...countByKind(all)],
    [
      ['breach', 2],
      ['overdue', 1],
      ['dispute', 1],
    ],
  );
});

const columns: ReportColumns = {
  index: [7, 8, 9],
  lon_e7: [360000000, 360000000, 400000000],
  lat_e7: [350000000, 350000000, 350000000],
  from_ms: [0, 3 * kDay, 20 * kDay],
  to_ms: [kDay, 10 * kDay, 21 * kDay],
  event: [0, 1, 0],
  events: ['shelling', 'air-strike'],
  deaths_best: [0, 100, 4],
  precision: [0, 1, 0],
  precisions: ['exact', 'province'],
  dyad: [0, 0, 0],
  dyads: ['A - B'],
  breach: [0, 2, 1],
};
test('a day that ends at midnight does not reach into the next one', () => {
  const table = reportTable(columns, utc);
  assert.deepEqual([...table.firstDay], [0, 3, 20]);
  assert.deepEqual([...table.lastDay], [0, 9, 20]);
  assert.deepEqual([...table.coarse], [0, 1, 0]);
});
test('reports are counted by week and by window, hidden kinds left out', () => {
  const table = reportTable(columns, utc);
  assert.deepEqual([...weeklyCounts(table, 0, 20)], [2, 0, 1]);
  assert.equal(countShown(table, 0, 5, new Set()), 2);
  assert.equal(countShown(table, 0, 5, new Set([1])), 1);
  assert.equal(countShown(table, 10, 19, new Set()), 0);
});
test('pointing finds what is shown there and nothing else', () => {
  const table = reportTable(columns, utc);
  const here = { x: mercatorX(36), y: mercatorY(35), zoom: 8 };
  assert.deepEqual(pick(table, here, { first: 0, last: 30 }, new Set()), [1, 0]);
  assert.deepEqual(pick(table, here, { first: 0, last: 1 }, new Set()), [0]);
  assert.deepEqual(pick(table, here, { first: 0, last: 30 }, new Set([0, 1])), []);
  const away = { ...here, x: mercatorX(38) };
  assert.deepEqual(pick(table, away, { first: 0, last: 30 }, new Set()), []);
});
test('a post has the latest status that had begun', () => {
  const history: PostProperties['history'] = [
    { status: 'open', when: { from_ms: 10, to_ms: 20 }, index: 1 },
    { status: 'attacked', when: { from_ms: 15, to_ms: 18 }, index: 2 },
    { status: 'closed', when: { from_ms: 20, to_ms: null }, index: 3 },
  ];
  const post = { history } as PostProperties;
  const at = [5, 10, 16, 19, 20, 99].map((t) => statusAt(post, t));
  assert.deepEqual(at, [null, 'open', 'attacked', 'open', 'closed', 'closed']);
});
test('before and after are plain means of the buckets on each side', () => {
  const series: ZoneSeries = {
    zone: 'z',
    unit: 'week',
    starts_ms: [0, 7, 14, 21].map((d) => d * kDay),
    reports: [4, 6, 1, 2],
    possible: [0, 0, 1, 0],
    deaths_best: [0, 0, 0, 0],
    method: '',
    marks: [
      { at_ms: 14 * kDay, agreement: 'a', label: 'a', kind: 'in-force' },
      { at_ms: 13 * kDay, agreement: 'a', label: 'a', kind: 'signed' },
    ],
  };
  assert.deepEqual(compare(series, series.reports), [
    { at_ms: 14 * kDay, label: 'a', before: 5, after: 1.5 },
  ]);
});
test('addresses name their parameters in one order', () => {
  const scope = { lang: 'ar', asKnownAt: 12 } as const;
  assert.equal(
    address('findings', scope, { limit: 5, cursor: undefined, kind: 'breach' }),
    '/api/v1/findings?kind=breach&limit=5&as_known_at=12&lang=ar',
  );
});
