// SPDX-License-Identifier: Apache-2.0
//
// When something that moves along a route with times is nearest to a point: for a mark on the time
// bar. For showing only; what comes too close, and when, the server has decided.
import type { Corridor } from '../duty/bodies';
import { lonLat } from '../map/plan-shape';

/** Milliseconds; null where the route has no times there. */
export function closestMoment(corridor: Corridor, [lon, lat]: [number, number]): number | null {
  const across = Math.cos((lat * Math.PI) / 180);
  let best: { distance: number; time_ms: number } | null = null;
  for (let i = 0; i + 1 < corridor.route.length; i++) {
    const [from, to] = [corridor.route[i], corridor.route[i + 1]];
    if (!from?.passage || !to?.passage) continue;
    const [a, b] = [lonLat(from.at), lonLat(to.at)];
    const leg = [(b[0] - a[0]) * across, b[1] - a[1]] as const;
    const off = [(lon - a[0]) * across, lat - a[1]] as const;
    const length = leg[0] ** 2 + leg[1] ** 2;
    const part =
      length === 0 ? 0 : Math.min(1, Math.max(0, (off[0] * leg[0] + off[1] * leg[1]) / length));
    const distance = Math.hypot(off[0] - part * leg[0], off[1] - part * leg[1]);
    const begun = from.passage.leaves_ms;
    const time_ms = begun + part * (to.passage.arrives_ms - begun);
    if (!best || distance < best.distance) best = { distance, time_ms };
  }
  return best ? Math.round(best.time_ms) : null;
}
