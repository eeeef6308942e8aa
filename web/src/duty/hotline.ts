// SPDX-License-Identifier: Apache-2.0
//
// The hotline's calls, those that run first with how long they have, and who is on duty.
import { h } from '../dom/h';
import type { Locale } from '../locale/locale';
import { officerLine } from './inbox';
import { runningText } from './timer';
import type { Duty, HotlineCall } from './types';

type Acts = (one: HotlineCall) => HTMLElement | null;

function call(one: HotlineCall, now_ms: number, l: Locale, acts: Acts): HTMLElement {
  return h(
    'li',
    { class: 'call', 'data-running': one.running, 'data-emergency': one.emergency },
    h(
      'p',
      { class: 'todo-head' },
      one.emergency && h('strong', { class: 'alarm' }, l.t('duty.emergency')),
      h('bdi', {}, one.id),
      h(
        'span',
        { class: 'todo-due' },
        one.running
          ? h(
              'bdi',
              { class: 'running', 'data-begun': one.begun_ms },
              l.t('duty.running', { time: runningText(now_ms - one.begun_ms) }),
            )
          : l.t('duty.ended'),
      ),
    ),
    h('h3', { dir: 'auto' }, l.t('duty.calledBy', { caller: one.caller, called: one.called_name })),
    acts(one),
    h(
      'ol',
      {},
      one.steps.map((step) =>
        h(
          'li',
          {},
          h('strong', {}, step.step_label),
          ` · ${[step.officer, step.channel_label, step.at_text].filter(Boolean).join(' · ')} `,
          h('bdi', { dir: 'ltr', class: 'mono' }, step.address),
          step.text && h('p', { dir: 'auto' }, step.text),
          step.outcome && h('p', { dir: 'auto' }, l.t('duty.outcome', { text: step.outcome })),
        ),
      ),
    ),
  );
}

export function hotline(duty: Duty, now_ms: number, l: Locale, acts: Acts): HTMLElement {
  if (duty.calls.length === 0) return h('p', { class: 'calm' }, l.t('duty.calls.empty'));
  return h(
    'ol',
    { class: 'calls' },
    duty.calls.map((one) => call(one, now_ms, l, acts)),
  );
}

export function onDuty(duty: Duty, l: Locale): HTMLElement {
  if (duty.on_duty.length === 0) return h('p', { class: 'calm' }, l.t('duty.roster.empty'));
  return h(
    'ul',
    { class: 'rosters' },
    duty.on_duty.map((party) =>
      h(
        'li',
        {},
        h('h3', {}, h('bdi', {}, party.name)),
        party.officers.length === 0
          ? h('p', { class: 'alarm' }, l.t('duty.nobodyNow'))
          : h(
              'ul',
              {},
              party.officers.map((officer) => officerLine(officer, l)),
            ),
      ),
    ),
  );
}
