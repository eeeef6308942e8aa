// SPDX-License-Identifier: Apache-2.0
//
// One conflict before one's eyes: both volumes as far as the reader may see them, when each is
// there, who gives way, and what each may do. Where one of the two may not be shown, its place is
// taken by the rough area, and that is said.
import { address, getJson } from '../api/client';
import type { FindingDetail, FullEntry } from '../api/types';
import type { NotificationBody } from '../duty/bodies';
import { noticeText } from '../duty/notice-text';
import type { Notified } from '../duty/types';
import { h, put, type Child } from '../dom/h';
import { planPane } from '../map/plan-pane';
import { boxGeometry } from '../map/box';
import {
  areaGeometry,
  cellAround,
  volumeShapes,
  type PlanShape,
} from '../map/plan-shape';
import { problemText } from '../say/problem-text';
import { speaker, type Writing } from '../say/writing';
import { openException, type Two } from './exception';
import { closestMoment } from './closest';
import { timeBar, type TimeRow } from './time-bar';

interface Side {
  entry: FullEntry;
  party: string;
  name: string;
  /** Null: its body is not for this reader. */
  body: NotificationBody | null;
  zone: { area?: number[][][]; valid?: { from_ms?: number; to_ms?: number } } | null;
}

function sideOf(entry: FullEntry, summary: string, w: Writing): Side {
  const author = entry.header['author'] as unknown as { party: string };
  const isZone = entry.header['kind'] === 'zone';
  const body = entry.body as unknown as (NotificationBody & Side['zone']) | null;
  const name = body ? w.l.name(body.names, body.id) : summary;
  return {
    entry,
    party: author.party,
    name,
    body: isZone ? null : body,
    zone: isZone ? body : null,
  };
}

const kRoles = ['first', 'second'] as const;

function shapesOf(finding: FindingDetail, sides: Side[], w: Writing): PlanShape[] {
  const shapes: PlanShape[] = sides.flatMap((side, i) => {
    const role = kRoles[i] ?? 'near';
    if (side.body) return volumeShapes(side.body, role, side.name);
    if (side.zone?.area)
      return [{ geometry: areaGeometry(side.zone.area), role, label: side.name }];
    return [];
  });
  const seen = sides.filter((side) => side.body ?? side.zone).length;
  if (seen < 2 && finding.point)
    shapes.push({
      geometry: boxGeometry(cellAround(finding.point)),
      role: 'second',
      label: w.l.t('conflict.cell'),
      rough: true,
    });
  else if (finding.point)
    shapes.push({
      geometry: { type: 'Point', coordinates: finding.point },
      role: 'mark',
      label: w.l.t('conflict.where'),
    });
  return shapes;
}

function timesOf(finding: FindingDetail, sides: Side[], w: Writing): HTMLElement | null {
  const rows: TimeRow[] = sides.map((side, i) => ({
    label: side.name,
    role: kRoles[i] ?? 'second',
    from_ms: side.body?.when.from_ms ?? side.zone?.valid?.from_ms ?? null,
    to_ms: side.body?.when.to_ms ?? side.zone?.valid?.to_ms ?? null,
  }));
  if (finding.when)
    rows.push({
      label: w.l.t(finding.rule === 'conflict/hidden' ? 'conflict.sometime' : 'conflict.tooClose'),
      role: 'close',
      from_ms: finding.when.from_ms,
      to_ms: finding.when.to_ms,
    });
  const { point } = finding;
  const moments = point
    ? sides.flatMap((side) => {
        const moment = side.body?.corridor ? closestMoment(side.body.corridor, point) : null;
        return moment === null ? [] : [moment];
      })
    : [];
  const inside = moments.find(
    (one) =>
      (finding.when?.from_ms ?? -Infinity) <= one && one <= (finding.when?.to_ms ?? Infinity),
  );
  return timeBar(rows, inside ?? null, w);
}

export interface ConflictActs {
  change(notified: Notified): void;
  withdraw(notified: Notified): void;
  call(party: string): void;
  own(entry: number): Notified | undefined;
  back(): void;
}

