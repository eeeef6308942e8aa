// SPDX-License-Identifier: Apache-2.0
//
// Which hours a roster leaves open against a cover rule, as engine/on_duty.cpp works it out, so that
// a gap is seen while the roster is still being written.
import type { Cover, Shift } from './bodies';

export interface Span {
  from_ms: number;
  to_ms: number;
}

const kRanks = ['other', 'junior', 'field', 'flag'];
export const rankOf = (word: string | undefined) => Math.max(0, kRanks.indexOf(word ?? 'other'));

/** Overlapping and touching spans as one, in order. */
export function joined(spans: Span[]): Span[] {
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from_ms - b.from_ms)) {
    if (span.to_ms <= span.from_ms) continue;
    const last = out[out.length - 1];
    if (last && span.from_ms <= last.to_ms) last.to_ms = Math.max(last.to_ms, span.to_ms);
    else out.push({ ...span });
  }
  return out;
}

/** The parts of `within` that no span covers. */
export function leftOf(spans: Span[], within: Span): Span[] {
  const out: Span[] = [];
  let from_ms = within.from_ms;
  for (const span of joined(spans)) {
    if (span.from_ms > from_ms) out.push({ from_ms, to_ms: Math.min(span.from_ms, within.to_ms) });
    from_ms = Math.max(from_ms, span.to_ms);
    if (from_ms >= within.to_ms) break;
  }
  if (from_ms < within.to_ms) out.push({ from_ms, to_ms: within.to_ms });
  return out.filter((span) => span.from_ms < span.to_ms);
}

/** Somebody high enough is there, and each language is spoken by somebody high enough. */
export function uncovered(shifts: Shift[], cover: Cover, within: Span): Span[] {
  const high = shifts.filter((one) => rankOf(one.rank) >= rankOf(cover.rank));
  const left = (some: Shift[]) =>
    leftOf(
      some.map((one) => one.interval),
      within,
    );
  return joined([
    ...left(high),
    ...(cover.languages ?? []).flatMap((language) =>
      left(high.filter((one) => one.officer.languages?.includes(language))),
    ),
  ]);
}
