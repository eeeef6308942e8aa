// SPDX-License-Identifier: Apache-2.0
//
// Zones with the standing of their line: solid only where parties agreed on it. A dashed line says
// in words that it is illustrative, so that nobody reads our drawing as theirs.
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import type { Collection, Feature, ZoneProperties } from '../api/types';
import type { Locale } from '../locale/locale';
import type { MapColours } from './palette';

const kLines: [string, number[] | null][] = [
  ['agreed', null],
  ['claimed', [6, 2.5]],
  ['illustrative', [2.2, 2]],
];
const nothing = (): GeoJSON.FeatureCollection => ({ type: 'FeatureCollection', features: [] });

/** Layers below the reports. The labels go on top of them: addZoneLabels. */
export function addZones(map: MapLibre): void {
  map.addSource('zones', { type: 'geojson', data: nothing() });
  map.addSource('zone-labels', { type: 'geojson', data: nothing() });
  map.addLayer({ id: 'zone-fill', type: 'fill', source: 'zones' });
  for (const [line, dash] of kLines) {
    map.addLayer({
      id: `zone-${line}`,
      type: 'line',
      source: 'zones',
      filter: ['==', ['get', 'line'], line],
      layout: { 'line-join': 'round' },
      paint: { 'line-width': 1.6, ...(dash ? { 'line-dasharray': dash } : {}) },
    });
  }
}

export function addZoneLabels(map: MapLibre): void {
  map.addLayer({
    id: 'zone-labels',
    type: 'symbol',
    source: 'zone-labels',
    layout: {
      'text-field': [
        'format',
        ['get', 'label'],
        { 'font-scale': 1 },
        '\n',
        {},
        ['get', 'standing'],
        { 'font-scale': 0.74 },
      ],
      'text-font': ['IBM Plex Sans', 'IBM Plex Sans Arabic', 'sans-serif'],
      'text-size': ['interpolate', ['linear'], ['zoom'], 5, 11.5, 7, 14],
      'text-max-width': 12,
      'text-line-height': 1.25,
      'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
      'text-radial-offset': 0.4,
      'text-justify': 'auto',
    },
  });
}

export function paintZones(map: MapLibre, colours: MapColours): void {
  map.setPaintProperty('zone-fill', 'fill-color', colours.zone);
  map.setPaintProperty('zone-fill', 'fill-opacity', 0.09);
  for (const [line] of kLines) map.setPaintProperty(`zone-${line}`, 'line-color', colours.zone);
  map.setPaintProperty('zone-labels', 'text-color', colours.zoneText);
  map.setPaintProperty('zone-labels', 'text-halo-color', colours.halo);
  map.setPaintProperty('zone-labels', 'text-halo-width', 1.8);
}

/** Is the zone's line in force at this moment? */
export function zoneValid(zone: ZoneProperties, time_ms: number): boolean {
  const from = zone.valid?.from_ms ?? -Infinity;
  const to = zone.valid?.to_ms ?? Infinity;
  return from <= time_ms && time_ms < to;
}

/** The outer ring with the largest area, in plain degrees. */
function largestRing(geometry: GeoJSON.Geometry): GeoJSON.Position[] {
  const polygons =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : [];
  let best: GeoJSON.Position[] = [];
  let most = -1;
  for (const polygon of polygons) {
    const ring = polygon[0] ?? [];
    const size = Math.abs(moments(ring).area);
    if (size > most) [best, most] = [ring, size];
  }
  return best;
}

function moments(ring: GeoJSON.Position[]): { area: number; x: number; y: number } {
  let [area, x, y] = [0, 0, 0];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax = 0, ay = 0] = ring[j] as number[];
    const [bx = 0, by = 0] = ring[i] as number[];
    const cross = ax * by - bx * ay;
    area += cross / 2;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return area ? { area, x: x / (6 * area), y: y / (6 * area) } : { area: 0, x: 0, y: 0 };
}

export function centre(geometry: GeoJSON.Geometry): [number, number] {
  const ring = largestRing(geometry);
  const { area, x, y } = moments(ring);
  const first = ring[0] ?? [0, 0];
  return area ? [x, y] : [first[0] ?? 0, first[1] ?? 0];
}

export function setZones(
  map: MapLibre,
  zones: Collection<ZoneProperties>,
  time_ms: number,
  l: Locale,
): void {
  const valid = zones.features.filter((zone) => zoneValid(zone.properties, time_ms));
  const shape = (zone: Feature<ZoneProperties>): GeoJSON.Feature => ({
    type: 'Feature',
    geometry: zone.geometry,
    properties: { id: zone.properties.id, line: zone.properties.line },
  });
  const label = (zone: Feature<ZoneProperties>): GeoJSON.Feature => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: centre(zone.geometry) },
    properties: {
      id: zone.properties.id,
      label: l.name(zone.properties.names, zone.properties.id),
      standing: zone.properties.line === 'agreed' ? '' : l.word('map', zone.properties.line),
    },
  });
  map.getSource<GeoJSONSource>('zones')?.setData({
    type: 'FeatureCollection',
    features: valid.map(shape),
  });
  map.getSource<GeoJSONSource>('zone-labels')?.setData({
    type: 'FeatureCollection',
    features: valid.map(label),
  });
}