/** What each side may do; nothing here is a permission. */
function mayDo(finding: FindingDetail, sides: Side[], w: Writing, acts: ConflictActs): HTMLElement {
  const { l } = w;
  const own = speaker(w);
  const [first, second] = sides;
  const two: Two | null =
    first?.body && second?.body
      ? { ids: [first.entry.id, second.entry.id], parties: [first.party, second.party] }
      : null;
  // Who else would have to act is the other's secret; the mission can have both looked at.
  const isHidden = finding.rule === 'conflict/hidden';
  const line = (party: string): Child => {
    const yields = finding.must_act.includes(party);
    const side = sides.find((one) => one.party === party);
    const notified = side && party === own ? acts.own(side.entry.index) : undefined;
    return h(
      'li',
      { class: 'may-do' },
      h(
        'h3',
        {},
        h('bdi', {}, w.name(party)),
        yields ? h('span', { class: 'tag yields' }, l.t('conflict.yields')) : null,
      ),
      h('p', {}, l.t(yields ? 'conflict.mayYield' : side ? 'conflict.mayStay' : 'conflict.mayAsk')),
      h(
        'p',
        { class: 'acts' },
        notified &&
          h(
            'button',
            { type: 'button', class: yields ? 'main' : '', onclick: () => acts.change(notified) },
            l.t('own.change'),
          ),
        notified &&
          h(
            'button',
            { type: 'button', onclick: () => acts.withdraw(notified) },
            l.t('own.withdraw'),
          ),
        notified &&
          two &&
          h(
            'button',
            { type: 'button', 'data-focus': 'except', onclick: () => openException(w, two) },
            l.t('conflict.except'),
          ),
        own !== '' &&
          party !== own &&
          h(
            'button',
            { type: 'button', onclick: () => acts.call(party) },
            l.t('conflict.call', { party: w.name(party) }),
          ),
      ),
    );
  };
  const parties = [
    ...new Set([
      ...finding.must_act,
      ...sides.map((side) => side.party),
      ...(isHidden ? [w.missionParty] : []),
    ]),
  ];
  return h('ul', { class: 'rosters' }, parties.map(line));
}

export function conflictView(w: Writing, id: string, acts: ConflictActs): HTMLElement {
  const { l } = w;
  const place = h('div', {}, h('p', { class: 'quiet', role: 'status' }, l.t('card.loading')));
  const map = planPane(w, l.t('conflict.map'));
  const read = async () => {
    const scope = { lang: l.lang, asKnownAt: null };
    const finding = await getJson<FindingDetail>(address(`findings/${id}`, scope));
    const about = finding.evidence_entries.filter(
      (one) => one.kind === 'notification' || one.kind === 'zone',
    );
    const sides = await Promise.all(
      about
        .slice(0, 2)
        .map(async (one) =>
          sideOf(await getJson<FullEntry>(address(`entries/${one.index}`, scope)), one.summary, w),
        ),
    );
    const hidden =
      sides.filter((side) => !side.body && !side.zone).length + Math.max(0, 2 - sides.length);
    put(
      place,
      h(
        'p',
        { class: 'todo-head' },
        h('strong', { class: 'todo-severity' }, finding.severity.level_label),
        h('span', {}, finding.kind_label),
        finding.possible && h('span', { class: 'tag possible' }, l.t('find.possible')),
      ),
      h('h2', { class: 'detail-sentence', tabindex: -1 }, finding.sentence),
      hidden > 0 &&
        finding.rule !== 'conflict/not-told' &&
        h(
          'p',
          { class: 'note' },
          finding.point ? l.t('conflict.hidden') : l.t('conflict.hiddenOnly'),
        ),
      map.element,
      timesOf(finding, sides, w),
      mayDo(finding, sides, w, acts),
      h('p', { class: 'note' }, l.t('ack.notApproval')),
      sides.map((side, i) =>
        h(
          'section',
          { class: `side side-${kRoles[i] ?? 'second'}` },
          h('h3', {}, h('bdi', {}, side.name), ' · ', h('bdi', {}, w.name(side.party))),
          side.body
            ? noticeText(side.body, w)
            : side.zone
              ? null
              : h('p', { class: 'quiet' }, l.t('conflict.withheld')),
          h(
            'a',
            { href: `/#entry=${side.entry.index}` },
            l.t('card.entry', { n: side.entry.index }),
          ),
        ),
      ),
    );
    map.show(shapesOf(finding, sides, w));
    place.querySelector<HTMLElement>('h2')?.focus();
  };
  read().catch((cause: unknown) =>
    put(place, h('p', { class: 'alarm', role: 'alert' }, problemText(cause, l))),
  );
  return h(
    'div',
    { class: 'conflict' },
    h('p', {}, h('button', { type: 'button', onclick: acts.back }, l.t('conflict.back'))),
    place,
  );
}
