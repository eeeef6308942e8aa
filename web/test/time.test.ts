// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whenLocal, whenUtc } from '../src/map/card-text';
import { locale } from '../src/locale/locale';
import { kDayMs, missionClock, offsetText } from '../src/time/zone';
import { touches, windowOf } from '../src/time/window';
import { axis, yearStarts } from '../src/timeline/axis';

const summer = Date.parse('2017-03-30T22:00:00Z');
const autumn = Date.parse('2017-10-26T21:00:00Z');
const damascus = missionClock('Asia/Damascus', [
  { from_ms: 0, offset_s: 7200 },
  { from_ms: summer, offset_s: 10800 },
  { from_ms: autumn, offset_s: 7200 },
]);
const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / kDayMs;

test('a moment before midnight UTC belongs to the next local day', () => {
  assert.equal(damascus.day(Date.parse('2017-05-05T21:00:00Z')), dayOf('2017-05-06'));
  assert.equal(damascus.day(Date.parse('2017-05-05T20:59:59Z')), dayOf('2017-05-05'));
});

test('every local day begins inside itself, also on the days the clocks change', () => {
  for (let day = dayOf('2017-03-25'); day < dayOf('2017-11-05'); day++) {
    const start = damascus.dayStart(day);
    assert.equal(damascus.day(start), day);
    assert.notEqual(damascus.day(start - 1), day, `day ${day} begins earlier`);
  }
});

test('the day the clocks go forward has 23 hours', () => {
  const day = dayOf('2017-03-31');
  assert.equal(damascus.dayStart(day + 1) - damascus.dayStart(day), 23 * 3_600_000);
});

test('without offsets the mission runs on UTC', () => {
  assert.equal(missionClock('UTC', []).offsetMs(123), 0);
});

test('offsets are written with sign, hours and minutes', () => {
  assert.equal(offsetText(3 * 3_600_000), 'UTC+03:00');
  assert.equal(offsetText(-(3 * 60 + 30) * 60_000), 'UTC−03:30');
});

test('one moment reads differently on the two clocks', () => {
  const l = locale('en');
  const moment = Date.parse('2017-05-05T21:00:00Z');
  assert.match(l.local(moment, damascus), /6 May 2017.*00:00/);
  assert.match(l.utc(moment), /5 May 2017.*21:00/);
});

test('a window of one day is that day, one of seven ends with it', () => {
  assert.deepEqual(windowOf(100, 1), { first: 100, last: 100 });
  assert.deepEqual(windowOf(100, 7), { first: 94, last: 100 });
  assert.ok(touches({ first: 94, last: 100 }, 80, 94));
  assert.ok(!touches({ first: 94, last: 100 }, 80, 93));
});

test('pixels and days agree in both directions of reading', () => {
  const span = { first: 1000, last: 1099 };
  for (const rtl of [false, true]) {
    const scale = axis(span, 500, rtl);
    for (let day = span.first; day <= span.last; day++) {
      const middle = scale.x(day) + (rtl ? -1 : 1) * scale.perDay * 0.5;
      assert.equal(scale.day(middle), day);
    }
    assert.equal(scale.day(-10), rtl ? span.last : span.first);
    assert.equal(scale.day(510), rtl ? span.first : span.last);
  }
});

test('the years on the axis are those that begin inside the span', () => {
  const span = { first: dayOf('2016-02-01'), last: dayOf('2018-01-01') };
  const years = (least: number) => yearStarts(span, least).map((y) => y.year);
  assert.deepEqual(years(0), [2017, 2018]);
  assert.deepEqual(years(366), [2018]);
  assert.deepEqual(yearStarts({ first: dayOf('1989-01-01'), last: dayOf('2018-12-31') }, 1000).map((y) => y.year), [
    1990, 1995, 2000, 2005, 2010, 2015,
  ]);
});

test('an interval reads as one day, as days, to the minute, or open where nobody said', () => {
  const l = locale('en');
  const start = damascus.dayStart(dayOf('2017-05-06'));
  assert.equal(
    whenLocal(l, damascus, start, damascus.dayStart(dayOf('2017-05-07'))),
    'Sat, 6 May 2017',
  );
  assert.equal(
    whenLocal(l, damascus, start, damascus.dayStart(dayOf('2017-05-08'))),
    'Sat, 6 May 2017 – Sun, 7 May 2017',
  );
  assert.match(whenLocal(l, damascus, start, start), /6 May 2017.*00:00$/);
  assert.equal(whenLocal(l, damascus, start, 8.64e15), 'Sat, 6 May 2017 – …');
  assert.equal(whenUtc(l, -8.64e15, 8.64e15), '… – …');
});
