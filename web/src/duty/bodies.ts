// SPDX-License-Identifier: Apache-2.0
//
// The bodies that the page writes and reads (docs/spec/bodies.md), as they stand in an entry.
import type { Shape } from '../say/canonical';

export interface Point {
  lon_e7: number;
  lat_e7: number;
}
export interface Reach {
  channel: string;
  address: string;
}
export interface Contact {
  name: string;
  languages?: string[];
  reach?: Reach[];
}
export interface Vehicle {
  object?: string;
  plate?: string;
  looks?: string;
  marked?: string[];
}
export interface Waypoint {
  at: Point;
  passage?: { arrives_ms: number; leaves_ms: number };
}
export interface Corridor {
  half_width_m: number;
  tolerance_ms?: number | undefined;
  route: Waypoint[];
}
export interface WhenBody {
  from_ms?: number;
  to_ms?: number;
  precision: string;
  zone?: string;
  as_written?: string;
}
export interface NotificationBody {
  id: string;
  kind: string;
  names?: Record<string, string>;
  phase?: string;
  emergency?: boolean;
  when: WhenBody;
  altitude?: { floor_cm: number; ceiling_cm: number; datum: string };
  circle?: { centre: Point; radius_m: number };
  corridor?: Corridor;
  area?: number[][][];
  place?: {
    name?: string;
    pcode?: string;
    as_written?: string;
    precision: string;
    radius_m?: number;
    point?: Point;
    admin1?: string;
    admin2?: string;
  };
  vehicles?: Vehicle[];
  contacts?: Contact[];
  marked?: string[];
  objects?: string[];
  verified?: { by: string; at: { time_ms: number; as_written?: string } };
  text?: string;
  /** What its author had read of the surroundings. */
  has_read?: { key: string; size: number };
}
export interface Profile {
  kinds: string[];
  recipients?: string[];
  may_know?: string[];
  needs?: string[];
  read_first?: boolean;
  lead_time_ms?: number;
  emergency_lead_time_ms?: number;
  acknowledge_within_ms?: number;
  revalidate_every_ms?: number;
}
export interface Cover {
  parties: string[];
  rank?: string;
  languages?: string[];
  ahead_ms?: number;
}
export interface ArrangementBody {
  id: string;
  title: string;
  names?: Record<string, string>;
  profiles?: Profile[];
  cover?: Cover[];
}
export interface Shift {
  officer: Contact;
  rank?: string;
  interval: { from_ms: number; to_ms: number };
}
export interface RosterBody {
  id: string;
  party?: string;
  names?: Record<string, string>;
  shifts?: Shift[];
}
/** An item of /api/v1/arrangements and /api/v1/rosters. */
export interface SaidBody<T> {
  index: number;
  party: string;
  said_by: string;
  body: T;
}

export const asShape = (body: object): Shape => body as Shape;
