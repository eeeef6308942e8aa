// SPDX-License-Identifier: Apache-2.0
//
// Shapes for the small map, out of what a notification says: a circle, an area, a corridor; the
// half-degree cell where no more may be known; a point with its doubt. For showing only: nothing is
// decided by these corners.
import type { NotificationBody, Point } from '../duty/bodies';
import type { Box } from './box';
import { disc } from './focus';

export type Role = 'first' | 'second' | 'near' | 'mark';
export interface PlanShape {
  geometry: GeoJSON.Geometry;
  role: Role;
  label?: string;
  /** Known only roughly: drawn with a broken line. */
  rough?: boolean;
}

const kDegree = 1e7;
export const lonLat = (point: Point): [number, number] => [
  point.lon_e7 / kDegree,
  point.lat_e7 / kDegree,
];

export function circle(centre: [number, number], radius_m: number): GeoJSON.Polygon {
  return { type: 'Polygon', coordinates: [disc(centre, radius_m)] };
}

/** Flat lists of 1e-7 degrees, as bodies have them. */
export function areaGeometry(area: number[][][]): GeoJSON.MultiPolygon {
  const ring = (flat: number[]): GeoJSON.Position[] => {
    const out: GeoJSON.Position[] = [];
    for (let i = 0; i + 1 < flat.length; i += 2)
      out.push([(flat[i] as number) / kDegree, (flat[i + 1] as number) / kDegree]);
    const first = out[0];
    return first ? [...out, first] : out;
  };
  return { type: 'MultiPolygon', coordinates: area.map((rings) => rings.map(ring)) };
}

/** What lies within `half_m` of a leg: a box with round ends. */
function leg(a: [number, number], b: [number, number], half_m: number): GeoJSON.Position[] {
  const across = Math.cos((((a[1] + b[1]) / 2) * Math.PI) / 180);
  const angle = Math.atan2(b[1] - a[1], (b[0] - a[0]) * across);
  const radius = half_m / 111_320;
  const half = (centre: [number, number], from: number): GeoJSON.Position[] =>
    Array.from({ length: 17 }, (_, i) => {
      const turn = from + (i * Math.PI) / 16;
      return [centre[0] + (radius * Math.cos(turn)) / across, centre[1] + radius * Math.sin(turn)];
    });
  const outline = [...half(b, angle - Math.PI / 2), ...half(a, angle + Math.PI / 2)];
  return [...outline, outline[0] as GeoJSON.Position];
}

export function volumeShapes(
  body: Pick<NotificationBody, 'circle' | 'corridor' | 'area'>,
  role: Role,
  label: string,
): PlanShape[] {
  if (body.circle) {
    const centre = lonLat(body.circle.centre);
    return [
      { geometry: circle(centre, body.circle.radius_m), role },
      { geometry: { type: 'Point', coordinates: centre }, role, label },
    ];
  }
  if (body.corridor) {
    const route = body.corridor.route.map((one) => lonLat(one.at));
    const legs = route
      .slice(1)
      .map((b, i) => leg(route[i] as [number, number], b, body.corridor?.half_width_m ?? 0));
    return [
      { geometry: { type: 'MultiPolygon', coordinates: legs.map((one) => [one]) }, role },
      { geometry: { type: 'LineString', coordinates: route }, role },
      { geometry: { type: 'Point', coordinates: route[0] as [number, number] }, role, label },
    ];
  }
  if (body.area) return [{ geometry: areaGeometry(body.area), role, label }];
  return [];
}

const kCell = 0.5;

/** The half-degree cell around a point that is itself no more than that. */
export function cellAround([lon, lat]: [number, number]): Box {
  const w = Math.floor(lon / kCell) * kCell;
  const s = Math.floor(lat / kCell) * kCell;
  return [w, s, w + kCell, s + kCell];
}

function* positions(geometry: GeoJSON.Geometry): Generator<GeoJSON.Position> {
  if (geometry.type === 'GeometryCollection') return;
  const walk = function* (one: unknown): Generator<GeoJSON.Position> {
    if (!Array.isArray(one)) return;
    if (typeof one[0] === 'number') yield one as GeoJSON.Position;
    else for (const inner of one) yield* walk(inner);
  };
  yield* walk(geometry.coordinates);
}

/** Around all of them, a little wider; null where there is nothing. */
export function boxOf(shapes: PlanShape[], least_deg = 0.003): Box | null {
  let box: Box | null = null;
  for (const shape of shapes)
    for (const [x, y] of positions(shape.geometry)) {
      const [lon, lat] = [x as number, y as number];
      box = box
        ? [
            Math.min(box[0], lon),
            Math.min(box[1], lat),
            Math.max(box[2], lon),
            Math.max(box[3], lat),
          ]
        : [lon, lat, lon, lat];
    }
  if (!box) return null;
  const pad = Math.max(least_deg, (box[2] - box[0]) * 0.15, (box[3] - box[1]) * 0.15);
  return [box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad];
}
