// SPDX-License-Identifier: Apache-2.0
//
// From what a form holds to the body that is signed. What the form does not show of a version that
// is being changed, its objects or its source, stays as it was.
import type { Contact, NotificationBody, Vehicle, Waypoint } from '../duty/bodies';
import { asShape } from '../duty/bodies';
import { lean } from '../say/canonical';
import type { FormShape } from './controls';
import type { Chosen } from './place-field';

export interface Filled {
  kind: string;
  id: string;
  name: string;
  nameLang: string;
  phase: string;
  emergency: boolean;
  from_ms: number | null;
  to_ms: number | null;
  zone: string;
  shape: FormShape;
  placeName: string;
  pcode: string;
  place: Chosen | null;
  radius_m: number;
  route: Waypoint[] | null;
  area: number[][][] | null;
  /** The texts of a route or an area as typed, one to a line. */
  written: string;
  halfWidth_m: number;
  tolerance_ms: number;
  altitude: { floor_m: number; ceiling_m: number; datum: string } | null;
  vehicles: Vehicle[];
  contacts: Contact[];
  marked: string[];
  verifiedBy: string;
  verifiedAt_ms: number | null;
  text: string;
}

/** "Al-Noor hospital" gives "al-noor-hospital"; what has no such letters gives the kind and a number. */
export function idFrom(name: string, kind: string, time_ms: number): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');
  return slug || `${kind}-${new Date(time_ms).toISOString().replace(/\D/g, '').slice(2, 12)}`;
}

function placeOf(filled: Filled, before: NotificationBody['place']): NotificationBody['place'] {
  const { place } = filled;
  const named = { ...before, name: filled.placeName, pcode: filled.pcode || place?.pcode || '' };
  if (filled.shape === 'circle' && place)
    return {
      ...named,
      precision: 'exact',
      as_written: place.as_written,
      point: place.point,
      radius_m: place.doubt_m > 1 ? place.doubt_m : 0,
    };
  if (!named.name && !named.pcode && !filled.written) return undefined;
  // As `truceline say` writes it: each point was given, and none of them is the place's own.
  const { point: _point, radius_m: _radius, ...rest } = named;
  const precision = filled.written ? 'exact' : (before?.precision ?? 'feature');
  return { ...rest, precision, as_written: filled.written };
}

type Footprint = Pick<NotificationBody, 'circle' | 'corridor' | 'area'>;
function footprintOf(filled: Filled): Footprint | null {
  const { place, route, area } = filled;
  switch (filled.shape) {
    case 'circle':
      return place && { circle: { centre: place.point, radius_m: filled.radius_m } };
    case 'corridor':
      return (
        route && {
          corridor: {
            half_width_m: filled.halfWidth_m,
            tolerance_ms: filled.tolerance_ms || undefined,
            route,
          },
        }
      );
    case 'area':
      return area && { area };
  }
}

/** Null while it has no place yet. */
export function bodyOf(filled: Filled, before: NotificationBody | null): NotificationBody | null {
  const where = footprintOf(filled);
  if (!where) return null;
  const {
    area: _area,
    circle: _circle,
    corridor: _corridor,
    altitude: _altitude,
    verified: _verified,
    has_read: _read,
    ...kept
  } = before ?? ({} as NotificationBody);
  const place = placeOf(filled, before?.place);
  const { altitude } = filled;
  const body = {
    ...kept,
    ...where,
    id: filled.id,
    kind: filled.kind,
    names: { ...kept.names, ...(filled.name ? { [filled.nameLang]: filled.name } : {}) },
    phase: filled.phase === 'planned' ? '' : filled.phase,
    emergency: filled.emergency,
    when: {
      from_ms: filled.from_ms ?? undefined,
      to_ms: filled.to_ms ?? undefined,
      precision: 'exact',
      zone: filled.zone,
    },
    altitude: altitude
      ? {
          floor_cm: Math.round(altitude.floor_m * 100),
          ceiling_cm: Math.round(altitude.ceiling_m * 100),
          datum: altitude.datum,
        }
      : undefined,
    place: place && { ...place, radius_m: place.radius_m || undefined },
    vehicles: filled.vehicles,
    contacts: filled.contacts,
    marked: filled.marked,
    verified:
      filled.verifiedBy && filled.verifiedAt_ms !== null
        ? { by: filled.verifiedBy, at: { time_ms: filled.verifiedAt_ms } }
        : undefined,
    text: filled.text,
  };
  return lean(asShape(body)) as unknown as NotificationBody;
}
