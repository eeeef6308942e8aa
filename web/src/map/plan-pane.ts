// SPDX-License-Identifier: Apache-2.0
//
// The place on the page where the small map goes. The map's code comes when it is first shown;
// where it cannot be drawn, the words beside it say the same.
import { h, put } from '../dom/h';
import type { Writing } from '../say/writing';
import type { PlanMap } from './plan-map';
import type { Theme } from './palette';
import { boxOf, type PlanShape } from './plan-shape';

export interface PlanPane {
  element: HTMLElement;
  show(shapes: PlanShape[]): void;
}

function hasWebGl(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null;
}

export function planPane(w: Writing, label: string): PlanPane {
  const { l } = w;
  const canvas = h('div', { class: 'plan-canvas', dir: 'ltr' });
  let map: PlanMap | null = null;
  const zoom = (label_: string, sign: string, step: number) =>
    h(
      'button',
      { type: 'button', class: 'icon', 'aria-label': label_, onclick: () => map?.zoomBy(step) },
      sign,
    );
  const element = h(
    'div',
    { class: 'plan-map', role: 'region', 'aria-label': label },
    canvas,
    h(
      'div',
      { class: 'plan-tools plate' },
      zoom(l.t('map.zoomIn'), '+', 1),
      zoom(l.t('map.zoomOut'), '−', -1),
    ),
  );
  let newest: PlanShape[] = [];
  let asked = false;
  const begin = async () => {
    asked = true;
    if (!hasWebGl()) return put(element, h('p', { class: 'quiet' }, l.t('map.nogl')));
    const { PlanMap } = await import('./plan-map');
    const theme = (document.documentElement.dataset['theme'] ?? 'light') as Theme;
    map = new PlanMap(canvas, theme, label);
    await map.show(newest, boxOf(newest));
    await map.addContext(w.mission, l, theme).catch(() => undefined); // the shapes are what was asked for
  };
  return {
    element,
    show(shapes) {
      newest = shapes;
      element.hidden = shapes.length === 0;
      if (map) void map.show(shapes, boxOf(shapes));
      else if (!asked && shapes.length > 0)
        begin().catch(() => put(element, h('p', { class: 'quiet' }, l.t('map.nogl'))));
    },
  };
}
