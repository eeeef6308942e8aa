// SPDX-License-Identifier: Apache-2.0
//
// Where the finding in the panel is: a cross at its point and the disc it may lie in. A coarse
// place shows as the wide circle it is.
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import type { MapColours } from './palette';

export type Focus = { point: [number, number]; radius_m: number } | null;

/** A circle on the ground as a ring of 64 corners; good to a percent at the sizes used here. */
export function disc([lon, lat]: [number, number], radius_m: number): GeoJSON.Position[] {
  const north = radius_m / 111_320;
  const east = north / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  return Array.from({ length: 65 }, (_, i) => {
    const angle = (i * 2 * Math.PI) / 64;
    return [lon + east * Math.cos(angle), lat + north * Math.sin(angle)];
  });
}

export function addFocus(map: MapLibre): void {
  map.addSource('focus', { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
  map.addLayer({
    id: 'focus-disc',
    type: 'line',
    source: 'focus',
    filter: ['==', ['geometry-type'], 'LineString'],
    paint: { 'line-width': 1.4, 'line-dasharray': [4, 3] },
  });
  map.addLayer({
    id: 'focus-point',
    type: 'circle',
    source: 'focus',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-radius': 13, 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-width': 2.4 },
  });
}

export function paintFocus(map: MapLibre, colours: MapColours): void {
  map.setPaintProperty('focus-disc', 'line-color', colours.selected);
  map.setPaintProperty('focus-point', 'circle-stroke-color', colours.selected);
}

export function setFocus(map: MapLibre, focus: Focus): void {
  const features: GeoJSON.Feature[] = [];
  if (focus) {
    const { point, radius_m } = focus;
    const add = (geometry: GeoJSON.Geometry) =>
      features.push({ type: 'Feature', properties: {}, geometry });
    add({ type: 'Point', coordinates: point });
    if (radius_m > 0) add({ type: 'LineString', coordinates: disc(point, radius_m) });
  }
  map.getSource<GeoJSONSource>('focus')?.setData({ type: 'FeatureCollection', features });
}
