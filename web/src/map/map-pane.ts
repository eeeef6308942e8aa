// SPDX-License-Identifier: Apache-2.0
//
// The map with what lies on it: switches, legend, zoom, cursor position, scale and cards.
import { h, put } from '../dom/h';
import type { Signal } from '../dom/signal';
import type { Locale } from '../locale/locale';
import type { State } from '../model/state';
import { createCard } from './card';
import { createEdgeLabels } from './edge-labels';
import { createLayerSwitch } from './layer-switch';
import { createLegend } from './legend';
import type { MapView } from './map-view';
import type { Theme } from './palette';

function degrees(value: number, positive: string, negative: string): string {
  return `${Math.abs(value).toFixed(3)}° ${value < 0 ? negative : positive}`;
}

/** The largest round length that fits into `most` pixels at the map's middle. */
export function scaleBar(latitude: number, zoom: number, most: number): { m: number; px: number } {
  const perPixel = (40_075_016.7 * Math.cos((latitude * Math.PI) / 180)) / (512 * 2 ** zoom);
  const target = perPixel * most;
  const power = 10 ** Math.floor(Math.log10(target));
  const m = [5, 2, 1].map((f) => f * power).find((length) => length <= target) ?? power;
  return { m, px: m / perPixel };
}

export function createMapPane(
  state: State,
  l: Locale,
  view: MapView | null,
  canvas: HTMLElement,
  theme: Signal<Theme>,
): HTMLElement {
  if (!view) {
    return h('main', { class: 'map' }, h('p', { class: 'map-none' }, l.t('map.nogl')));
  }
  const cards = createCard(state, l, view);
  const position = h('span', { class: 'position', dir: 'ltr' });
  const bar = h('span', { class: 'scale-bar' });
  const length = h('span', { class: 'scale-text' });
  cards.addEventListener('pointer', (event) => {
    const at = (event as CustomEvent<[number, number] | null>).detail;
    put(position, at ? `${degrees(at[1], 'N', 'S')}  ${degrees(at[0], 'E', 'W')}` : '');
  });
  const scale = () => {
    const { m, px } = scaleBar(view.map.getCenter().lat, view.map.getZoom(), 110);
    bar.style.inlineSize = `${px}px`;
    put(length, l.metres(m));
  };
  view.zoomed = scale;
  const edges = createEdgeLabels(view);
  view.moved = edges.paint;
  scale();
  const button = (label: string, sign: string, act: () => void) =>
    h(
      'button',
      { type: 'button', class: 'icon', 'aria-label': label, title: label, onclick: act },
      sign,
    );
  canvas.setAttribute('aria-label', l.t('map.label'));
  canvas.setAttribute('role', 'region');
  view.map.getCanvas().setAttribute('aria-label', l.t('map.label'));
  const legend = createLegend(state, l, theme);
  const main = h(
    'main',
    { class: 'map', id: 'map' },
    canvas,
    h('div', { class: 'map-corner top' }, createLayerSwitch(state, l, view)),
    h(
      'div',
      { class: 'map-tools plate' },
      button(l.t('map.zoomIn'), '+', () => view.zoomBy(1)),
      button(l.t('map.zoomOut'), '−', () => view.zoomBy(-1)),
      button(l.t('map.home'), '⌂', () => view.home()),
    ),
    edges.element,
    h('div', { class: 'map-foot' }, position, h('span', { class: 'scale' }, length, bar)),
    cards,
    legend,
  );
  // The map ends where the legend begins, however many lines it needs.
  new ResizeObserver(() => {
    main.style.setProperty('--legend', `${legend.offsetHeight}px`);
    view.map.resize();
  }).observe(legend);
  return main;
}
