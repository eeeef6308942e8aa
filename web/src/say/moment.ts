// SPDX-License-Identifier: Apache-2.0
//
// Times as a form has them, "2026-11-22T18:30", on the mission's clock: the browser's own zone is
// never asked, or a phone set to another one would move a convoy by hours.
import type { MissionClock } from '../time/zone';

const pad = (n: number, digits = 2) => String(n).padStart(digits, '0');

/** For an input of the type datetime-local. */
export function toLocalText(time_ms: number, clock: MissionClock): string {
  const local = new Date(time_ms + clock.offsetMs(time_ms));
  return (
    `${pad(local.getUTCFullYear(), 4)}-${pad(local.getUTCMonth() + 1)}-${pad(local.getUTCDate())}` +
    `T${pad(local.getUTCHours())}:${pad(local.getUTCMinutes())}`
  );
}

/** Null where it is no time, or one that the clocks skip. */
export function fromLocalText(text: string, clock: MissionClock): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d)?$/.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const local = Date.UTC(year, month - 1, day, hour, minute);
  const guess = local - clock.offsetMs(local);
  const settled = local - clock.offsetMs(guess);
  return toLocalText(settled, clock) === text.slice(0, 16) ? settled : null;
}
