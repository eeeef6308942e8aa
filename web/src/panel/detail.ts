// SPDX-License-Identifier: Apache-2.0
//
// The page of one finding or one entry, laid over the tabs until the reader goes back.
import { address, getJson } from '../api/client';
import type { FindingDetail } from '../api/types';
import { h, put } from '../dom/h';
import type { Locale } from '../locale/locale';
import { problemBody, scopeOf } from '../model/load';
import type { Detail, State } from '../model/state';
import { entryBody, readEntry } from './entry-detail';
import { findingDetail } from './finding-detail';
import { loadingNotice, problemNotice } from './notice';

export interface DetailActions {
  show(finding: FindingDetail): void;
}

export function createDetail(state: State, l: Locale, actions: DetailActions): HTMLElement {
  const content = h('div', { class: 'detail-content' });
  const back = h('button', { type: 'button', class: 'back' }, l.t('detail.back'));
  const element = h('section', { class: 'detail', hidden: true }, h('p', {}, back), content);
  const trail: Exclude<Detail, null>[] = [];
  let opener: string | null = null;

  async function fillFor(detail: Exclude<Detail, null>): Promise<void> {
    if ('finding' in detail) {
      const url = address(`findings/${detail.finding}`, scopeOf(state));
      const finding = await getJson<FindingDetail>(url);
      if (state.detail.get() !== detail) return;
      const show = finding.point ? () => actions.show(finding) : null;
      put(content, findingDetail(state, l, finding, show));
    } else {
      const entry = await readEntry(state, detail.entry);
      if (state.detail.get() !== detail) return;
      put(
        content,
        h(
          'h2',
          { class: 'detail-sentence', tabindex: -1 },
          l.t('card.entry', { n: l.number(entry.index) }),
        ),
        h('p', { class: 'mono quiet wrap', dir: 'ltr' }, entry.id),
        entryBody(state, l, entry),
      );
    }
    content.querySelector('h2')?.focus({ preventScroll: true });
  }

  function open(detail: Detail): void {
    element.hidden = detail === null;
    if (!detail) {
      trail.length = 0;
      const row = opener
        ? document.querySelector<HTMLElement>(`[data-key="${CSS.escape(opener)}"] button`)
        : null;
      row?.focus();
      return;
    }
    if (trail.at(-1) !== detail) trail.push(detail);
    if ('finding' in detail && trail.length === 1) opener = detail.finding;
    element.scrollTop = 0;
    put(content, loadingNotice(l));
    fillFor(detail).catch((error: unknown) => {
      if (state.detail.get() !== detail) return;
      put(
        content,
        problemNotice(l, problemBody(error), () => open(detail)),
      );
    });
  }
  const goBack = () => {
    trail.pop();
    const before = trail.pop() ?? null;
    state.detail.set(before);
  };
  back.addEventListener('click', goBack);
  element.addEventListener('keydown', (event) => event.key === 'Escape' && goBack());
  state.detail.watch(open);
  return element;
}
