// SPDX-License-Identifier: Apache-2.0
//
// What the writing pages work out by themselves: times on the mission's clock, what a notification
// lacks, which hours a roster leaves open, which number may be signed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closestMoment } from '../src/conflict/closest';
import { windowOf } from '../src/conflict/time-bar';
import type { NotificationBody, Profile, Shift } from '../src/duty/bodies';
import { nextOfficer } from '../src/duty/call-acts';
import { callId } from '../src/duty/call-words';
import { joined, leftOf, uncovered } from '../src/duty/cover';
import { revalidationQueue } from '../src/duty/revalidation';
import { runningText } from '../src/duty/timer';
import type { HotlineCall, Notified, Officer } from '../src/duty/types';
import { boxOf, cellAround, volumeShapes } from '../src/map/plan-shape';
import { bodyOf, idFrom, type Filled } from '../src/notify/draft';
import { mayKnowOf, missing, recipientsOf, shortNotice } from '../src/notify/needs';
import {
  clockDifference_ms,
  hearDate,
  isClockDoubtful,
  chooseClock,
  statementTime_ms,
} from '../src/say/clock';
import { fromLocalText, toLocalText } from '../src/say/moment';
import { mayUse, type Spent } from '../src/say/spent';
import { missionClock } from '../src/time/zone';

const kHour = 3_600_000;
const kDay = 24 * kHour;

test('a form’s times are on the mission’s clock, over the change of summer time, too', () => {
  const change = Date.UTC(2026, 2, 27, 0); // 02:00 becomes 03:00
  const clock = missionClock('Asia/Damascus', [
    { from_ms: 0, offset_s: 7200 },
    { from_ms: change, offset_s: 10_800 },
  ]);
  for (const time_ms of [
    change - 3 * kHour,
    change - 60_000,
    change,
    change + 60_000,
    change + 5 * kHour,
  ])
    assert.equal(fromLocalText(toLocalText(time_ms, clock), clock), time_ms);
  assert.equal(toLocalText(change - 60_000, clock), '2026-03-27T01:59');
  assert.equal(fromLocalText('2026-03-27T02:30', clock), null, 'a time that the clocks skip');
  for (const wrong of ['', '2026-03-27', '27/03/2026 01:00', '2026-03-27T1:00'])
    assert.equal(fromLocalText(wrong, clock), null, wrong);
});

const site: NotificationBody = {
  id: 'hospital',
  kind: 'site',
  when: { from_ms: 100 * kHour, precision: 'exact' },
  circle: { centre: { lon_e7: 371343000, lat_e7: 362021000 }, radius_m: 100 },
};
const profile: Profile = {
  kinds: ['site', 'movement'],
  recipients: ['south', 'north'],
  may_know: ['un'],
  needs: ['place-name', 'times', 'plates', 'night-marking', 'contacts', 'verification'],
  lead_time_ms: 48 * kHour,
  emergency_lead_time_ms: 24 * kHour,
};

test('what the arrangement asks for and is missing is named, and nothing else', () => {
  assert.deepEqual(missing(site, [profile]), profile.needs);
  const whole: NotificationBody = {
    ...site,
    when: { from_ms: 1, to_ms: 2, precision: 'exact' },
    place: { name: 'Aleppo', precision: 'exact' },
    vehicles: [{ plate: 'A 1', marked: ['night'] }],
    contacts: [{ name: 'Leader', reach: [{ channel: 'phone', address: '1' }] }],
    verified: { by: 'me', at: { time_ms: 1 } },
  };
  assert.deepEqual(missing(whole, [profile]), []);
  assert.deepEqual(
    missing({ ...whole, vehicles: [{ plate: 'A 1', marked: ['night'] }, { looks: 'white' }] }, [
      profile,
    ]),
    ['plates', 'night-marking'],
    'every vehicle',
  );
  const route = [
    { at: site.circle!.centre, passage: { arrives_ms: 1, leaves_ms: 1 } },
    { at: site.circle!.centre },
  ];
  assert.deepEqual(
    missing({ ...whole, corridor: { half_width_m: 1, route } }, [profile]),
    ['times'],
    'at each waypoint',
  );
  assert.deepEqual(recipientsOf([profile, { kinds: ['site'], recipients: ['east', 'north'] }]), [
    'east',
    'north',
    'south',
  ]);
  assert.deepEqual(mayKnowOf([profile]), ['un']);
});

