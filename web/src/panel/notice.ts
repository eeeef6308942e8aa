// SPDX-License-Identifier: Apache-2.0
//
// Empty and failed states. Each says what to do next.
import type { ProblemBody } from '../api/types';
import { h } from '../dom/h';
import type { Locale } from '../locale/locale';

export function emptyNotice(title: string, help: string, action?: HTMLElement): HTMLElement {
  return h(
    'div',
    { class: 'notice' },
    h('p', { class: 'notice-title' }, title),
    help && h('p', {}, help),
    action,
  );
}

export function problemNotice(l: Locale, problem: ProblemBody, retry: () => void): HTMLElement {
  const unreachable = problem.status === 0 && problem.title === 'unreachable';
  const mend = unreachable ? l.t('error.unreachable.mend') : problem.mend;
  return h(
    'div',
    { class: 'notice problem', role: 'alert' },
    h('p', { class: 'notice-title' }, unreachable ? l.t('error.unreachable') : l.t('error.title')),
    !unreachable &&
      h('p', {}, h('bdi', {}, [problem.title, problem.detail].filter(Boolean).join(': '))),
    mend && h('p', {}, unreachable ? mend : l.t('error.mend', { mend })),
    h('button', { type: 'button', onclick: retry }, l.t('app.retry')),
  );
}

export function loadingNotice(l: Locale): HTMLElement {
  return h('div', { class: 'notice loading', role: 'status' }, h('p', {}, l.t('app.loading')));
}
