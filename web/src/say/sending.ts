// SPDX-License-Identifier: Apache-2.0
//
// Signs and sends what a form says, and shows how that goes: on its way, the connection gone and
// the same bytes waiting, refused and why.
import { h, put } from '../dom/h';
import { clockChoice, needsClockChoice } from './clock-choice';
import type { Words } from './pen';
import type { Accepted } from './post';
import { problemText } from './problem-text';
import type { Writing } from './writing';

export interface Foot {
  element: HTMLElement;
  /** Signs and sends; true when it stands in the record. */
  say(words: () => Words | Promise<Words>): Promise<Accepted | null>;
}

/** How a form that finds no key open asks for it; `opened` is called once it is there. */
export type AskForKey = (opened: () => void) => HTMLElement;

/** The foot of a form: key, clock, the button `go`, and what became of it. */
export function sendingFoot(
  w: Writing,
  go: HTMLButtonElement,
  askForKey: AskForKey,
  ...beside: HTMLElement[]
): Foot {
  const { l, pen } = w;
  const before = h('div', { class: 'say-before' });
  const trouble = h('p', { class: 'alarm', role: 'alert' });
  const line = h('div', { class: 'say-line', role: 'status' });
  const element = h(
    'div',
    { class: 'say-foot' },
    before,
    trouble,
    line,
    h('p', { class: 'say-buttons' }, go, beside),
  );

  const drawBefore = () => {
    const holder = pen.holder.get();
    put(
      before,
      clockChoice(l),
      holder
        ? h(
            'p',
            { class: 'quiet' },
            l.t('pen.as', { party: w.name(holder.party) }),
            ' ',
            h('bdi', { class: 'mono', dir: 'ltr' }, holder.key.slice(0, 8)),
          )
        : askForKey(() => go.focus()),
    );
    go.disabled = !holder;
  };
  const ends = [
    pen.holder.watch(drawBefore),
    pen.sending.watch((now) => {
      go.disabled = !pen.holder.get() || now.state !== 'idle';
      if (now.state === 'idle') return put(line);
      if (now.state === 'sending') return put(line, l.t('say.sending'));
      put(
        line,
        h('strong', { class: 'alarm' }, l.t('say.lost')),
        ' ',
        h('button', { type: 'button', onclick: () => pen.hurry() }, l.t('say.hurry')),
      );
    }),
  ];
  // Gone from the page, it needs to hear no more.
  const watch = new MutationObserver(() => {
    if (element.isConnected) return;
    for (const end of ends) end();
    watch.disconnect();
  });
  requestAnimationFrame(() => watch.observe(document.body, { childList: true, subtree: true }));

  return {
    element,
    async say(words) {
      put(trouble);
      if (needsClockChoice()) {
        drawBefore();
        put(trouble, l.t('clock.choose'));
        return null;
      }
      try {
        const accepted = await pen.say(await words());
        w.entered(accepted);
        return accepted;
      } catch (cause) {
        put(trouble, problemText(cause, l));
        return null;
      }
    },
  };
}
