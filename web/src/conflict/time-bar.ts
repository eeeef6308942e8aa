// SPDX-License-Identifier: Apache-2.0
//
// Two intervals under each other, the stretch in which they come too close, and the nearest moment.
// The same stands beside it in words.
import { h, svg } from '../dom/h';
import type { Writing } from '../say/writing';

export interface TimeRow {
  label: string;
  role: 'first' | 'second' | 'close';
  from_ms: number | null;
  to_ms: number | null;
}

const kWide = 1000;
const kRow = 34;

/** The stretch worth showing: around every bounded end, with a little air. */
export function windowOf(
  rows: TimeRow[],
  closest_ms: number | null,
): { from_ms: number; to_ms: number } | null {
  const close = rows.find((row) => row.role === 'close');
  const ends = [...rows.flatMap((row) => [row.from_ms, row.to_ms]), closest_ms].filter(
    (one): one is number => one !== null,
  );
  if (ends.length === 0) return null;
  let from_ms = Math.min(...ends);
  let to_ms = Math.max(...ends);
  // Beside something that stands for a year an hour would be a hair: then the hours count.
  const length =
    close && close.from_ms !== null && close.to_ms !== null ? close.to_ms - close.from_ms : 0;
  if (length > 0 && close?.from_ms && close.to_ms && to_ms - from_ms > 12 * length) {
    from_ms = Math.max(from_ms, close.from_ms - 5 * length);
    to_ms = Math.min(to_ms, close.to_ms + 5 * length);
  }
  const air = Math.max(60_000, (to_ms - from_ms) * 0.06);
  return { from_ms: from_ms - air, to_ms: to_ms + air };
}

export function timeBar(
  rows: TimeRow[],
  closest_ms: number | null,
  w: Writing,
): HTMLElement | null {
  const within = windowOf(rows, closest_ms);
  if (!within) return null;
  const { l, clock } = w;
  const x = (time_ms: number) =>
    (kWide * (time_ms - within.from_ms)) / (within.to_ms - within.from_ms);
  const bar = (row: TimeRow, i: number) => {
    const from = Math.max(0, x(row.from_ms ?? within.from_ms));
    const to = Math.min(kWide, x(row.to_ms ?? within.to_ms));
    return svg('rect', {
      class: `time-${row.role}`,
      x: from,
      y: i * kRow + 6,
      width: Math.max(3, to - from),
      height: kRow - 12,
    });
  };
  const close = rows.find((row) => row.role === 'close');
  const high = rows.length * kRow;
  return h(
    'figure',
    { class: 'time-bar' },
    h(
      'ul',
      { class: 'time-labels' },
      rows.map((row) => h('li', { class: `time-label-${row.role}` }, row.label)),
    ),
    h(
      'div',
      { class: 'time-plot', dir: 'ltr' },
      svg(
        'svg',
        {
          viewBox: `0 0 ${kWide} ${high}`,
          preserveAspectRatio: 'none',
          role: 'img',
          'aria-label': l.t('conflict.bar'),
        },
        close?.from_ms !== null && close?.to_ms !== null && close
          ? svg('rect', {
              class: 'time-band',
              x: x(close.from_ms),
              y: 0,
              width: Math.max(3, x(close.to_ms) - x(close.from_ms)),
              height: high,
            })
          : null,
        rows.map(bar),
        closest_ms !== null &&
          svg('line', {
            class: 'time-closest',
            x1: x(closest_ms),
            x2: x(closest_ms),
            y1: 0,
            y2: high,
          }),
      ),
      h(
        'p',
        { class: 'cover-ends' },
        h('bdi', { dir: l.dir }, l.local(within.from_ms, clock)),
        h('bdi', { dir: l.dir }, l.local(within.to_ms, clock)),
      ),
    ),
    closest_ms !== null &&
      h('figcaption', {}, l.t('conflict.closest', { time: l.local(closest_ms, clock) })),
  );
}
