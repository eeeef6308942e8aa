// SPDX-License-Identifier: Apache-2.0
//
// The base map: land and coastline, nothing else. No border and no name, because a base map that
// draws them takes sides. Coarse land for the world; fine land, cut into cells at build time,
// around the mission.
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { boxGeometry, type Box } from './box';
import { coastlines } from './coast';
import type { MapColours } from './palette';
import { unrolled } from './unroll';

/** Width of the cells that build.mjs cuts, in degrees. */
const kCell = 20;

const nothing = (): GeoJSON.FeatureCollection => ({ type: 'FeatureCollection', features: [] });

export function addLand(map: MapLibre, colours: MapColours): void {
  map.addSource('land', { type: 'geojson', data: nothing(), tolerance: 0.2 });
  map.addSource('near-sea', { type: 'geojson', data: nothing() });
  map.addSource('near-land', { type: 'geojson', data: nothing(), tolerance: 0.2 });
  map.addSource('near-coast', { type: 'geojson', data: nothing(), tolerance: 0.2 });
  map.addLayer({ id: 'sea', type: 'background', paint: { 'background-color': colours.sea } });
  map.addLayer({ id: 'land', type: 'fill', source: 'land' });
  map.addLayer({ id: 'coast', type: 'line', source: 'land' });
  map.addLayer({
    id: 'near-sea',
    type: 'fill',
    source: 'near-sea',
    paint: { 'fill-antialias': false },
  });
  map.addLayer({
    id: 'near-land',
    type: 'fill',
    source: 'near-land',
    paint: { 'fill-antialias': false },
  });
  map.addLayer({ id: 'near-coast', type: 'line', source: 'near-coast' });
  paintLand(map, colours);
}

export function paintLand(map: MapLibre, colours: MapColours): void {
  map.setPaintProperty('sea', 'background-color', colours.sea);
  for (const layer of ['land', 'near-land'])
    map.setPaintProperty(layer, 'fill-color', colours.land);
  map.setPaintProperty('near-sea', 'fill-color', colours.sea);
  for (const layer of ['coast', 'near-coast']) {
    map.setPaintProperty(layer, 'line-color', colours.coast);
    map.setPaintProperty(layer, 'line-width', 0.9);
  }
}

export async function loadLand(map: MapLibre): Promise<void> {
  const topology = (await (await fetch('/land-50m.json')).json()) as Topology<{
    land: GeometryCollection;
  }>;
  const land = feature(topology, topology.objects.land);
  for (const { geometry } of land.features) {
    if (geometry.type === 'Polygon') geometry.coordinates = geometry.coordinates.map(unrolled);
    if (geometry.type === 'MultiPolygon')
      geometry.coordinates = geometry.coordinates.map((rings) => rings.map(unrolled));
  }
  map.getSource<GeoJSONSource>('land')?.setData(land);
}

/** The cells that the bounds, widened by some degrees, touch. */
export function cellsAround(bounds: [number, number, number, number]): string[] {
  const names: string[] = [];
  const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  const column = (lon: number) => clamp(Math.floor((lon + 180) / kCell), 0, 360 / kCell - 1);
  const row = (lat: number) => clamp(Math.floor((lat + 90) / kCell), 0, 180 / kCell - 1);
  for (let c = column(bounds[0] - 4); c <= column(bounds[2] + 4); c++) {
    for (let r = row(bounds[1] - 3); r <= row(bounds[3] + 3); r++) names.push(`${c}-${r}`);
  }
  return names;
}

function boxOf(name: string): Box {
  const [column, row] = name.split('-').map(Number) as [number, number];
  const west = column * kCell - 180;
  const south = row * kCell - 90;
  return [west, south, west + kCell, south + kCell];
}
const asFeature = (geometry: GeoJSON.Geometry): GeoJSON.Feature => ({
  type: 'Feature',
  properties: {},
  geometry,
});
export async function loadNearLand(
  map: MapLibre,
  bounds: [number, number, number, number],
): Promise<void> {
  const names = cellsAround(bounds).slice(0, 24);
  const cells = await Promise.all(
    names.map(async (name) => {
      const response = await fetch(`/land/${name}.json`);
      return response.ok ? ((await response.json()) as GeoJSON.MultiPolygon) : null;
    }),
  );
  // Coarse land stays wherever a fine cell is missing.
  const sets = { sea: nothing(), land: nothing(), coast: nothing() };
  cells.forEach((cell, i) => {
    if (!cell) return;
    const box = boxOf(names[i] as string);
    sets.sea.features.push(asFeature(boxGeometry(box)));
    sets.land.features.push(asFeature(cell));
    sets.coast.features.push(asFeature(coastlines(cell, box)));
  });
  map.getSource<GeoJSONSource>('near-land')?.setData(sets.land);
  map.getSource<GeoJSONSource>('near-coast')?.setData(sets.coast);
  map.getSource<GeoJSONSource>('near-sea')?.setData(sets.sea);
}
