// SPDX-License-Identifier: Apache-2.0
//
// The place on the page where the small map goes. The map's code comes when it is first shown;
// where it cannot be drawn, the words beside it say the same.
import { h, put } from '../dom/h';
import type { Writing } from '../say/writing';
import type { Drawing, PlanMap } from './plan-map';
import type { Theme } from './palette';
import { boxOf, type PlanShape } from './plan-shape';

export interface PlanPane {
  element: HTMLElement;
  /** `drawing`: a click puts a corner there, and the map is in sight before there is any. */
  show(shapes: PlanShape[], drawing?: Drawing | null): void;
}

function hasWebGl(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null;
}

export function planPane(
  w: Writing,
  label: string,
  clicked: (at: [number, number]) => void = () => undefined,
): PlanPane {
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
  let drawing: Drawing | null = null;
  const draw = () =>
    map?.show(newest, boxOf(newest) ?? (drawing ? w.mission.bounds : null), drawing);
  const begin = async () => {
    asked = true;
    if (!hasWebGl()) return put(element, h('p', { class: 'quiet' }, l.t('map.nogl')));
    const { PlanMap } = await import('./plan-map');
    const theme = (document.documentElement.dataset['theme'] ?? 'light') as Theme;
    map = new PlanMap(canvas, theme, label);
    map.onClick((at) => drawing && clicked(at));
    await draw();
    await map.addContext(w.mission, l, theme).catch(() => undefined); // the shapes are what was asked for
  };
  return {
    element,
    show(shapes, now = null) {
      newest = shapes;
      drawing = now;
      element.hidden = shapes.length === 0 && !now;
      element.classList.toggle('drawing', now !== null);
      if (map) void draw();
      else if (!asked && !element.hidden)
        begin().catch(() => put(element, h('p', { class: 'quiet' }, l.t('map.nogl'))));
    },
  };
}
