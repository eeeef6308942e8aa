// SPDX-License-Identifier: Apache-2.0
//
// "As known at entry N of M": the second of the two times. Going back shows what was known when
// the record had N entries; nobody can be accused with what they could not yet have read.
import { h, put } from '../dom/h';
import type { Locale } from '../locale/locale';
import type { State } from '../model/state';

export function createKnownAt(state: State, l: Locale, reload: () => void): HTMLElement {
  const input = h('input', {
    type: 'number',
    id: 'known-at',
    min: 0,
    step: 1,
    inputmode: 'numeric',
    'aria-label': l.t('bar.known.input'),
    title: l.t('bar.known.input'),
  });
  const of = h('span', { class: 'known-of' });
  const latest = h(
    'button',
    {
      type: 'button',
      class: 'small',
      hidden: true,
      onclick: () => {
        state.asKnownAt.set(null);
        reload();
      },
    },
    l.t('bar.known.latest'),
  );
  const fresh = h('button', {
    type: 'button',
    class: 'small fresh',
    hidden: true,
    onclick: reload,
  });

  input.addEventListener('change', () => {
    const mission = state.mission.get();
    const n = Math.round(Number(input.value));
    if (!mission || !Number.isFinite(n)) return;
    const bounded = Math.max(0, Math.min(mission.entries, n));
    state.asKnownAt.set(bounded === mission.entries ? null : bounded);
    reload();
  });
  state.mission.watch((mission) => {
    if (!mission) return;
    input.max = String(mission.entries);
    input.value = String(mission.as_known_at);
    put(of, l.t('bar.known.of', { m: l.number(mission.entries) }));
  });
  const element = h(
    'div',
    { class: 'known' },
    h('label', { for: 'known-at' }, l.t('bar.known')),
    h('span', { class: 'known-row' }, input, of, latest, fresh),
  );
  state.asKnownAt.watch((n) => {
    latest.hidden = n === null;
    element.classList.toggle('earlier', n !== null);
    element.title = n === null ? '' : l.t('bar.known.earlier');
  });
  state.waiting.watch((n) => {
    fresh.hidden = n === 0 || state.asKnownAt.get() !== null;
    put(fresh, l.t('bar.new', { n }));
  });
  return element;
}
