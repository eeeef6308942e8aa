// SPDX-License-Identifier: Apache-2.0
//
// The emergency button: one press says that a call is placed, and the timer runs. Who is called
// first, and whom after that, is who stands on that party's roster now, the highest rank in front.
import { h } from '../dom/h';
import { openDialog, openSayForm } from '../say/dialog';
import type { Reference } from '../say/statement';
import { problemText } from '../say/problem-text';
import { speaker, type Writing } from '../say/writing';
import { callId, callWords } from './call-words';
import { officerLine } from './inbox';
import type { PartyOnDuty } from './types';
import { statementTime_ms } from '../say/clock';
import { needsClockChoice } from '../say/clock-choice';

/** Whom an emergency call can go to: everybody on a roster but oneself. */
export function callable(w: Writing): PartyOnDuty[] {
  return (w.duty()?.on_duty ?? []).filter((party) => party.party !== speaker(w));
}

export interface Placed {
  party: PartyOnDuty;
  emergency: boolean;
  text?: string;
  refs?: Reference[];
}

/** Says it at once where the key is open; else the form asks for the key first. */
export function placeCall(w: Writing, placed: Placed, trouble: (text: string) => void): void {
  const id = callId(statementTime_ms());
  const words = () =>
    callWords(w, {
      id,
      step: 'placed',
      called: placed.party.party,
      emergency: placed.emergency,
      officer: placed.party.officers[0],
      text: placed.text ?? '',
      refs: placed.refs ?? [],
    });
  const { l, pen } = w;
  if (!pen.holder.get() || needsClockChoice()) {
    openSayForm(w, {
      title: l.t('call.place', { party: placed.party.name }),
      parts: [],
      go: l.t('call.place', { party: placed.party.name }),
      words,
    });
    return;
  }
  pen.say(words()).then(
    (accepted) => w.entered(accepted),
    (cause: unknown) => trouble(problemText(cause, l)),
  );
}

/** One button a party, with whoever answers there and what they speak. */
export function emergencyButtons(
  w: Writing,
  trouble: (text: string) => void,
  busy: boolean,
): HTMLElement {
  const { l } = w;
  const parties = callable(w);
  if (parties.length === 0) return h('p', { class: 'calm' }, l.t('call.nobody'));
  return h(
    'ul',
    { class: 'emergencies' },
    parties.map((party) =>
      h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            class: 'emergency',
            'data-focus': `emergency-${party.party}`,
            'aria-disabled': String(busy),
            onclick: () => placeCall(w, { party, emergency: true }, trouble),
          },
          l.t('call.emergency', { party: party.name }),
        ),
        party.officers[0]
          ? h('ul', {}, officerLine(party.officers[0], l))
          : h('p', { class: 'alarm' }, l.t('duty.nobodyNow')),
      ),
    ),
  );
}

/** The button in the bar: with one party to call it calls; with several it asks which. */
export function emergency(w: Writing, trouble: (text: string) => void): void {
  const parties = callable(w);
  const only = parties.length === 1 ? parties[0] : undefined;
  if (only) return placeCall(w, { party: only, emergency: true }, trouble);
  const dialog = openDialog(w.l.t('call.whom'), w.l, emergencyButtons(w, trouble, false));
  dialog.addEventListener('click', (event) => {
    if ((event.target as HTMLElement).classList.contains('emergency')) dialog.close();
  });
}
