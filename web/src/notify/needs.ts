// SPDX-License-Identifier: Apache-2.0
//
// What an arrangement asks of a notification of this kind, and what is still missing, by the rule of
// engine (gap/incomplete, gap/short-notice). It hinders nobody from sending: an incomplete warning
// is better than none, and the finding says what it lacks.
import type { ArrangementBody, NotificationBody, Profile, SaidBody } from '../duty/bodies';

export const kMovers = ['movement', 'aid-delivery', 'evacuation', 'flight'];

export function profilesOf(kind: string, arrangements: SaidBody<ArrangementBody>[]): Profile[] {
  return arrangements
    .flatMap((one) => one.body.profiles ?? [])
    .filter((one) => one.kinds.includes(kind));
}

export const needsOf = (profiles: Profile[]) => [
  ...new Set(profiles.flatMap((one) => one.needs ?? [])),
];
const idsOf = (lists: (string[] | undefined)[]) =>
  [...new Set(lists.flatMap((one) => one ?? []))].sort();
export const recipientsOf = (profiles: Profile[]) => idsOf(profiles.map((one) => one.recipients));
export const mayKnowOf = (profiles: Profile[]) => idsOf(profiles.map((one) => one.may_know));

/** Every vehicle that is named bears the mark; of what has no vehicles, the site itself. */
function isMarked(body: NotificationBody, mark: string): boolean {
  const vehicles = body.vehicles ?? [];
  if (vehicles.length > 0) return vehicles.every((one) => one.marked?.includes(mark));
  return body.marked?.includes(mark) ?? false;
}

function hasTimes(body: NotificationBody): boolean {
  const bounded = body.when.from_ms !== undefined && body.when.to_ms !== undefined;
  return bounded && (body.corridor?.route ?? []).every((one) => one.passage !== undefined);
}

const kHas: Record<string, (body: NotificationBody) => boolean> = {
  'place-name': (body) => Boolean(body.place?.name),
  pcode: (body) => Boolean(body.place?.pcode),
  altitude: (body) => body.altitude !== undefined,
  times: hasTimes,
  vehicles: (body) => (body.vehicles ?? []).length > 0,
  plates: (body) =>
    (body.vehicles ?? []).length > 0 && (body.vehicles ?? []).every((one) => Boolean(one.plate)),
  'day-marking': (body) => isMarked(body, 'day'),
  'night-marking': (body) => isMarked(body, 'night'),
  'thermal-marking': (body) => isMarked(body, 'thermal'),
  contacts: (body) => (body.contacts ?? []).some((one) => (one.reach ?? []).length > 0),
  verification: (body) => body.verified !== undefined,
};

export function missing(body: NotificationBody, profiles: Profile[]): string[] {
  return needsOf(profiles).filter((need) => kHas[need] && !kHas[need](body));
}

/** How long before it begins it should have been said; null where it is said in time. */
export function shortNotice(
  body: NotificationBody,
  profiles: Profile[],
  now_ms: number,
): number | null {
  const { from_ms } = body.when;
  if (from_ms === undefined) return null;
  const leads = profiles.map(
    (one) => (body.emergency && one.emergency_lead_time_ms) || one.lead_time_ms || 0,
  );
  const lead = Math.max(0, ...leads);
  return lead > 0 && from_ms - now_ms < lead ? lead : null;
}
