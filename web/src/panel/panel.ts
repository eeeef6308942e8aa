// SPDX-License-Identifier: Apache-2.0
//
// The panel at the inline end: five tabs, and over them the page of one finding or entry.
import type { Finding, FindingDetail } from '../api/types';
import { h, put } from '../dom/h';
import type { Signal } from '../dom/signal';
import { tabs } from '../dom/tabs';
import type { Locale } from '../locale/locale';
import type { MapView } from '../map/map-view';
import type { Theme } from '../map/palette';
import type { State, TabId } from '../model/state';
import { createChart } from './chart';
import { createDetail } from './detail';
import { createFindings } from './findings';
import { problemNotice } from './notice';
import { createPosts } from './posts';
import { createProvisions } from './provisions';
import { createRecord } from './record';

export function createPanel(
  state: State,
  l: Locale,
  view: MapView | null,
  theme: Signal<Theme>,
  reload: () => void,
): HTMLElement {
  /** Takes slider and map to where and when the finding is. */
  function goTo(finding: Finding | FindingDetail): void {
    const to = finding.when?.to_ms ?? finding.when?.from_ms;
    if (typeof to === 'number') {
      state.playing.set(false);
      state.day.set(state.clock.get().day(Math.max(finding.when?.from_ms ?? 0, to - 1)));
    }
    if (finding.point) view?.flyTo(finding.point, finding.radius_m);
    view?.setFocus(finding.point && { point: finding.point, radius_m: finding.radius_m });
  }
  const findings = createFindings(state, l, (finding) => {
    goTo(finding);
    state.detail.set({ finding: finding.id });
  });
  const pages: [TabId, HTMLElement][] = [
    ['findings', findings],
    ['provisions', createProvisions(state, l)],
    ['chart', createChart(state, l, theme)],
    ['posts', createPosts(state, l, theme, (point, radius_m) => view?.flyTo(point, radius_m))],
    ['record', createRecord(state, l)],
  ];
  const set = tabs(
    pages.map(([id, panel]) => ({ id, panel, label: l.t(`tab.${id}`) })),
    l.t('tab.label'),
    (id) => {
      state.detail.set(null);
      state.tab.set(id as TabId);
    },
  );
  const problem = h('div', { class: 'panel-problem' });
  state.problem.watch((p) => put(problem, p && problemNotice(l, p, reload)));
  state.tab.watch((id) => set.select(id));
  state.detail.on((detail) => !detail && view?.setFocus(null));
  const detail = createDetail(state, l, { show: goTo });
  return h(
    'aside',
    { class: 'panel', id: 'panel', tabindex: -1, 'aria-label': l.t('tab.label') },
    set.bar,
    problem,
    h(
      'div',
      { class: 'panel-pages' },
      pages.map(([, page]) => page),
      detail,
    ),
  );
}
