// SPDX-License-Identifier: Apache-2.0
//
// Words for a card: what the columns say at once, what the entry adds when it has been read.
import type { Json } from '../api/types';
import type { Locale } from '../locale/locale';
import type { ReportTable } from '../model/report-table';
import type { MissionClock } from '../time/zone';

type Body = { [key: string]: Json } | null;

export const field = (body: Json | undefined, key: string): Json | undefined =>
  body && typeof body === 'object' && !Array.isArray(body) ? body[key] : undefined;
export const text = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** The server writes an open side as the last moment a Date can hold; nobody should read that. */
const kOpen = 8.64e15 - 2 * 86_400_000;
const open = (ms: number): boolean => Math.abs(ms) >= kOpen;

/** A half-open interval as local days, or to the minute where it is shorter than a day. */
export function whenLocal(l: Locale, clock: MissionClock, from: number, to: number): string {
  if (open(from) || open(to)) {
    const first = open(from) ? '…' : l.day(clock.day(from));
    return `${first} – ${open(to) ? '…' : l.day(clock.day(to - 1))}`;
  }
  if (to - from < 86_400_000 - 3_600_000) {
    return to - from > 60_000
      ? `${l.local(from, clock)} – ${l.local(to, clock)}`
      : l.local(from, clock);
  }
  const first = clock.day(from);
  const last = clock.day(Math.max(from, to - 1));
  return first === last ? l.day(first) : `${l.day(first)} – ${l.day(last)}`;
}
export function whenUtc(l: Locale, from: number, to: number): string {
  const write = (ms: number) => (open(ms) ? '…' : l.utc(ms));
  return to > from ? `${write(from)} – ${write(to)}` : write(from);
}

/** The place's precision in words, with its radius where it says more than the word. */
export function precisionText(l: Locale, precision: string, radius_m: number): string {
  const word = l.word('precision', precision);
  return radius_m > 0 && precision !== 'unknown'
    ? `${word}${l.lang === 'ar' ? '،' : ','} ${l.t('precision.within', { d: l.metres(radius_m) })}`
    : word;
}

export interface ReportWords {
  kind: string;
  sides: string;
  deaths: string;
  local: string;
  utc: string;
  precision: string;
  entry: number;
}

export function reportWords(
  l: Locale,
  clock: MissionClock,
  table: ReportTable,
  row: number,
  kinds: { id: string; label: string }[],
): ReportWords {
  const c = table.columns;
  const kind = c.events[c.event[row] as number] ?? '';
  const from = c.from_ms[row] as number;
  const to = c.to_ms[row] as number;
  const deaths = c.deaths_best[row] as number;
  return {
    kind: kinds.find((k) => k.id === kind)?.label ?? kind,
    sides: c.dyads[c.dyad[row] as number] ?? '',
    deaths: deaths > 0 ? l.t('card.deaths', { n: deaths }) : l.t('card.nodeaths'),
    local: whenLocal(l, clock, from, to),
    utc: whenUtc(l, from, to),
    precision: precisionText(l, c.precisions[c.precision[row] as number] ?? 'unknown', 0),
    entry: c.index[row] as number,
  };
}

/** Named place, radius and source from a report's body. */
export function bodyWords(
  l: Locale,
  body: Body,
): { place: string; precision: string; source: string } {
  const place = field(body, 'place');
  const source = field(body, 'source');
  const radius = Number(field(place, 'radius_m') ?? 0);
  return {
    place: text(field(place, 'name')),
    precision: precisionText(l, text(field(place, 'precision')) || 'unknown', radius),
    source: [text(field(source, 'publisher')), text(field(source, 'id'))]
      .filter(Boolean)
      .join(' · '),
  };
}
