// SPDX-License-Identifier: Apache-2.0
//
// The coming days as a bar: who is on duty when, and red where the rule is not kept. The gaps stand
// below in words, so that the bar alone says nothing.
import { h, svg } from '../dom/h';
import type { Writing } from '../say/writing';
import type { Cover, Shift } from './bodies';
import { uncovered, type Span } from './cover';
import { lengthText } from './timer';

const kWide = 1000;
const kHigh = 46;

function dayLines(within: Span, w: Writing, x: (time_ms: number) => number): SVGElement[] {
  const lines: SVGElement[] = [];
  for (let day = w.clock.day(within.from_ms) + 1; w.clock.dayStart(day) < within.to_ms; day++) {
    const at = x(w.clock.dayStart(day));
    lines.push(svg('line', { class: 'cover-day', x1: at, x2: at, y1: 0, y2: kHigh }));
  }
  return lines;
}

export function coverBar(shifts: Shift[], cover: Cover, within: Span, w: Writing): HTMLElement {
  const { l, clock } = w;
  const span = within.to_ms - within.from_ms;
  const x = (time_ms: number) =>
    (kWide * (Math.min(Math.max(time_ms, within.from_ms), within.to_ms) - within.from_ms)) / span;
  const gaps = uncovered(shifts, cover, within);
  const rule = l.t('cover.rule', {
    rank: l.word('rank', cover.rank ?? 'other'),
    languages: (cover.languages ?? []).join(', ') || l.t('cover.anyLanguage'),
  });
  const box = (one: Span, kind: string, y: number, high: number) =>
    svg('rect', {
      class: kind,
      x: x(one.from_ms),
      y,
      width: Math.max(2, x(one.to_ms) - x(one.from_ms)),
      height: high,
    });
  return h(
    'figure',
    { class: 'cover' },
    h('figcaption', {}, rule),
    h(
      'div',
      { class: 'cover-bar', dir: 'ltr' },
      svg(
        'svg',
        {
          viewBox: `0 0 ${kWide} ${kHigh}`,
          preserveAspectRatio: 'none',
          role: 'img',
          'aria-label': rule,
        },
        svg('rect', { class: 'cover-ground', x: 0, y: 0, width: kWide, height: kHigh }),
        shifts.map((one) => box(one.interval, 'cover-shift', 6, 16)),
        gaps.map((one) => box(one, 'cover-gap', 26, 14)),
        dayLines(within, w, x),
      ),
      h(
        'p',
        { class: 'cover-ends' },
        h('bdi', { dir: l.dir }, l.local(within.from_ms, clock)),
        h('bdi', { dir: l.dir }, l.local(within.to_ms, clock)),
      ),
    ),
    gaps.length === 0
      ? h('p', { class: 'cover-whole' }, l.t('cover.whole'))
      : h(
          'ul',
          { class: 'cover-gaps' },
          gaps.map((one) =>
            h(
              'li',
              { class: 'alarm' },
              l.t('cover.gap', {
                from: l.local(one.from_ms, clock),
                to: l.local(one.to_ms, clock),
                time: lengthText(one.to_ms - one.from_ms, l),
              }),
            ),
          ),
        ),
  );
}
