// SPDX-License-Identifier: Apache-2.0
//
// A notification to be read by a person before they answer it: all of it, in the order one asks.
import { h, type Child } from '../dom/h';
import { clockText } from '../locale/locale';
import type { Writing } from '../say/writing';
import type { NotificationBody } from './bodies';

const degrees = (e7: number) => (e7 / 1e7).toFixed(5);

export function whenText(
  from_ms: number | undefined,
  to_ms: number | undefined,
  w: Writing,
): string {
  const { l, clock } = w;
  const from = from_ms === undefined ? l.t('notice.open') : l.local(from_ms, clock);
  const to = to_ms === undefined ? l.t('notice.open') : l.local(to_ms, clock);
  return `${from} – ${to} (${clockText(clock, from_ms ?? to_ms ?? Date.now())})`;
}

function vehicles(body: NotificationBody, w: Writing): string {
  return (body.vehicles ?? [])
    .map((one) =>
      [one.plate, one.looks, (one.marked ?? []).map((mark) => w.l.word('mark', mark)).join(', ')]
        .filter(Boolean)
        .join(' · '),
    )
    .join('; ');
}

function contacts(body: NotificationBody): string {
  return (body.contacts ?? [])
    .map((one) =>
      [
        one.name,
        ...(one.reach ?? []).map((reach) => reach.address),
        (one.languages ?? []).join(', '),
      ]
        .filter(Boolean)
        .join(' · '),
    )
    .join('; ');
}

function place(body: NotificationBody, w: Writing): Child[] {
  const point = body.place?.point ?? body.circle?.centre ?? body.corridor?.route[0]?.at;
  return [
    body.place?.name,
    ' ',
    point &&
      h('bdi', { dir: 'ltr', class: 'mono' }, `${degrees(point.lat_e7)}, ${degrees(point.lon_e7)}`),
    body.circle && ` · ${w.l.t('notice.within', { d: w.l.metres(body.circle.radius_m) })}`,
    body.corridor &&
      ` · ${w.l.t('notice.route', { n: body.corridor.route.length, d: w.l.metres(body.corridor.half_width_m) })}`,
    body.place?.as_written &&
      h('small', { dir: 'auto' }, ' ', w.l.t('notice.written', { text: body.place.as_written })),
  ];
}

export function noticeText(body: NotificationBody, w: Writing): HTMLElement {
  const { l } = w;
  const row = (name: string, ...value: Child[]) => {
    const dd = h('dd', { dir: 'auto' }, ...value);
    return dd.textContent?.trim() ? [h('dt', {}, name), dd] : [];
  };
  const height = body.altitude;
  return h(
    'dl',
    { class: 'facts notice' },
    row(l.t('field.what'), l.word('notice.kind', body.kind), ' · ', l.name(body.names, body.id)),
    row(l.t('field.when'), whenText(body.when.from_ms, body.when.to_ms, w)),
    row(l.t('field.where'), place(body, w)),
    row(
      l.t('notice.height'),
      height &&
        `${height.floor_cm / 100} – ${height.ceiling_cm / 100} m · ${l.word('datum', height.datum)}`,
    ),
    row(l.t('notice.marked'), (body.marked ?? []).map((mark) => l.word('mark', mark)).join(', ')),
    row(l.t('notice.vehicles'), vehicles(body, w)),
    row(l.t('notice.contacts'), contacts(body)),
    row(l.t('notice.verified'), body.verified?.by),
    row(l.t('notice.text'), body.text),
  );
}
