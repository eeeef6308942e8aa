// SPDX-License-Identifier: Apache-2.0
//
// The mission's clock. Offsets come from the server, which knows the zone's history; the browser's
// own zone tables are never asked, so that everybody reads the same local time.

export const kDayMs = 86_400_000;

export interface OffsetChange {
  from_ms: number;
  offset_s: number;
}

export interface MissionClock {
  /** Milliseconds to add to Unix time to read local time off a UTC calendar. */
  offsetMs(time_ms: number): number;
  /** Number of the local calendar day that holds this moment (day 0: 1970-01-01). */
  day(time_ms: number): number;
  /** The moment a local calendar day begins. */
  dayStart(day: number): number;
  name: string;
}

/** `changes` ascending by time; before the first one its offset holds too. */
export function missionClock(name: string, changes: OffsetChange[]): MissionClock {
  const list = changes.length ? changes : [{ from_ms: 0, offset_s: 0 }];
  const offsetMs = (time_ms: number): number => {
    let low = 0;
    let high = list.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((list[middle] as OffsetChange).from_ms <= time_ms) low = middle;
      else high = middle - 1;
    }
    return (list[low] as OffsetChange).offset_s * 1000;
  };
  return {
    name,
    offsetMs,
    day: (time_ms) => Math.floor((time_ms + offsetMs(time_ms)) / kDayMs),
    dayStart(day) {
      const local = day * kDayMs;
      const guess = local - offsetMs(local);
      const settled = local - offsetMs(guess);
      // Where the clocks jump at midnight, the day begins at the jump: the guess that lies in it.
      return Math.floor((settled + offsetMs(settled)) / kDayMs) === day ? settled : guess;
    },
  };
}

/** "UTC+03:00" as the sign, hours and minutes that a clock face shows. */
export function offsetText(offset_ms: number): string {
  const minutes = Math.round(Math.abs(offset_ms) / 60_000);
  const pad = (n: number) => String(n).padStart(2, '0');
  const sign = offset_ms < 0 ? '−' : '+';
  return `UTC${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