test('short notice is told, and the shorter time counts in an emergency', () => {
  assert.equal(shortNotice(site, [profile], 51 * kHour), null);
  assert.equal(shortNotice(site, [profile], 53 * kHour), 48 * kHour);
  assert.equal(shortNotice({ ...site, emergency: true }, [profile], 75 * kHour), null);
  assert.equal(shortNotice({ ...site, emergency: true }, [profile], 77 * kHour), 24 * kHour);
  assert.equal(shortNotice(site, [{ kinds: ['site'] }], 200 * kHour), null);
});

const filled: Filled = {
  kind: 'site',
  id: 'hospital',
  name: 'Al-Noor',
  nameLang: 'en',
  phase: 'planned',
  emergency: false,
  from_ms: 1000,
  to_ms: null,
  zone: 'Asia/Damascus',
  shape: 'circle',
  placeName: 'Aleppo',
  pcode: '',
  place: {
    point: { lon_e7: 371343000, lat_e7: 362021000 },
    as_written: '36.2021N 37.1343E',
    doubt_m: 12,
    pcode: 'SY02',
  },
  radius_m: 100,
  route: null,
  area: null,
  written: '',
  halfWidth_m: 100,
  tolerance_ms: 0,
  altitude: null,
  vehicles: [],
  contacts: [],
  marked: ['day'],
  verifiedBy: '',
  verifiedAt_ms: null,
  text: '',
};

test('a filled form becomes the body of the specification, without what says nothing', () => {
  assert.deepEqual(bodyOf(filled, null), {
    id: 'hospital',
    kind: 'site',
    names: { en: 'Al-Noor' },
    when: { from_ms: 1000, precision: 'exact', zone: 'Asia/Damascus' },
    circle: { centre: { lon_e7: 371343000, lat_e7: 362021000 }, radius_m: 100 },
    place: {
      name: 'Aleppo',
      pcode: 'SY02',
      precision: 'exact',
      as_written: '36.2021N 37.1343E',
      point: { lon_e7: 371343000, lat_e7: 362021000 },
      radius_m: 12,
    },
    marked: ['day'],
  });
  assert.equal(bodyOf({ ...filled, place: null }, null), null, 'no place, no body');
  assert.equal(bodyOf({ ...filled, shape: 'corridor' }, null), null);
});

test('an area and a route keep what was typed, one to a line, as the program does', () => {
  const area = [[[371000000, 361000000, 372000000, 361000000, 372000000, 362000000]]];
  const written = '36.1N 37.1E\n36.1N 37.2E\n36.2N 37.2E';
  const body = bodyOf({ ...filled, shape: 'area', area, written }, null);
  assert.deepEqual(
    [body?.area, body?.circle, body?.place],
    [area, undefined, { name: 'Aleppo', pcode: 'SY02', precision: 'exact', as_written: written }],
  );
  assert.equal(bodyOf({ ...filled, shape: 'area' }, null), null);
  const changed = bodyOf({ ...filled, shape: 'area', area, written }, bodyOf(filled, null));
  assert.equal(changed?.place?.point, undefined, 'the centre of the circle that it was');
  assert.equal(changed?.circle, undefined);
});

test('a changed version keeps what the form does not show', () => {
  const before: NotificationBody = {
    ...site,
    names: { ar: 'النور', en: 'old' },
    objects: ['truck-7'],
    altitude: { floor_cm: 0, ceiling_cm: 1, datum: 'amsl' },
  };
  const body = bodyOf(filled, before);
  assert.deepEqual(body?.names, { ar: 'النور', en: 'Al-Noor' });
  assert.deepEqual(body?.objects, ['truck-7']);
  assert.equal(body?.altitude, undefined, 'unticked in the form');
});

