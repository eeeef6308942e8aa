// SPDX-License-Identifier: Apache-2.0
//
// The buttons on a row of the register: what the reader's own party may say about it.
import { h } from '../dom/h';
import { speaker, type Writing } from '../say/writing';
import { openAnswer, openAnswerFor, type Step } from './acknowledge';
import { openRevalidate, openSupersede, openWithdraw } from './own';
import type { Notified, Rung } from './types';

const kLevelOf: Record<Step, number> = { received: 3, relayed: 4, 'in-effect': 5, objected: 9 };

/** `key`: keeps the focus where it was when the list is drawn anew. */
function button(key: string, text: string, act: () => void, main = false): HTMLElement {
  return h(
    'button',
    { type: 'button', class: main ? 'main' : '', 'data-focus': key, onclick: act },
    text,
  );
}

/** On the rung of the reader's own party: the next step first and marked. */
export function rungActions(w: Writing, notified: Notified, rung: Rung): HTMLElement | null {
  const own = speaker(w);
  if (!own) return null;
  const key = (name: string) => `${name}-${notified.party}-${notified.id}-${rung.recipient}`;
  if (rung.recipient !== own)
    return h(
      'p',
      { class: 'acts' },
      button(key('for'), w.l.t('ack.forButton'), () => openAnswerFor(w, notified, rung.recipient)),
    );
  const steps: Step[] = ['received', 'relayed', 'in-effect', 'objected'];
  const next = steps.find((step) => kLevelOf[step] > rung.level) ?? 'objected';
  return h(
    'p',
    { class: 'acts' },
    steps
      .filter((step) => step === 'objected' || kLevelOf[step] > rung.level)
      .map((step) =>
        button(
          key(step),
          w.l.t(`ack.button.${step}`),
          () => openAnswer(w, notified, step),
          step === next && step !== 'objected',
        ),
      ),
  );
}

/** Below one's own notification. */
export function ownActions(
  w: Writing,
  notified: Notified,
  change: (notified: Notified) => void,
): HTMLElement | null {
  if (speaker(w) !== notified.party) return null;
  const key = (name: string) => `${name}-${notified.party}-${notified.id}`;
  return h(
    'p',
    { class: 'acts' },
    button(key('again'), w.l.t('own.revalidate'), () => openRevalidate(w, notified)),
    button(key('change'), w.l.t('own.change'), () => change(notified)),
    button(key('withdraw'), w.l.t('own.withdraw'), () => openWithdraw(w, notified)),
    button(key('supersede'), w.l.t('own.supersede'), () => openSupersede(w, notified)),
  );
}
