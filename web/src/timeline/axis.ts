// SPDX-License-Identifier: Apache-2.0
//
// Days to pixels and back. Time runs in reading direction: from the right in Arabic.
import type { DaySpan } from '../model/span';

export interface Axis {
  /** Left edge of a day, in pixels from the left. In right-to-left pages its right edge. */
  x(day: number): number;
  /** The day under a pixel, inside the span. */
  day(x: number): number;
  perDay: number;
}

export function axis(span: DaySpan, width: number, rtl: boolean): Axis {
  const days = span.last - span.first + 1;
  const perDay = width / days;
  return {
    perDay,
    x: (day) => (rtl ? width - (day - span.first) * perDay : (day - span.first) * perDay),
    day(x) {
      const along = rtl ? width - x : x;
      const day = span.first + Math.floor(along / perDay);
      return Math.max(span.first, Math.min(span.last, day));
    },
  };
}

/** First days of the years inside the span, so many years apart that `least` days lie between. */
export function yearStarts(span: DaySpan, least: number): { day: number; year: number }[] {
  const every = [1, 2, 5, 10, 20, 50].find((years) => years * 365 >= least) ?? 100;
  const out: { day: number; year: number }[] = [];
  let year = new Date(span.first * 86_400_000).getUTCFullYear();
  for (; ; year++) {
    const day = Date.UTC(year, 0, 1) / 86_400_000;
    if (day > span.last) return out;
    if (day >= span.first && year % every === 0) out.push({ day, year });
  }
}
