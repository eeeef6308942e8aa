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
          ? h('a', { href: `tel:${reach.address.replace(/[^+\d]/g, '')}`, dir: 'ltr' }, reach.address)
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
    h('ul', {}, party.officers.map((officer) => officerLine(officer, l))),
  );
}

function card(todo: ToDo, now_ms: number, l: Locale): HTMLElement {
  const { finding } = todo;
  return h(
    'li',
    { class: 'todo', 'data-severity': finding.severity.level },
    h(
      'p',
      { class: 'todo-head' },
      h('strong', { class: 'todo-severity' }, finding.severity.level_label),
      h('span', {}, finding.kind_label),
      finding.due_ms !== null && h('span', { class: 'todo-due' }, dueText(finding.due_ms, now_ms, l)),
    ),
    h('p', { class: 'todo-sentence', dir: 'auto' }, finding.sentence),
    h('div', { class: 'todo-call' }, todo.call.map((party) => whomToCall(party, l))),
    h(
      'p',
      { class: 'quiet' },
      l.t('duty.evidence'),
      ' ',
      finding.evidence.map((entry) => [h('a', { href: `/#entry=${entry}` }, String(entry)), ' ']),
    ),
  );
}

export function inbox(duty: Duty, now_ms: number, l: Locale): HTMLElement {
  if (duty.inbox.length === 0) return h('p', { class: 'calm' }, l.t('duty.clear'));
  return h(
    'div',
    {},
    duty.total > duty.inbox.length &&
      h('p', { class: 'quiet' }, l.t('duty.more', { n: duty.inbox.length, total: duty.total })),
    h('ol', { class: 'todos' }, duty.inbox.map((todo) => card(todo, now_ms, l))),
  );
}
