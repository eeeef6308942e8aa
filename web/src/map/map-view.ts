// SPDX-License-Identifier: Apache-2.0
//
// The map as one piece that outlives a change of language: it is told what to show and tells what
// was pointed at. It always looks straight down with north up, so nothing needs a compass.
import type { Map as MapLibre } from 'maplibre-gl';
import type { Collection, Mission, PostProperties, ZoneProperties } from '../api/types';
import type { Locale } from '../locale/locale';
import { mercatorX, mercatorY, type ReportTable } from '../model/report-table';
import type { DayWindow } from '../time/window';
import { bareMap, lettersLoaded } from './bare-map';
import { addFocus, paintFocus, setFocus, type Focus } from './focus';
import { addGraticule, fineGraticule } from './graticule';
import { addLand, loadLand, loadNearLand, paintLand } from './land';
import {
  hideMissionLayer,
  paintMissionLayer,
  setTownIcon,
  showMissionLayer,
} from './mission-layers';
import { kMapColours, type MapColours, type Theme } from './palette';
import { pick } from './pick';
import { addPosts, paintPosts, setPostIcons, setPosts } from './posts';
import { ReportLayer, type ReportStyle } from './report-layer';
import { addZoneLabels, addZones, paintZones, setZones } from './zones';

export type Pointed =
  | { kind: 'reports'; rows: number[]; at: [number, number] }
  | { kind: 'post'; id: string; at: [number, number] }
  | { kind: 'zone'; id: string; at: [number, number] }
  | null;

export interface MapHandlers {
  hover(pointed: Pointed): void;
  click(pointed: Pointed): void;
  move(): void;
  pointer(lonLat: [number, number] | null): void;
}

const kGroups: Record<string, string[]> = {
  zones: ['zone-fill', 'zone-agreed', 'zone-claimed', 'zone-illustrative', 'zone-labels'],
  posts: ['posts'],
  reports: ['reports'],
};

export class MapView {
  readonly map: MapLibre;
  /** Resolves when layers can be given their data. */
  readonly ready: Promise<void>;
  handlers: MapHandlers | null = null;
  zoomed: (() => void) | null = null;
  moved: (() => void) | null = null;
  private reports_ = new ReportLayer();
  private table_: ReportTable | null = null;
  private window_: DayWindow = { first: 0, last: 0 };
  private hidden_: ReadonlySet<number> = new Set();
  private reportsOn_ = true;
  private bounds_: Mission['bounds'] | null = null;
  private colours_: MapColours;
  private layerShown_ = new Map<string, boolean>();

  constructor(container: HTMLElement, theme: Theme) {
    this.colours_ = kMapColours[theme];
    this.map = bareMap(container, { minZoom: 2, maxZoom: 13, fadeDuration: 120 });
    this.ready = new Promise((resolve) => {
      void this.map.once('load', () => {
        void lettersLoaded().then(() => {
          this.addLayers();
          resolve();
        });
      });
    });
    this.listen();
  }

  private addLayers(): void {
    const { map, colours_: colours } = this;
    addLand(map, colours);
    addGraticule(map, colours);
    addZones(map);
    map.addLayer(this.reports_);
    setTownIcon(map, colours);
    setPostIcons(map, colours);
    addFocus(map);
    addPosts(map);
    addZoneLabels(map);
    paintZones(map, colours);
    paintPosts(map, colours);
    paintFocus(map, colours);
    void loadLand(map).catch(() => undefined); // The mission is readable on an empty sea, too.
  }

  private listen(): void {
    const { map } = this;
    map.on('mousemove', (event) => {
      this.handlers?.pointer([event.lngLat.lng, event.lngLat.lat]);
      const found = this.at(event.point.x, event.point.y);
      map.getCanvas().style.cursor = found && found.kind !== 'zone' ? 'pointer' : '';
      this.reports_.mark(found?.kind === 'reports' ? (found.rows[0] ?? -1) : -1);
      this.handlers?.hover(found);
    });
    map.on('mouseout', () => {
      this.handlers?.pointer(null);
      this.handlers?.hover(null);
      this.reports_.mark(-1);
    });
    map.on('click', (event) => this.handlers?.click(this.at(event.point.x, event.point.y)));
    map.on('move', () => this.handlers?.move());
    map.on('zoom', () => this.zoomed?.());
    map.on('move', () => this.moved?.());
    map.on('resize', () => this.moved?.());
  }

