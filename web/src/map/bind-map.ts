// SPDX-License-Identifier: Apache-2.0
//
// Ties the map to the shared state. What changes with the slider's day is told to the map only
// when it differs: zones and posts change on few days, the reports' window is one uniform.
import type { Locale } from '../locale/locale';
import { statusAt } from '../model/post-status';
import type { State } from '../model/state';
import type { Signal } from '../dom/signal';
import { windowOf } from '../time/window';
import type { MapView } from './map-view';
import { eventColour, kBreachColours, kMapColours, rgb, type Theme } from './palette';
import { zoneValid } from './zones';

export async function bindMap(
  view: MapView,
  state: State,
  l: Locale,
  theme: Signal<Theme>,
): Promise<void> {
  await view.ready;
  const endOfDay = () => state.clock.get().dayStart(state.day.get() + 1) - 1;
  let zonesKey = '';
  let postsKey = '';

  function shapes(): void {
    const time = endOfDay();
    if (!Number.isFinite(time)) return;
    const zones = state.zones.get();
    const posts = state.posts.get();
    const valid = zones.features.filter((zone) => zoneValid(zone.properties, time));
    const nextZones = valid.map((zone) => `${zone.properties.id}@${zone.properties.index}`).join();
    if (nextZones !== zonesKey) {
      zonesKey = nextZones;
      view.setZones(zones, time, l);
    }
    const nextPosts = posts.features.map((post) => statusAt(post.properties, time)).join();
    if (nextPosts !== postsKey) {
      postsKey = nextPosts;
      view.setPosts(posts, time, l);
    }
  }
  const anew = () => {
    zonesKey = postsKey = '?';
    shapes();
  };
  const window = () => view.setWindow(windowOf(state.day.get(), state.windowLength.get()));
  const style = () => {
    const now = theme.get();
    view.setReportStyle({
      kinds: (state.reports.get()?.columns.events ?? []).map((kind) => rgb(eventColour(kind, now))),
      breaches: kBreachColours[now].map(rgb),
      edge: rgb(kMapColours[now].land),
      mark: rgb(kMapColours[now].selected),
      byBreach: state.colourBy.get() === 'breach',
      hidden: state.hiddenEvents.get(),
    });
  };

  state.mission.watch((mission) => mission && view.setMission(mission));
  state.zones.watch(anew);
  state.posts.on(anew);
  state.reports.watch((table) => {
    style();
    view.setReports(table);
    window();
  });
  state.day.watch(() => {
    window();
    shapes();
  });
  state.windowLength.on(window);
  state.colourBy.on(style);
  state.hiddenEvents.on(style);
  theme.watch((now) => {
    view.setTheme(now, state.mission.get()?.layers ?? []);
    style();
  });
  state.hiddenLayers.watch((hidden) => {
    for (const group of ['zones', 'posts', 'reports']) view.showGroup(group, !hidden.has(group));
  });
}
