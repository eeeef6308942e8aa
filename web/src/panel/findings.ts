// SPDX-License-Identifier: Apache-2.0
//
// The list of findings with its filters.
import type { Finding } from '../api/types';
import { h, put } from '../dom/h';
import { onAny } from '../dom/signal';
import { virtualList } from '../dom/virtual-list';
import { kFindingsShown } from '../api/findings';
import type { Locale } from '../locale/locale';
import { applyFilter, countByKind, isFiltering, kNoFilter } from '../model/finding-filter';
import type { FindingFilter } from '../model/finding-filter';
import type { State } from '../model/state';
import { windowOf } from '../time/window';
import { zoneName } from '../model/names';
import { findingRow } from './finding-row';
import { emptyNotice, loadingNotice } from './notice';

/** Row height is the style sheet's business; it changes with the screen. */
function rowHeight(): number {
  const value = getComputedStyle(document.documentElement).getPropertyValue('--finding-row');
  return Number.parseFloat(value) || 112;
}

export function createFindings(state: State, l: Locale, open: (f: Finding) => void): HTMLElement {
  const list = virtualList<Finding>({
    rowHeight,
    key: (f) => f.id,
    row: (f) => findingRow(l, state, f),
    open,
    label: l.t('find.list'),
  });
  const change = (part: Partial<FindingFilter>) =>
    state.filter.set({ ...state.filter.get(), ...part });

  const chips = h('div', { class: 'chips', role: 'group', 'aria-label': l.t('find.kinds') });
  const certainty = h(
    'div',
    { class: 'segments', role: 'group', 'aria-label': l.t('find.certainty') },
    (['all', 'settled', 'possible'] as const).map((value) =>
      h(
        'button',
        { type: 'button', 'data-value': value, onclick: () => change({ certainty: value }) },
        l.t(`find.${value}`),
      ),
    ),
  );
  const zone = h('select', {
    'aria-label': l.t('find.zone'),
    onchange: (event: Event) => change({ zone: (event.target as HTMLSelectElement).value }),
  });
  const inWindow = h('input', {
    type: 'checkbox',
    onchange: (event: Event) => change({ inWindow: (event.target as HTMLInputElement).checked }),
  });
  const total = h('p', { class: 'find-total', role: 'status' });
  const empty = h('div', { class: 'find-empty' });

  function toggleKind(kind: string): void {
    const kinds = new Set(state.filter.get().kinds);
    if (!kinds.delete(kind)) kinds.add(kind);
    change({ kinds });
  }

  function paintFilters(): void {
    const filter = state.filter.get();
    const counts = [...countByKind(state.findings.get())].sort((a, b) => b[1] - a[1]);
    const held = document.activeElement?.getAttribute('data-kind-chip');
    put(
      chips,
      counts.map(([kind, n]) =>
        h(
          'button',
          {
            type: 'button',
            class: 'chip',
            'data-kind': kind,
            'data-kind-chip': kind,
            'aria-pressed': String(filter.kinds.has(kind)),
            onclick: () => toggleKind(kind),
          },
          l.word('kind', kind),
          ' ',
          h('span', { class: 'chip-n' }, l.number(n)),
        ),
      ),
    );
    if (held) chips.querySelector<HTMLElement>(`[data-kind-chip="${CSS.escape(held)}"]`)?.focus();
    for (const button of certainty.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.dataset['value'] === filter.certainty));
    }
    put(
      zone,
      h('option', { value: '' }, l.t('find.anyZone')),
      state.zones
        .get()
        .features.map(({ properties: { id } }) =>
          h('option', { value: id }, zoneName(state, l, id)),
        ),
    );
    zone.value = filter.zone;
    inWindow.checked = filter.inWindow;
  }

  function paintList(): void {
    const all = state.findings.get();
    const filter = state.filter.get();
    const window = windowOf(state.day.get(), state.windowLength.get());
    const shown = applyFilter(all, filter, window, state.clock.get());
    list.setItems(shown);
    const sum = state.findingsTotal.get();
    put(
      total,
      isFiltering(filter)
        ? l.t('find.countOf', { n: l.number(shown.length), m: l.t('find.count', { n: sum }) })
        : l.t('find.count', { n: sum }),
      all.length >= kFindingsShown &&
        h('span', { class: 'alarm' }, ' ', l.t('find.truncated', { n: l.number(all.length) })),
    );
    const clear = h(
      'button',
      { type: 'button', onclick: () => state.filter.set(kNoFilter) },
      l.t('find.clear'),
    );
    put(
      empty,
      shown.length > 0
        ? null
        : all.length > 0
          ? emptyNotice(l.t('find.none.filter'), '', clear)
          : state.loading.get()
            ? loadingNotice(l)
            : emptyNotice(l.t('find.none'), l.t('find.none.help')),
    );
  }

  onAny([state.findings, state.filter, state.zones], paintFilters);
  onAny(
    [state.findings, state.findingsTotal, state.filter, state.loading, state.zones, state.fresh],
    paintList,
  );
  onAny([state.day, state.windowLength], () => state.filter.get().inWindow && paintList());
  paintFilters();
  paintList();
  return h(
    'section',
    { class: 'findings' },
    h(
      'div',
      { class: 'filters' },
      chips,
      h('div', { class: 'filter-row' }, certainty, zone),
      h(
        'div',
        { class: 'filter-row' },
        total,
        h('label', { class: 'check' }, inWindow, h('span', {}, l.t('find.inWindow'))),
      ),
    ),
    empty,
    list.element,
  );
}
