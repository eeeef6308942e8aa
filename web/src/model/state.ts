// SPDX-License-Identifier: Apache-2.0
//
// Everything the parts of the page share. Each part reads and writes these signals and knows no
// other part.
import type {
  ActorItem,
  Agreement,
  Collection,
  Finding,
  Lang,
  Mission,
  PostProperties,
  ProblemBody,
  ZoneProperties,
} from '../api/types';
import type { LineState } from '../api/stream';
import { signal, type Signal } from '../dom/signal';
import { missionClock, type MissionClock } from '../time/zone';
import { kNoFilter, type FindingFilter } from './finding-filter';
import type { ReportTable } from './report-table';

export type TabId = 'findings' | 'provisions' | 'chart' | 'posts' | 'record';
export type Detail = { finding: string } | { entry: number } | null;
export type ColourBy = 'kind' | 'breach';

export interface State {
  lang: Lang;
  asKnownAt: Signal<number | null>;
  mission: Signal<Mission | null>;
  clock: Signal<MissionClock>;
  zones: Signal<Collection<ZoneProperties>>;
  posts: Signal<Collection<PostProperties, GeoJSON.Point>>;
  agreements: Signal<Agreement[]>;
  actors: Signal<Map<string, ActorItem>>;
  reports: Signal<ReportTable | null>;
  findings: Signal<Finding[]>;
  /** All there are, also while pages are still coming. */
  findingsTotal: Signal<number>;
  /** Ids that came over the stream since the page was opened. */
  fresh: Signal<ReadonlySet<string>>;
  /** Entries that came since the record on the page was read. */
  waiting: Signal<number>;
  day: Signal<number>;
  windowLength: Signal<number>;
  playing: Signal<boolean>;
  /** Days a second while playing. */
  speed: Signal<number>;
  tab: Signal<TabId>;
  detail: Signal<Detail>;
  chartZone: Signal<string>;
  filter: Signal<FindingFilter>;
  /** Codes of event kinds that the reader switched off. */
  hiddenEvents: Signal<ReadonlySet<number>>;
  hiddenLayers: Signal<ReadonlySet<string>>;
  colourBy: Signal<ColourBy>;
  line: Signal<LineState>;
  loading: Signal<boolean>;
  problem: Signal<ProblemBody | null>;
}

const empty = <P, G>(): Collection<P, G> => ({ type: 'FeatureCollection', features: [] });

/** A new state; of an old one it keeps what the reader chose, not what the server said. */
export function createState(lang: Lang, old?: State): State {
  return {
    lang,
    asKnownAt: signal(old?.asKnownAt.get() ?? null),
    mission: signal<Mission | null>(null),
    clock: signal(old?.clock.get() ?? missionClock('UTC', [])),
    zones: signal(empty<ZoneProperties, GeoJSON.Geometry>()),
    posts: signal(empty<PostProperties, GeoJSON.Point>()),
    agreements: signal<Agreement[]>([]),
    actors: signal(new Map<string, ActorItem>()),
    reports: signal<ReportTable | null>(null),
    findings: signal<Finding[]>([]),
    findingsTotal: signal(0),
    fresh: signal(old?.fresh.get() ?? new Set<string>()),
    waiting: signal(0),
    day: signal(old?.day.get() ?? Number.NaN),
    windowLength: signal(old?.windowLength.get() ?? 30),
    playing: signal(false),
    speed: signal(old?.speed.get() ?? 7),
    tab: signal<TabId>(old?.tab.get() ?? 'findings'),
    detail: signal<Detail>(old?.detail.get() ?? null),
    chartZone: signal(old?.chartZone.get() ?? ''),
    filter: signal(old?.filter.get() ?? kNoFilter),
    hiddenEvents: signal(old?.hiddenEvents.get() ?? new Set<number>()),
    hiddenLayers: signal(old?.hiddenLayers.get() ?? new Set<string>()),
    colourBy: signal<ColourBy>(old?.colourBy.get() ?? 'kind'),
    line: signal<LineState>('connecting'),
    loading: signal(true),
    problem: signal<ProblemBody | null>(null),
  };
}
