// SPDX-License-Identifier: Apache-2.0
//
// Signing and entry into force on the time line. Each mark is a button: it takes the slider there.
import { h, put } from '../dom/h';
import type { Locale } from '../locale/locale';
import { agreementMarks, type DaySpan } from '../model/span';
import type { State } from '../model/state';
import { axis } from './axis';

export function drawMarks(
  holder: HTMLElement,
  state: State,
  l: Locale,
  span: DaySpan,
  width: number,
): void {
  const rtl = l.dir === 'rtl';
  const scale = axis(span, width, rtl);
  const marks = agreementMarks(state.agreements.get(), state.clock.get());
  const forces = marks.filter((mark) => mark.kind === 'in-force');
  put(
    holder,
    marks.map((mark) => {
      const along = rtl ? width - scale.x(mark.day) : scale.x(mark.day);
      const date = l.day(mark.day, 'short');
      const title = mark.agreement.title;
      const label = l.t(mark.kind === 'signed' ? 'time.signed' : 'time.inForce', { title, date });
      const next = forces.find((other) => other.day > mark.day);
      const room = ((next ? next.day : span.last) - mark.day) * scale.perDay - 10;
      const name =
        mark.kind === 'in-force' && room > 40 ? h('span', { class: 'mark-name' }, title) : null;
      if (name) name.style.maxInlineSize = `${room}px`;
      const button = h(
        'button',
        {
          type: 'button',
          class: `mark ${mark.kind}`,
          title: label,
          'aria-label': label,
          tabindex: -1,
          onclick: () => {
            state.playing.set(false);
            state.day.set(mark.day);
          },
        },
        name,
      );
      button.style.insetInlineStart = `${along}px`;
      return button;
    }),
  );
}
