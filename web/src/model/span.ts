// SPDX-License-Identifier: Apache-2.0
//
// The days the slider runs over, and the agreements' dates on them.
import type { Agreement, Mission } from '../api/types';
import type { MissionClock } from '../time/zone';

export interface DaySpan {
  first: number;
  last: number;
}

/** Reports and agreements together, with room on each side; never empty. */
export function timeSpan(mission: Mission, agreements: Agreement[], clock: MissionClock): DaySpan {
  const days: number[] = [];
  if (mission.span) {
    days.push(clock.day(mission.span.from_ms), clock.day(mission.span.to_ms - 1));
  }
  for (const mark of agreementMarks(agreements, clock)) days.push(mark.day);
  if (days.length === 0) return { first: 17_167, last: 17_531 };
  const first = Math.min(...days);
  const last = Math.max(...days);
  // Without reports the agreements alone would leave a mark on each edge.
  return mission.span ? { first, last } : { first: first - 30, last: last + 90 };
}

export interface AgreementMark {
  day: number;
  kind: 'signed' | 'in-force';
  agreement: Agreement;
}

/** Every signing and entry into force that is known, in order of time. */
export function agreementMarks(agreements: Agreement[], clock: MissionClock): AgreementMark[] {
  const marks: AgreementMark[] = [];
  for (const agreement of agreements) {
    const { signed_ms } = agreement;
    const from = agreement.in_force.from_ms;
    if (typeof signed_ms === 'number') {
      marks.push({ day: clock.day(signed_ms), kind: 'signed', agreement });
    }
    if (typeof from === 'number') marks.push({ day: clock.day(from), kind: 'in-force', agreement });
  }
  return marks.sort((a, b) => a.day - b.day);
}