test('a name becomes a short name; one without Latin letters gets a number', () => {
  assert.equal(idFrom('Al-Noor Hospital (new)', 'site', 0), 'al-noor-hospital-new');
  assert.equal(idFrom('مستشفى النور', 'site', Date.UTC(2026, 10, 22, 18, 5)), 'site-2611221805');
  assert.match(idFrom('x'.repeat(80), 'site', 0), /^x{48}$/);
});

const at = (from: number, to: number) => ({ from_ms: from * kHour, to_ms: to * kHour });
const shift = (from: number, to: number, rank: string, languages: string[]): Shift => ({
  officer: { name: 'x', languages },
  rank,
  interval: at(from, to),
});

test('the hours that a roster leaves open are those that each hour says', () => {
  const cover = { parties: ['north'], rank: 'field', languages: ['ar'] };
  const shifts = [
    shift(0, 8, 'field', ['ar']),
    shift(6, 12, 'flag', ['en']),
    shift(10, 14, 'junior', ['ar']),
    shift(14, 20, 'flag', ['ar']),
  ];
  const within = at(2, 24);
  const found = uncovered(shifts, cover, within);
  for (let hour = 2; hour < 24; hour++) {
    const there = shifts.filter(
      (one) =>
        one.interval.from_ms <= hour * kHour &&
        hour * kHour < one.interval.to_ms &&
        ['field', 'flag'].includes(one.rank as string),
    );
    const kept = there.length > 0 && there.some((one) => one.officer.languages?.includes('ar'));
    const said = found.some((one) => one.from_ms <= hour * kHour && hour * kHour < one.to_ms);
    assert.equal(said, !kept, `hour ${hour}`);
  }
  assert.deepEqual(uncovered([], cover, within), [within]);
  assert.deepEqual(leftOf([at(0, 30)], within), []);
  assert.deepEqual(joined([at(3, 4), at(1, 2), at(2, 3), at(9, 9)]), [at(1, 4)]);
});

test('no two statements bear one number', () => {
  const spent: Spent = { seq: 5, id: 'a', fate: 'entered', at_ms: 0 };
  assert.equal(mayUse(null, 0, 0), 'yes');
  assert.equal(mayUse(spent, 6, 0), 'yes');
  assert.equal(mayUse(spent, 5, 0), 'used', 'a host that offers a number twice');
  assert.equal(mayUse(spent, 4, 0), 'used');
  assert.equal(mayUse({ ...spent, fate: 'refused' }, 5, 0), 'yes', 'refused: its number is free');
  assert.equal(mayUse({ ...spent, fate: 'unknown' }, 5, 60_000), 'wait', 'it may still arrive');
  assert.equal(mayUse({ ...spent, fate: 'unknown' }, 5, 121_000), 'yes');
});

test('a clock that is off is noticed and never corrected silently', () => {
  const now = Date.now();
  hearDate(new Date(now + kDay).toUTCString(), now - 10, now + 10);
  assert.ok(isClockDoubtful());
  assert.ok(Math.abs((clockDifference_ms() ?? 0) - kDay) < 2000);
  assert.ok(Math.abs(statementTime_ms() - Date.now()) < 1000, 'until somebody chooses');
  chooseClock('server');
  assert.ok(Math.abs(statementTime_ms() - Date.now() - kDay) < 2000);
  chooseClock(null);
  hearDate(new Date(now).toUTCString(), now, now);
  assert.ok(!isClockDoubtful());
  hearDate('no date', now, now);
  assert.ok(!isClockDoubtful());
});

