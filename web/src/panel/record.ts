// SPDX-License-Identifier: Apache-2.0
//
// The record itself: what anyone needs to check it without believing this page.
import { address, getJson, getText } from '../api/client';
import type { ShortEntry } from '../api/types';
import { h, put } from '../dom/h';
import type { Locale } from '../locale/locale';
import { problemBody, scopeOf } from '../model/load';
import type { State } from '../model/state';
import { emptyNotice, loadingNotice, problemNotice } from './notice';

const kNewest = 60;

function copyButton(l: Locale, text: string): HTMLElement {
  const button = h('button', { type: 'button', class: 'small' }, l.t('record.copy'));
  button.addEventListener('click', () => {
    // Refused outside https and localhost: then the text above is there to be selected.
    navigator.clipboard?.writeText(text).then(
      () => put(button, l.t('record.copied')),
      () => undefined,
    );
  });
  return button;
}

export function createRecord(state: State, l: Locale): HTMLElement {
  const element = h('section', { class: 'scroll record' });
  let shownFor = '';

  async function paint(): Promise<void> {
    const mission = state.mission.get();
    if (!mission) return put(element, loadingNotice(l));
    const key = `${mission.digest}/${mission.as_known_at}/${mission.entries}`;
    if (state.tab.get() !== 'record' || key === shownFor) return;
    shownFor = key;
    const scope = scopeOf(state);
    const from = Math.max(0, mission.as_known_at - kNewest);
    try {
      const [checkpoint, entries] = await Promise.all([
        getText('/api/v1/checkpoint'),
        getJson<{ items: ShortEntry[] }>(address('entries', scope, { from, limit: kNewest })),
      ]);
      const newest = entries.items.filter((e) => e.index < mission.as_known_at).reverse();
      put(
        element,
        h('h3', {}, l.t('record.digest')),
        h('p', { class: 'mono wrap', dir: 'ltr' }, mission.digest),
        h('p', { class: 'quiet' }, l.t('record.digest.help')),
        h('h3', {}, l.t('record.checkpoint')),
        h('pre', { class: 'checkpoint', dir: 'ltr', tabindex: 0 }, checkpoint),
        copyButton(l, checkpoint),
        h('h3', {}, l.t('record.verify')),
        h('pre', { dir: 'ltr' }, 'truceline verify MISSION'),
        h('p', { class: 'quiet' }, l.t('record.verify.help')),
        h('h3', {}, l.t('record.newest')),
        newest.length
          ? h(
              'ol',
              { class: 'entries' },
              newest.map((entry) => entryRow(entry)),
            )
          : emptyNotice(l.t('record.none'), l.t('record.none.help')),
      );
    } catch (error) {
      shownFor = '';
      put(
        element,
        problemNotice(l, problemBody(error), () => void paint()),
      );
    }
  }

  function entryRow(entry: ShortEntry): HTMLElement {
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: 'entry-row',
          onclick: () => state.detail.set({ entry: entry.index }),
        },
        h('span', { class: 'entry-index' }, l.number(entry.index)),
        h('span', { class: 'entry-kind' }, entry.kind),
        h('span', { class: 'entry-summary', dir: 'auto' }, entry.summary),
        h('small', {}, h('bdi', {}, entry.party), ' · ', l.local(entry.time_ms, state.clock.get())),
      ),
    );
  }
  state.mission.watch(() => void paint());
  state.tab.on(() => void paint());
  return element;
}
