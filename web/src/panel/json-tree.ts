// SPDX-License-Identifier: Apache-2.0
//
// A header or body as its author signed it, readable: names and values, nothing left out and
// nothing made up. Times in milliseconds get their reading beside the number.
import type { Json } from '../api/types';
import { h } from '../dom/h';
import type { Locale } from '../locale/locale';
import type { MissionClock } from '../time/zone';

const kDepth = 8;

function leaf(l: Locale, clock: MissionClock, key: string, value: Json): HTMLElement {
  const written = value === null ? '–' : String(value);
  const element = h(
    'span',
    { class: 'value' },
    h('bdi', { class: written.length > 40 ? 'long' : '' }, written),
  );
  if (/_ms$/.test(key) && typeof value === 'number') {
    element.append(h('small', {}, l.local(value, clock), ' · ', l.utc(value), ' UTC'));
  } else if (/_e7$/.test(key) && typeof value === 'number') {
    element.append(h('small', {}, h('bdi', {}, `${(value / 1e7).toFixed(5)}°`)));
  }
  return element;
}

export function jsonTree(
  l: Locale,
  clock: MissionClock,
  value: { [key: string]: Json },
  depth = 0,
): HTMLElement {
  const row = (key: string, item: Json): Node[] => {
    const name = h('dt', {}, h('bdi', {}, key));
    if (item !== null && typeof item === 'object' && depth < kDepth) {
      const entries = Array.isArray(item)
        ? Object.fromEntries(item.map((one, i) => [String(i + 1), one]))
        : item;
      if (Object.keys(entries).length === 0) return [name, h('dd', {}, '–')];
      return [name, h('dd', {}, jsonTree(l, clock, entries, depth + 1))];
    }
    return [name, h('dd', {}, leaf(l, clock, key, typeof item === 'object' && item ? '…' : item))];
  };
  return h(
    'dl',
    { class: 'json', dir: 'ltr' },
    Object.entries(value).map(([key, item]) => row(key, item)),
  );
}
