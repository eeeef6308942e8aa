// SPDX-License-Identifier: Apache-2.0
//
// A small map for one question: where is this, and what is it near? Land, a grid, and a few shapes
// with their names. Loaded only where it is shown, since the map's code is the heaviest part of all.
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { address, getJson } from '../api/client';
import type { Mission } from '../api/types';
import type { Locale } from '../locale/locale';
import { bareMap, lettersLoaded } from './bare-map';
import type { Box } from './box';
import { addGraticule, fineGraticule } from './graticule';
import { addLand, loadLand, loadNearLand } from './land';
import { setTownIcon, showMissionLayer } from './mission-layers';
import { kMapColours, kPlanColours, type Theme } from './palette';
import type { PlanShape } from './plan-shape';

const kFont = ['IBM Plex Sans', 'IBM Plex Sans Arabic', 'sans-serif'];

/** Somebody is drawing. It stays where it is while they click. */
export interface Drawing {
  stays: boolean;
}

const kNearLand_deg = 20;

export class PlanMap {
  private readonly map_: MapLibre;
  private readonly ready_: Promise<void>;
  private readonly container_: HTMLElement;
  private bounds_: string | null = null;

  constructor(container: HTMLElement, theme: Theme, label: string) {
    this.container_ = container;
    this.map_ = bareMap(container, { maxZoom: 17, fadeDuration: 0 });
    this.map_.getCanvas().setAttribute('aria-label', label);
    this.ready_ = new Promise((resolve) => {
      void this.map_.once('load', () => {
        void lettersLoaded().then(() => {
          this.addLayers(theme);
          resolve();
        });
      });
    });
  }

  private addLayers(theme: Theme): void {
    const map = this.map_;
    const land = kMapColours[theme];
    const plan = kPlanColours[theme];
    addLand(map, land);
    addGraticule(map, land);
    void loadLand(map).catch(() => undefined); // the shapes are readable on an empty sea, too
    map.addSource('plan', {
      type: 'geojson',
      tolerance: 0,
      data: { type: 'FeatureCollection', features: [] },
    });
    const colour = [
      'match',
      ['get', 'role'],
      'first',
      plan.first,
      'second',
      plan.second,
      'near',
      plan.near,
      plan.ink,
    ];
    const isArea = ['==', ['geometry-type'], 'Polygon'];
    map.addLayer({
      id: 'plan-fill',
      type: 'fill',
      source: 'plan',
      filter: isArea as never,
      paint: { 'fill-color': colour as never, 'fill-opacity': 0.16 },
    });
    map.addLayer({
      id: 'plan-line',
      type: 'line',
      source: 'plan',
      filter: ['all', ['!=', ['geometry-type'], 'Point'], ['!=', ['get', 'rough'], true]],
      paint: { 'line-color': colour as never, 'line-width': 2 },
    });
    map.addLayer({
      id: 'plan-rough',
      type: 'line',
      source: 'plan',
      filter: ['==', ['get', 'rough'], true],
      paint: { 'line-color': colour as never, 'line-width': 2, 'line-dasharray': [3, 2] },
    });
    map.addLayer({
      id: 'plan-point',
      type: 'circle',
      source: 'plan',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 6,
        'circle-color': land.land,
        'circle-stroke-color': colour as never,
        'circle-stroke-width': 3,
      },
    });
    map.addLayer({
      id: 'plan-text',
      type: 'symbol',
      source: 'plan',
      filter: ['!=', ['get', 'label'], ''],
      layout: {
        'text-field': ['get', 'label'],
        'text-font': kFont,
        'text-size': 14,
        'text-anchor': 'top',
        'text-offset': [0, 0.8],
        'text-optional': true,
        'text-allow-overlap': false,
        'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
      },
      paint: { 'text-color': plan.ink, 'text-halo-color': land.halo, 'text-halo-width': 2 },
    });
  }

  /** The mission's own layers and zones below the shapes: so that one knows the country. */
  async addContext(mission: Mission, l: Locale, theme: Theme): Promise<void> {
    await this.ready_;
    const colours = kMapColours[theme];
    setTownIcon(this.map_, colours);
    const zones = await getJson<GeoJSON.FeatureCollection>(
      address('zones', { lang: l.lang, asKnownAt: null }),
    );
    this.map_.addSource('context', { type: 'geojson', data: zones });
    this.map_.addLayer(
      {
        id: 'context',
        type: 'line',
        source: 'context',
        paint: { 'line-color': colours.zone, 'line-width': 1, 'line-dasharray': [4, 3] },
      },
      'plan-fill',
    );
    for (const layer of mission.layers)
      await showMissionLayer(this.map_, layer, l, colours).catch(() => undefined);
  }

  /** Replaces what is shown and goes there; the container is marked when it is drawn. `around`: what
   *  must be in sight. `drawing`: clicks are wanted; where it stays, it does not move under them. */
  async show(shapes: PlanShape[], around: Box | null, drawing: Drawing | null): Promise<void> {
    await this.ready_;
    delete this.container_.dataset['ready'];
    void this.map_.once('idle', () => (this.container_.dataset['ready'] = ''));
    const features = shapes.map(({ geometry, role, label, rough }) => ({
      type: 'Feature' as const,
      properties: { role, label: label ?? '', rough: rough ?? false },
      geometry,
    }));
    this.map_.getSource<GeoJSONSource>('plan')?.setData({ type: 'FeatureCollection', features });
    this.map_.doubleClickZoom[drawing ? 'disable' : 'enable']();
    if (!around || (drawing?.stays && this.bounds_ !== null)) return;
    const name = around.join();
    if (this.bounds_ === name) return;
    this.bounds_ = name;
    const [w, s, e, n] = around;
    this.map_.fitBounds(
      [
        [w, s],
        [e, n],
      ],
      { padding: 44, animate: false, maxZoom: 14 },
    );
    fineGraticule(this.map_, around);
    // Of half the world the coarse land is enough.
    if (e - w < kNearLand_deg) void loadNearLand(this.map_, around).catch(() => undefined);
  }

  onClick(listener: (at: [number, number]) => void): void {
    this.map_.on('click', ({ lngLat }) => listener([lngLat.lng, lngLat.lat]));
  }

  zoomBy(step: number): void {
    this.map_.zoomTo(this.map_.getZoom() + step, { animate: false });
  }
}
