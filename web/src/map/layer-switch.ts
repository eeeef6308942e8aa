// SPDX-License-Identifier: Apache-2.0
//
// Switches for our own layers and for those the mission brings; the latter never without their
// source and disclaimer beside them.
import { h, put } from '../dom/h';
import type { MissionLayer } from '../api/types';
import type { Locale } from '../locale/locale';
import type { State } from '../model/state';
import type { MapView } from './map-view';

/** Background layers are off until somebody asks for them, towns excepted. */
const startsShown = (layer: MissionLayer) => layer.kind === 'town';
const shownLayers = new Map<string, boolean>();

export function createLayerSwitch(state: State, l: Locale, view: MapView): HTMLElement {
  const list = h('div', { class: 'layer-list' });
  const element = h(
    'details',
    { class: 'layers plate' },
    h('summary', {}, l.t('map.layers')),
    list,
  );

  const box = (label: string, checked: boolean, change: (on: boolean) => void, note?: Node[]) =>
    h(
      'label',
      { class: 'check' },
      h('input', {
        type: 'checkbox',
        checked,
        onchange: (event: Event) => change((event.target as HTMLInputElement).checked),
      }),
      h('span', {}, label, note),
    );
  const group = (id: string, label: string) =>
    box(label, !state.hiddenLayers.get().has(id), (on) => {
      const next = new Set(state.hiddenLayers.get());
      if (on) next.delete(id);
      else next.add(id);
      state.hiddenLayers.set(next);
    });

  function show(layer: MissionLayer, on: boolean, problem: HTMLElement): void {
    shownLayers.set(layer.id, on);
    view.ready
      .then(() => view.showLayer(layer, on, l))
      .catch((error: unknown) => put(problem, `${l.t('error.title')}: ${String(error)}`));
  }

  state.mission.watch((mission) => {
    if (!mission) return;
    const layers = mission.layers.map((layer) => {
      const problem = h('small', { class: 'alarm' });
      const on = shownLayers.get(layer.id) ?? startsShown(layer);
      if (on) show(layer, true, problem);
      return box(l.name(layer.title, layer.id), on, (next) => show(layer, next, problem), [
        h('small', {}, l.t('map.source', { source: layer.source })),
        h('small', {}, l.name(layer.disclaimer as never, '')),
        problem,
      ]);
    });
    put(
      list,
      group('zones', l.t('map.layer.zones')),
      group('posts', l.t('map.layer.posts')),
      group('reports', l.t('map.layer.reports')),
      layers,
      h('p', { class: 'disclaimer' }, l.name(mission.disclaimer as never, '')),
    );
  });
  return element;
}
