// SPDX-License-Identifier: Apache-2.0
//
// Lines of equal latitude and longitude: the one reference that belongs to nobody.
import type { Map as MapLibre } from 'maplibre-gl';
import type { MapColours } from './palette';

function lines(step: number, [w, s, e, n]: [number, number, number, number]): GeoJSON.Feature[] {
  const out: GeoJSON.Feature[] = [];
  const line = (coordinates: number[][]) =>
    out.push({
      type: 'Feature',
      properties: { step },
      geometry: { type: 'LineString', coordinates },
    });
  for (let lon = Math.ceil(w / step) * step; lon <= e; lon += step)
    line([
      [lon, s],
      [lon, n],
    ]);
  for (let lat = Math.ceil(s / step) * step; lat <= n; lat += step)
    line([
      [w, lat],
      [e, lat],
    ]);
  return out;
}

/** Ten degrees everywhere, one degree around the mission. */
export function addGraticule(map: MapLibre, colours: MapColours): void {
  const features = lines(10, [-180, -80, 180, 80]);
  map.addSource('graticule', { type: 'geojson', data: { type: 'FeatureCollection', features } });
  map.addLayer({ id: 'graticule', type: 'line', source: 'graticule' });
  map.setPaintProperty('graticule', 'line-color', colours.grid);
}

export function fineGraticule(map: MapLibre, bounds: [number, number, number, number]): void {
  const [w, s, e, n] = bounds.map(Math.round) as [number, number, number, number];
  const features = lines(10, [-180, -80, 180, 80]).concat(
    lines(1, [w - 15, Math.max(-80, s - 10), e + 15, Math.min(80, n + 10)]),
  );
  const source = map.getSource('graticule') as import('maplibre-gl').GeoJSONSource | undefined;
  source?.setData({ type: 'FeatureCollection', features });
}
