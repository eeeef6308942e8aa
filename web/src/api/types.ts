// SPDX-License-Identifier: Apache-2.0
//
// The wire shapes of /api/v1 that this page reads, written by hand from api/openapi.yaml. Times are
// Unix milliseconds, intervals are half-open, coordinates are [lon, lat] unless the name says _e7.

export type Lang = 'en' | 'ar';
/** Names by language tag; any of them may be missing. */
export type Names = Partial<Record<string, string>>;
export interface Interval {
  from_ms?: number | null;
  to_ms?: number | null;
  text?: string;
}

export interface MissionLayer {
  id: string;
  title: Names;
  kind: 'boundary' | 'town' | 'line' | 'area';
  href: string;
  source: string;
  disclaimer: Names | string;
}

export interface Mission {
  id: string;
  title: Names;
  origin: string;
  time_zone: string;
  languages: string[];
  bounds: [number, number, number, number];
  disclaimer: Names | string;
  span: { from_ms: number; to_ms: number } | null;
  entries: number;
  as_known_at: number;
  digest: string;
  layers: MissionLayer[];
  counts: Record<string, number>;
  event_kinds: { id: string; label: string }[];
  /** The mission zone's offset changes, ascending. */
  utc_offsets: { from_ms: number; offset_s: number }[];
}

export type ProvisionState = 'not-yet' | 'in-effect' | 'met' | 'met-late' | 'overdue' | 'ended';
export interface Provision {
  id: string;
  modality: 'prohibits' | 'obliges' | 'permits' | 'commits';
  who: string[];
  what: string;
  zones?: string[];
  everywhere?: boolean;
  due_ms?: number | null;
  due_text?: string;
  met_by?: string;
  state: ProvisionState;
  state_label: string;
  findings: { breach: number; possible: number; overdue: number };
}
export interface Agreement {
  id: string;
  title: string;
  index: number;
  signed_ms?: number | null;
  signed_text?: string;
  in_force: { from_ms?: number | null; to_ms?: number | null; text: string };
  parties: string[];
  guarantors: string[];
  excluded: string[];
  zones: string[];
  provisions: Provision[];
}

export interface ActorItem {
  id: string;
  names: Names;
}

export interface Feature<P, G = GeoJSON.Geometry> {
  type: 'Feature';
  geometry: G;
  properties: P;
}
export interface Collection<P, G = GeoJSON.Geometry> {
  type: 'FeatureCollection';
  features: Feature<P, G>[];
}

export interface ZoneProperties {
  id: string;
  kind: string;
  line: 'agreed' | 'claimed' | 'illustrative';
  names: Names;
  agreement: string;
  valid: Interval;
  monitors: string[];
  note?: string;
  index: number;
}
export type PostStatus = 'open' | 'restricted' | 'closed' | 'attacked' | 'unknown';
export interface PostProperties {
  id: string;
  kind: string;
  names: Names;
  operators: (string | { name: string; code?: string })[];
  status: PostStatus;
  when: Interval;
  history: { status: PostStatus; when: Interval; index: number }[];
  precision: string;
  radius_m: number;
  index: number;
}

export interface ReportColumns {
  index: number[];
  lon_e7: number[];
  lat_e7: number[];
  from_ms: number[];
  to_ms: number[];
  event: number[];
  events: string[];
  deaths_best: number[];
  precision: number[];
  precisions: string[];
  dyad: number[];
  dyads: string[];
  /** 0 none, 1 possible, 2 settled. */
  breach: number[];
}

export interface Severity {
  level: string;
  level_label: string;
  method: string;
}
export interface Finding {
  id: string;
  kind: string;
  kind_label: string;
  rule: string;
  rule_version: number;
  possible: boolean;
  doubts: string[];
  severity: Severity;
  sentence: string;
  when: {
    from_ms: number | null;
    to_ms: number | null;
    text_local?: string;
    text_utc?: string;
  } | null;
  point: [number, number] | null;
  radius_m: number;
  place_name: string;
  zone: string;
  agreement: string;
  provision: string;
  evidence: number[];
  computed_at: number;
  must_act: string[];
  due_ms: number | null;
}
export interface FindingsPage {
  total: number;
  counts: Record<string, number>;
  items: Finding[];
  next?: string | number | null;
}

export interface ShortEntry {
  index: number;
  id: string;
  kind: string;
  party: string;
  time_ms: number;
  audience?: unknown;
  summary: string;
}
export interface FindingDetail extends Finding {
  evidence_entries: ShortEntry[];
}
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export interface FullEntry {
  index: number;
  id: string;
  header: { [key: string]: Json };
  body: { [key: string]: Json } | null;
  body_state: 'shown' | 'withheld' | 'erased' | 'absent';
  erasure?: { entry: number; party: string; basis: string; decided_by: string } | null;
  findings: string[];
  superseded_by?: number | string | null;
  receipt?: { checkpoint: string; inclusion: string[] };
}

export interface ZoneSeries {
  zone: string;
  unit: string;
  starts_ms: number[];
  reports: number[];
  possible: number[];
  deaths_best: number[];
  marks: { at_ms: number; agreement: string; label: string; kind: 'signed' | 'in-force' }[];
  method: string;
}

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail?: string;
  mend?: string;
}
