// SPDX-License-Identifier: Apache-2.0
//
// Shown where this machine's clock and the server's differ: the person says which one counts.
import { h } from '../dom/h';
import { lengthText } from '../duty/timer';
import type { Locale } from '../locale/locale';
import { chooseClock, chosenClock, clockDifference_ms, isClockDoubtful } from './clock';
import { radioGroup } from './fields';

/** Null where the clocks agree. */
export function clockChoice(l: Locale): HTMLElement | null {
  if (!isClockDoubtful()) return null;
  const off_ms = clockDifference_ms() ?? 0;
  const choice = radioGroup(
    l.t('clock.which'),
    [
      ['server', l.t('clock.server', { time: l.utc(Date.now() + off_ms) })],
      ['here', l.t('clock.here', { time: l.utc(Date.now()) })],
    ],
    chosenClock(),
    (value) => chooseClock(value as 'here' | 'server'),
  );
  return h(
    'div',
    { class: 'clock-doubt', role: 'alert' },
    h(
      'strong',
      { class: 'alarm' },
      l.t('clock.off', { time: lengthText(Math.round(off_ms / 60_000) * 60_000, l) }),
    ),
    choice.row,
  );
}

/** True where a choice is due and was not made. */
export function needsClockChoice(): boolean {
  return isClockDoubtful() && chosenClock() === null;
}
