// SPDX-License-Identifier: Apache-2.0
//
// Signing in and out. The passphrase goes to the server once and is kept nowhere.
import { ApiProblem, getJson } from '../api/client';
import { h, put } from '../dom/h';
import type { Locale } from '../locale/locale';
import type { Session } from './types';

const kAddress = '/api/v1/session';

async function send(method: string, body?: object): Promise<void> {
  const response = await fetch(kAddress, {
    method,
    credentials: 'same-origin',
    ...(body
      ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
      : {}),
  });
  if (!response.ok) throw new ApiProblem(await response.json());
}

/** Shows who is signed in, or the form; `changed` hears who it is, now and after each change. */
export async function login(
  place: HTMLElement,
  changed: (now: Session) => void,
  l: Locale,
): Promise<void> {
  const now = await getJson<Session>(kAddress);
  changed(now);
  const again = () => login(place, changed, l);
  if (now.session) {
    const { account, party } = now.session;
    const out = () => void send('DELETE').then(again);
    put(
      place,
      h('bdi', {}, l.t('login.as', { account, party })),
      h('button', { type: 'button', onclick: out }, l.t('login.out')),
    );
    return;
  }
  if (!now.accounts) {
    put(place);
    return;
  }
  const name = h('input', {
    id: 'login-name',
    autocomplete: 'username',
    required: true,
    dir: 'ltr',
  });
  const password = h('input', {
    id: 'login-password',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
  });
  const code = h('input', {
    id: 'login-code',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    dir: 'ltr',
  });
  const trouble = h('p', { class: 'alarm', role: 'alert' });
  const form = h(
    'form',
    {},
    h('p', { class: 'quiet' }, l.t('login.why')),
    h('label', { for: 'login-name' }, l.t('login.name')),
    name,
    h('label', { for: 'login-password' }, l.t('login.password')),
    password,
    h('label', { for: 'login-code' }, l.t('login.code')),
    code,
    h('button', {}, l.t('login.go')),
    trouble,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = code.value.trim();
    send('POST', {
      name: name.value.trim(),
      password: password.value,
      ...(given ? { code: given } : {}),
    }).then(again, (cause: unknown) => {
      password.value = '';
      const problem = cause instanceof ApiProblem ? cause.problem : null;
      put(trouble, [problem?.detail ?? problem?.title, problem?.mend].filter(Boolean).join(' '));
    });
  });
  put(place, h('details', {}, h('summary', {}, l.t('login.title')), form));
}