  /** What lies at a point of the screen: a post before reports, reports before a zone. */
  private at(x: number, y: number): Pointed {
    const { map } = this;
    if (!map.getLayer('posts')) return null;
    const here = map.unproject([x, y]);
    const box: [[number, number], [number, number]] = [
      [x - 4, y - 4],
      [x + 4, y + 4],
    ];
    const post = map.queryRenderedFeatures(box, { layers: ['posts'] })[0];
    if (post?.geometry.type === 'Point') {
      const at = post.geometry.coordinates as [number, number];
      return { kind: 'post', id: String(post.properties['id']), at };
    }
    if (this.table_ && this.reportsOn_) {
      const view = { x: mercatorX(here.lng), y: mercatorY(here.lat), zoom: map.getZoom() };
      const rows = pick(this.table_, view, this.window_, this.hidden_);
      if (rows.length) {
        const { columns } = this.table_;
        const row = rows[0] as number;
        const at: [number, number] = [
          (columns.lon_e7[row] as number) / 1e7,
          (columns.lat_e7[row] as number) / 1e7,
        ];
        return { kind: 'reports', rows, at };
      }
    }
    const zone = map.queryRenderedFeatures([x, y], { layers: ['zone-fill'] })[0];
    return zone
      ? { kind: 'zone', id: String(zone.properties['id']), at: [here.lng, here.lat] }
      : null;
  }

  setMission(mission: Mission): void {
    const same = this.bounds_?.join() === mission.bounds.join();
    this.bounds_ = mission.bounds;
    if (same) return;
    this.home(false);
    // A mission without bounds of its own shows the world, and the world needs no fine coast.
    if (mission.bounds[2] - mission.bounds[0] > 60) return;
    fineGraticule(this.map, mission.bounds);
    void loadNearLand(this.map, mission.bounds).catch(() => undefined);
  }

  home(animate = true): void {
    if (!this.bounds_) return;
    const [w, s, e, n] = this.bounds_;
    this.map.fitBounds(
      [
        [w, s],
        [e, n],
      ],
      { padding: 28, animate, duration: this.duration() },
    );
  }

  flyTo(point: [number, number], radius_m: number): void {
    const zoom = radius_m > 50_000 ? 7.2 : radius_m > 10_000 ? 8.2 : 9.4;
    this.map.flyTo({
      center: point,
      zoom: Math.max(this.map.getZoom(), zoom),
      duration: this.duration(),
    });
  }
  /** Rings the place of what is open in the panel, as wide as its place is doubtful. */
  setFocus(focus: Focus): void {
    void this.ready.then(() => setFocus(this.map, focus));
  }
  zoomBy(step: number): void {
    this.map.zoomTo(this.map.getZoom() + step, { duration: this.duration() / 3 });
  }
  private duration(): number {
    return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 900;
  }

  project(point: [number, number]): { x: number; y: number } {
    return this.map.project(point);
  }

  setReports(table: ReportTable | null): void {
    this.table_ = table;
    if (table) this.reports_.setTable(table);
  }
  setWindow(window: DayWindow): void {
    this.window_ = window;
    this.reports_.setWindow(window);
  }
  setReportStyle(style: ReportStyle): void {
    this.hidden_ = style.hidden;
    this.reports_.setStyle(style);
  }
  setZones(zones: Collection<ZoneProperties>, time_ms: number, l: Locale): void {
    setZones(this.map, zones, time_ms, l);
  }
  setPosts(posts: Collection<PostProperties, GeoJSON.Point>, time_ms: number, l: Locale): void {
    setPosts(this.map, posts, time_ms, l);
  }

  /** One of the three own groups: zones, posts, reports. */
  showGroup(group: string, shown: boolean): void {
    if (group === 'reports') this.reportsOn_ = shown;
    for (const layer of kGroups[group] ?? []) {
      if (!this.map.getLayer(layer)) continue;
      this.map.setLayoutProperty(layer, 'visibility', shown ? 'visible' : 'none');
    }
  }

  /** One of the mission's layers; rejects where its file cannot be read. */
  async showLayer(layer: Mission['layers'][number], shown: boolean, l: Locale): Promise<void> {
    this.layerShown_.set(layer.id, shown);
    if (shown) await showMissionLayer(this.map, layer, l, this.colours_);
    if (!this.layerShown_.get(layer.id)) hideMissionLayer(this.map, layer);
  }

  setTheme(theme: Theme, layers: Mission['layers']): void {
    this.colours_ = kMapColours[theme];
    const { map, colours_: colours } = this;
    if (!map.getLayer('posts')) return;
    paintLand(map, colours);
    map.setPaintProperty('graticule', 'line-color', colours.grid);
    setPostIcons(map, colours);
    setTownIcon(map, colours);
    paintZones(map, colours);
    paintPosts(map, colours);
    paintFocus(map, colours);
    for (const layer of layers) paintMissionLayer(map, layer, colours);
  }
}
