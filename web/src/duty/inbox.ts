// SPDX-License-Identifier: Apache-2.0
//
// What the duty officer must do now: one card a finding, the sentence first, then whom to call.
import { h } from '../dom/h';
import type { Locale } from '../locale/locale';
import { dueText } from './timer';
import type { Duty, Officer, PartyOnDuty, ToDo } from './types';

export function officerLine(officer: Officer, l: Locale): HTMLElement {
  return h(
    'li',
    { class: 'officer' },
    h('bdi', { class: 'officer-name' }, officer.officer),
    h('span', { class: 'quiet' }, `${officer.rank_label} · ${officer.languages.join(', ')}`),
    officer.reach.map((reach) =>
      h(
        'span',
        { class: 'reach' },
        h('span', { class: 'quiet' }, reach.channel_label),
        reach.channel === 'phone'
          ? h(
              'a',
              { href: `tel:${reach.address.replace(/[^+\d]/g, '')}`, dir: 'ltr' },
              reach.address,
            )
          : h('bdi', { dir: 'ltr' }, reach.address),
      ),
    ),
    h('small', { class: 'quiet' }, l.t('duty.onUntil', { time: officer.until_text })),
  );
}

function whomToCall(party: PartyOnDuty, l: Locale): HTMLElement {
  if (party.officers.length === 0) {
    return h('p', { class: 'alarm' }, l.t('duty.nobody', { party: party.name }));
  }
  return h(
    'div',
    { class: 'whom' },
    h('h4', {}, l.t('duty.call'), ' ', h('bdi', {}, party.name)),
    h(
      'ul',
      {},
      party.officers.map((officer) => officerLine(officer, l)),
    ),
  );
}

export interface InboxActs {
  /** Whoever may be called: not oneself. */
  mayCall(party: string): boolean;
  call(party: PartyOnDuty, todo: ToDo): void;
  /** What one's own party may say about what the finding is about. */
  answers(todo: ToDo): HTMLElement[];
}

function todoActs(todo: ToDo, l: Locale, acts: InboxActs): HTMLElement {
  const { finding } = todo;
  return h(
    'p',
    { class: 'acts' },
    finding.kind === 'conflict' &&
      h(
        'a',
        {
          class: 'button main',
          href: `#conflict=${finding.id}`,
          'data-focus': `see-${finding.id}`,
        },
        l.t('conflict.see'),
      ),
    todo.call
      .filter((party) => acts.mayCall(party.party))
      .map((party) =>
        h(
          'button',
          {
            type: 'button',
            'data-focus': `call-${finding.id}-${party.party}`,
            onclick: () => acts.call(party, todo),
          },
          l.t('call.log', { party: party.name }),
        ),
      ),
  );
}

function card(todo: ToDo, now_ms: number, l: Locale, acts: InboxActs | null): HTMLElement {
  const { finding } = todo;
  return h(
    'li',
    { class: 'todo', 'data-severity': finding.severity.level },
    h(
      'p',
      { class: 'todo-head' },
      h('strong', { class: 'todo-severity' }, finding.severity.level_label),
      h('span', {}, finding.kind_label),
      finding.due_ms !== null &&
        h('span', { class: 'todo-due' }, dueText(finding.due_ms, now_ms, l)),
    ),
    h('p', { class: 'todo-sentence' }, finding.sentence),
    h(
      'div',
      { class: 'todo-call' },
      todo.call.map((party) => whomToCall(party, l)),
    ),
    acts && acts.answers(todo),
    acts && todoActs(todo, l, acts),
    h(
      'p',
      { class: 'quiet' },
      l.t('duty.evidence'),
      ' ',
      finding.evidence.map((entry) => [h('a', { href: `/#entry=${entry}` }, String(entry)), ' ']),
    ),
  );
}

export function inbox(duty: Duty, now_ms: number, l: Locale, acts: InboxActs | null): HTMLElement {
  if (duty.inbox.length === 0) return h('p', { class: 'calm' }, l.t('duty.clear'));
  return h(
    'div',
    {},
    duty.total > duty.inbox.length &&
      h('p', { class: 'quiet' }, l.t('duty.more', { n: duty.inbox.length, total: duty.total })),
    h(
      'ol',
      { class: 'todos' },
      duty.inbox.map((todo) => card(todo, now_ms, l, acts)),
    ),
  );
}