const notified = (id: string, said_ms: number, more: Partial<Notified> = {}): Notified =>
  ({
    id,
    party: 'relief',
    kind: 'site',
    phase: 'planned',
    said_ms,
    entry: 1,
    name: id,
    ladder: [],
    findings: [],
    ...more,
  }) as unknown as Notified;

test('what is to be said again: one’s own, oldest first, none that has ended', () => {
  const items = [
    notified('b', 200),
    notified('a', 100),
    notified('c', 50, { party: 'north' }),
    notified('d', 10, { phase: 'withdrawn' }),
  ];
  const queue = revalidationQueue(items, 'relief', [
    { kinds: ['site'], revalidate_every_ms: 90 },
    { kinds: ['site'], revalidate_every_ms: 60 },
  ]);
  assert.deepEqual(
    queue.map((one) => [one.notified.id, one.due_ms]),
    [
      ['a', 160],
      ['b', 260],
    ],
  );
  assert.equal(revalidationQueue(items, 'north', [])[0]?.due_ms, null);
});

test('the next to call is the first who was not tried in vain', () => {
  const officers = [{ officer: 'A' }, { officer: 'B' }] as Officer[];
  const call = (...names: string[]) =>
    ({
      steps: names.map((officer) => ({ step: 'not-answered', officer })),
    }) as unknown as HotlineCall;
  assert.equal(nextOfficer(call(), officers)?.officer, 'A');
  assert.equal(nextOfficer(call('A'), officers)?.officer, 'B');
  assert.equal(nextOfficer(call('A', 'B'), officers)?.officer, 'A', 'and then from the front');
  assert.equal(nextOfficer(call(), []), undefined);
});

test('a call has its own clock and its own id', () => {
  assert.equal(runningText(247_000), '4:07');
  assert.equal(runningText(3_729_000), '1:02:09');
  assert.equal(runningText(-5), '0:00');
  assert.equal(callId(Date.UTC(2026, 10, 22, 18, 30, 5)), 'call-20261122-183005');
});

const corridor = {
  half_width_m: 100,
  route: [
    { at: { lon_e7: 360000000, lat_e7: 350000000 }, passage: { arrives_ms: 0, leaves_ms: 1000 } },
    {
      at: { lon_e7: 361000000, lat_e7: 350000000 },
      passage: { arrives_ms: 2000, leaves_ms: 5000 },
    },
    { at: { lon_e7: 361000000, lat_e7: 351000000 } },
  ],
};
test('the nearest moment lies on the leg that passes the point', () => {
  assert.equal(closestMoment(corridor, [36.025, 35.2]), 1250);
  assert.equal(closestMoment(corridor, [40, 35]), 2000, 'beyond the end of what has times');
  assert.equal(closestMoment({ half_width_m: 1, route: corridor.route.slice(1) }, [36, 35]), null);
});

test('the time bar shows the hours that matter beside something that stands for ever', () => {
  const rows = [
    { label: 'site', role: 'first' as const, from_ms: 0, to_ms: null },
    { label: 'strike', role: 'second' as const, from_ms: 1000 * kDay, to_ms: 1000 * kDay + kHour },
    { label: 'close', role: 'close' as const, from_ms: 1000 * kDay, to_ms: 1000 * kDay + kHour },
  ];
  const within = windowOf(rows, null);
  assert.ok(within && within.to_ms - within.from_ms < 8 * kHour && within.from_ms < 1000 * kDay);
  assert.equal(windowOf([{ label: '', role: 'first', from_ms: null, to_ms: null }], null), null);
});

test('shapes for the map: a corridor covers its ends, a cell is half a degree', () => {
  const shapes = volumeShapes({ corridor }, 'first', 'convoy');
  const box = boxOf(shapes, 0);
  assert.ok(box && box[0] < 36 && box[1] < 35 && box[2] > 36.1 && box[3] > 35.1);
  assert.deepEqual(cellAround([36.74, -0.1]), [36.5, -0.5, 37, 0]);
  assert.deepEqual(volumeShapes({}, 'first', ''), []);
});
