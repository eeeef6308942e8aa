// SPDX-License-Identifier: Apache-2.0
//
// Boundaries, towns and other background that the mission's folder brings. Nothing is shown of
// them without their source and disclaimer standing beside the switch (layer-switch.ts).
import type { Map as MapLibre } from 'maplibre-gl';
import type { MissionLayer } from '../api/types';
import type { Locale } from '../locale/locale';
import type { MapColours } from './palette';

const sourceId = (layer: MissionLayer) => `mission-${layer.id}`;

/** A name among the spellings that open data uses. */
function nameOf(properties: Record<string, unknown> | null, l: Locale): string {
  if (!properties) return '';
  const names = properties['names'];
  if (names && typeof names === 'object') return l.name(names as Record<string, string>, '');
  for (const key of [`name_${l.lang}`, `NAME_${l.lang.toUpperCase()}`, 'name', 'NAME', 'name_en']) {
    const value = properties[key];
    if (typeof value === 'string' && value) return value;
  }
  return '';
}

const data = new Map<string, GeoJSON.FeatureCollection>();

/** Reads the layer's file, once. Only this server's own files: the content policy allows no other. */
async function read(layer: MissionLayer): Promise<GeoJSON.FeatureCollection> {
  const known = data.get(layer.href);
  if (known) return known;
  const response = await fetch(layer.href);
  if (!response.ok) throw new Error(`${layer.href}: HTTP ${response.status}`);
  const collection = (await response.json()) as GeoJSON.FeatureCollection;
  data.set(layer.href, collection);
  return collection;
}

function addStyle(map: MapLibre, layer: MissionLayer): void {
  const source = sourceId(layer);
  if (layer.kind === 'town') {
    map.addLayer(
      {
        id: source,
        type: 'symbol',
        source,
        layout: {
          'icon-image': 'town',
          'icon-allow-overlap': false,
          'text-field': ['get', 'label'],
          'text-font': ['IBM Plex Sans', 'IBM Plex Sans Arabic', 'sans-serif'],
          'text-size': ['interpolate', ['linear'], ['zoom'], 5, 11, 9, 13],
          'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
          'text-radial-offset': 0.55,
          'text-padding': 6,
          'symbol-sort-key': ['-', 0, ['to-number', ['get', 'rank'], 0]],
        },
      },
      'posts',
    );
    return;
  }
  if (layer.kind === 'area') {
    map.addLayer(
      { id: source, type: 'fill', source, paint: { 'fill-opacity': 0.12 } },
      'zone-fill',
    );
    return;
  }
  map.addLayer(
    {
      id: source,
      type: 'line',
      source,
      paint: {
        'line-width': 1,
        'line-dasharray': layer.kind === 'boundary' ? [4, 1.5, 1, 1.5] : [1, 0],
      },
    },
    'zone-fill',
  );
}

export function paintMissionLayer(map: MapLibre, layer: MissionLayer, colours: MapColours): void {
  const id = sourceId(layer);
  if (!map.getLayer(id)) return;
  if (layer.kind === 'town') {
    map.setPaintProperty(id, 'text-color', colours.townText);
    map.setPaintProperty(id, 'text-halo-color', colours.halo);
    map.setPaintProperty(id, 'text-halo-width', 1.5);
  } else if (layer.kind === 'area') {
    map.setPaintProperty(id, 'fill-color', colours.boundary);
  } else {
    map.setPaintProperty(id, 'line-color', colours.boundary);
  }
}

/** The small ring that marks a town. */
export function setTownIcon(map: MapLibre, colours: MapColours): void {
  const size = 12;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const c = canvas.getContext('2d');
  if (!c) return;
  c.beginPath();
  c.arc(size / 2, size / 2, 3.4, 0, 2 * Math.PI);
  c.fillStyle = colours.postBack;
  c.fill();
  c.strokeStyle = colours.town;
  c.lineWidth = 1.8;
  c.stroke();
  const image = c.getImageData(0, 0, size, size);
  if (map.hasImage('town')) map.updateImage('town', image);
  else map.addImage('town', image, { pixelRatio: 2 });
}

/** Shows the layer with names in the page's language. */
export async function showMissionLayer(
  map: MapLibre,
  layer: MissionLayer,
  l: Locale,
  colours: MapColours,
): Promise<void> {
  const collection = await read(layer);
  const named: GeoJSON.FeatureCollection = {
    type: 'FeatureCollection',
    features: collection.features.map((feature) => ({
      type: 'Feature',
      geometry: feature.geometry,
      properties: {
        label: nameOf(feature.properties, l),
        rank: feature.properties?.['rank'] ?? feature.properties?.['population'] ?? 0,
      },
    })),
  };
  const id = sourceId(layer);
  const source = map.getSource(id) as import('maplibre-gl').GeoJSONSource | undefined;
  if (source) source.setData(named);
  else map.addSource(id, { type: 'geojson', data: named });
  if (!map.getLayer(id)) addStyle(map, layer);
  map.setLayoutProperty(id, 'visibility', 'visible');
  paintMissionLayer(map, layer, colours);
}

export function hideMissionLayer(map: MapLibre, layer: MissionLayer): void {
  const id = sourceId(layer);
  if (map.getLayer(id)) map.setLayoutProperty(id, 'visibility', 'none');
}
