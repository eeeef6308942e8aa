// SPDX-License-Identifier: Apache-2.0
//
// Degrees along the map's top and left edge, as on a chart.
import { h, put } from '../dom/h';
import type { MapView } from './map-view';

/** Whole degrees inside (from, to), thinned to at most `most`. */
export function degreesWithin(from: number, to: number, most: number): number[] {
  const steps = [1, 2, 5, 10, 20, 30];
  const step = steps.find((s) => (to - from) / s <= most) ?? 45;
  const out: number[] = [];
  for (let d = Math.ceil(from / step) * step; d < to; d += step) out.push(d);
  return out;
}

export function createEdgeLabels(view: MapView): { element: HTMLElement; paint: () => void } {
  const element = h('div', { 'aria-hidden': 'true', dir: 'ltr' });
  function paint(): void {
    const box = view.map.getBounds();
    const middle = view.map.getCenter();
    const lon = degreesWithin(box.getWest(), box.getEast(), 12).map((d) => {
      const label = h('span', { class: 'edge lon' }, `${Math.abs(d)}°${d < 0 ? 'W' : 'E'}`);
      label.style.left = `${view.project([d, middle.lat]).x}px`;
      return label;
    });
    const lat = degreesWithin(box.getSouth(), box.getNorth(), 10).map((d) => {
      const label = h('span', { class: 'edge lat' }, `${Math.abs(d)}°${d < 0 ? 'S' : 'N'}`);
      label.style.top = `${view.project([middle.lng, d]).y}px`;
      return label;
    });
    put(element, lon, lat);
  }
  return { element, paint };
}
