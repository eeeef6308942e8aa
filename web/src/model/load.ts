// SPDX-License-Identifier: Apache-2.0
//
// Reads the mission into the state. The map's shapes and the list come in parallel; whatever came
// stays on the page when something else fails.
import { address, ApiProblem, getJson, type Scope } from '../api/client';
import { loadFindings } from '../api/findings';
import type {
  ActorItem,
  Agreement,
  Collection,
  Mission,
  PostProperties,
  ProblemBody,
  ReportColumns,
  ZoneProperties,
} from '../api/types';
import { missionClock } from '../time/zone';
import { reportTable } from './report-table';
import type { State } from './state';
import { timeSpan } from './span';

export function problemBody(error: unknown): ProblemBody {
  if (error instanceof ApiProblem) return error.problem;
  return { type: 'about:blank', title: String(error), status: 0 };
}

export function scopeOf(state: State): Scope {
  return { lang: state.lang, asKnownAt: state.asKnownAt.get() };
}

let running: AbortController | null = null;

/** Reads everything anew; an older reading still under way is dropped. */
export async function load(state: State): Promise<void> {
  running?.abort();
  const controller = new AbortController();
  running = controller;
  const { signal } = controller;
  const scope = scopeOf(state);
  const get = <T>(path: string) => getJson<T>(address(path, scope), signal);
  state.loading.set(true);
  state.problem.set(null);
  try {
    const mission = await get<Mission>('mission');
    const clock = missionClock(mission.time_zone, mission.utc_offsets);
    state.clock.set(clock);
    state.mission.set(mission);
    state.waiting.set(0);
    await Promise.all([
      get<{ items: Agreement[] }>('agreements').then((a) => {
        state.agreements.set(a.items);
        const span = timeSpan(mission, a.items, clock);
        if (!Number.isFinite(state.day.get())) state.day.set(span.last);
      }),
      get<{ items: ActorItem[] }>('actors').then((a) =>
        state.actors.set(new Map(a.items.map((item) => [item.id, item]))),
      ),
      get<Collection<ZoneProperties>>('zones').then((z) => state.zones.set(z)),
      get<Collection<PostProperties, GeoJSON.Point>>('posts').then((p) => state.posts.set(p)),
      get<ReportColumns>('reports/columns').then((c) => state.reports.set(reportTable(c, clock))),
      loadFindings(
        scope,
        (items, total) => {
          state.findingsTotal.set(total);
          state.findings.set(items);
        },
        signal,
      ),
    ]);
  } catch (error) {
    if (!signal.aborted) state.problem.set(problemBody(error));
  } finally {
    if (running === controller) state.loading.set(false);
  }
}
