// SPDX-License-Identifier: Apache-2.0
//
// The stretch of days that the map shows: `length` local days ending with `day`.

export const kWindowLengths = [1, 7, 30, 90] as const;

export interface DayWindow {
  first: number;
  last: number;
}

export function windowOf(day: number, length: number): DayWindow {
  return { first: day - length + 1, last: day };
}

/** Does something that took place on the days [from, to] touch the window? */
export function touches(window: DayWindow, from: number, to: number): boolean {
  return from <= window.last && to >= window.first;
}
