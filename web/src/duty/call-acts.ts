// SPDX-License-Identifier: Apache-2.0
//
// What can be said of a running call of one's own: of each officer on that party's roster, answered
// or not; and how it ended. A try is said at once; an ending needs its outcome.
import { h } from '../dom/h';
import { openSayForm } from '../say/dialog';
import { longField } from '../say/fields';
import { problemText } from '../say/problem-text';
import { speaker, type Writing } from '../say/writing';
import { callWords, type CallStep } from './call-words';
import { needsClockChoice } from '../say/clock-choice';
import { officerLine } from './inbox';
import type { HotlineCall, Officer } from './types';

/** The next to try: the first on the roster that this call has not tried; else the first. */
export function nextOfficer(call: HotlineCall, officers: Officer[]): Officer | undefined {
  const failed = new Set(
    call.steps.filter((one) => one.step === 'not-answered').map((one) => one.officer),
  );
  return officers.find((one) => !failed.has(one.officer)) ?? officers[0];
}

function sayStep(
  w: Writing,
  call: HotlineCall,
  step: CallStep,
  officer: Officer | undefined,
  trouble: (text: string) => void,
): void {
  const words = () =>
    callWords(w, { id: call.id, step, called: call.called, emergency: call.emergency, officer });
  if (!w.pen.holder.get() || needsClockChoice()) {
    openSayForm(w, {
      title: w.l.t(`call.step.${step}`),
      parts: [],
      go: w.l.t(`call.step.${step}`),
      words,
    });
    return;
  }
  w.pen.say(words()).then(
    (accepted) => w.entered(accepted),
    (cause: unknown) => trouble(problemText(cause, w.l)),
  );
}

function openEnd(w: Writing, call: HotlineCall, officer: Officer | undefined): void {
  const { l } = w;
  const outcome = longField(l.t('call.outcome'), { required: true, maxlength: 2000 });
  const text = longField(l.t('call.text'), { maxlength: 2000 });
  openSayForm(w, {
    title: l.t('call.end'),
    parts: [outcome.row, text.row],
    go: l.t('call.end.go'),
    words: () =>
      callWords(w, {
        id: call.id,
        step: 'ended',
        called: call.called,
        emergency: call.emergency,
        officer,
        outcome: outcome.control.value.trim(),
        text: text.control.value.trim(),
      }),
  });
}

/** Null for a call that somebody else leads, or that has ended. */
export function callActs(
  w: Writing,
  call: HotlineCall,
  trouble: (text: string) => void,
  busy: boolean,
): HTMLElement | null {
  if (!call.running || call.party !== speaker(w)) return null;
  const { l } = w;
  const officers = w.duty()?.on_duty.find((one) => one.party === call.called)?.officers ?? [];
  const next = nextOfficer(call, officers);
  const key = (name: string) => `${name}-${call.id}`;
  const button = (step: 'answered' | 'not-answered') =>
    h(
      'button',
      {
        type: 'button',
        class: step === 'answered' ? 'main' : '',
        'data-focus': key(step),
        'aria-disabled': String(busy),
        onclick: () => sayStep(w, call, step, next, trouble),
      },
      l.t(`call.step.${step}`),
    );
  return h(
    'div',
    { class: 'call-next' },
    next
      ? h('div', {}, h('h4', {}, l.t('call.next')), h('ul', {}, officerLine(next, l)))
      : h('p', { class: 'alarm' }, l.t('duty.nobody', { party: call.called_name })),
    h(
      'p',
      { class: 'acts' },
      button('answered'),
      button('not-answered'),
      h(
        'button',
        {
          type: 'button',
          'data-focus': key('end'),
          'aria-disabled': String(busy),
          onclick: () => openEnd(w, call, next),
        },
        l.t('call.end'),
      ),
    ),
  );
}
