// SPDX-License-Identifier: Apache-2.0
//
// One's own notifications, the one said longest ago first: stale lists are not believed. Each is
// said again, as it is, with one key press; arrow keys go from row to row.
import { h } from '../dom/h';
import { speaker, type Writing } from '../say/writing';
import type { Profile } from './bodies';
import { dueText, lengthText } from './timer';
import type { Notified } from './types';

export interface Waiting {
  notified: Notified;
  /** By when it is to be said again; null: no profile asks for it. */
  due_ms: number | null;
}

/** Those of `party`, oldest first. The shortest interval that a profile of its kind asks for counts. */
export function revalidationQueue(
  items: Notified[],
  party: string,
  profiles: Profile[],
): Waiting[] {
  const every = (kind: string) =>
    profiles
      .filter((one) => one.kinds.includes(kind) && (one.revalidate_every_ms ?? 0) > 0)
      .map((one) => one.revalidate_every_ms as number)
      .reduce<number | null>((least, one) => (least === null ? one : Math.min(least, one)), null);
  return items
    .filter((one) => one.party === party && one.phase !== 'withdrawn' && one.phase !== 'ended')
    .map((notified) => {
      const interval = every(notified.kind);
      return { notified, due_ms: interval === null ? null : notified.said_ms + interval };
    })
    .sort((a, b) => a.notified.said_ms - b.notified.said_ms || a.notified.entry - b.notified.entry);
}

function row(
  one: Waiting,
  place: number,
  now_ms: number,
  w: Writing,
  again: (one: Notified) => void,
  busy: boolean,
): HTMLElement {
  const { l } = w;
  const { notified, due_ms } = one;
  const late = due_ms !== null && due_ms <= now_ms;
  return h(
    'li',
    { class: 'queued', 'data-late': late },
    h(
      'div',
      {},
      h('h3', {}, h('bdi', {}, notified.name)),
      h(
        'p',
        {},
        `${notified.kind_label} · ${l.t('queue.said', { time: lengthText(now_ms - notified.said_ms, l) })}`,
      ),
      due_ms !== null && h('p', { class: late ? 'alarm' : 'quiet' }, dueText(due_ms, now_ms, l)),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'main',
        'data-focus': `queue-${place}`,
        'aria-disabled': String(busy),
        onclick: () => again(notified),
      },
      l.t('queue.go'),
    ),
  );
}

/** Up and down from button to button. */
function onArrow(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (!step) return;
  const list = event.currentTarget as HTMLElement;
  const buttons = [...list.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const next = buttons[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

export function revalidationList(
  queue: Waiting[],
  now_ms: number,
  w: Writing,
  again: (one: Notified) => void,
  busy: boolean,
): HTMLElement {
  const { l } = w;
  if (!speaker(w)) return h('p', { class: 'calm' }, l.t('queue.who'));
  if (queue.length === 0) return h('p', { class: 'calm' }, l.t('queue.empty'));
  return h(
    'div',
    {},
    h('p', { class: 'quiet' }, l.t('queue.help')),
    h(
      'ol',
      { class: 'queue', onkeydown: onArrow },
      queue.map((one, place) => row(one, place, now_ms, w, again, busy)),
    ),
  );
}
