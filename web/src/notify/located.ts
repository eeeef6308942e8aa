// SPDX-License-Identifier: Apache-2.0
//
// What the server sees in a coordinate, drawn: each way to read it, to be chosen; what speaks
// against it. Nothing is chosen for a person where there is a choice.
import { h, type Child } from '../dom/h';
import type { Locale } from '../locale/locale';
import type { Concern, Located, LonLat, Reading } from './types';

export interface Choice {
  point: LonLat;
  precision_mm: number;
}

export const decimal = ([lon, lat]: LonLat) => `${lat.toFixed(6)}, ${lon.toFixed(6)}`;
const kUnknown_mm = 1000;
const isAt = (choice: Choice | null, point: LonLat) =>
  choice !== null && choice.point[0] === point[0] && choice.point[1] === point[1];

/** Read so without a doubt: one reading, and it takes nothing for granted but the usual order. */
export function settled(found: Located): Choice | null {
  const place = found.places.length === 1 ? found.places[0] : undefined;
  return (place?.readings.length === 1 && place.readings[0]) || null;
}

/** A point that somebody chose before, with the doubt of the text that it was chosen for. */
export function chosenBefore(found: Located, point: LonLat): Choice {
  const readings = found.places[0]?.readings ?? [];
  const reading = readings.find((one) => isAt(one, point)) ?? readings[0];
  return { point, precision_mm: reading?.precision_mm ?? kUnknown_mm };
}

export const concernsOf = (found: Located): Concern[] => [
  ...found.concerns,
  ...(found.places[0]?.concerns ?? []),
];

export function locatedRows(
  found: Located,
  chosen: Choice | null,
  choose: (choice: Choice) => void,
  l: Locale,
): Child[] {
  const readings = found.places[0]?.readings ?? [];
  const readingRow = (reading: Reading): HTMLElement =>
    h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: 'reading',
          'aria-pressed': String(isAt(chosen, reading.point)),
          'data-focus': `${found.text} ${reading.point.join()}`,
          onclick: () => choose({ point: reading.point, precision_mm: reading.precision_mm }),
        },
        h('strong', { dir: 'ltr' }, reading.forms['decimal']),
        h('span', {}, reading.notation_label),
        h('span', { class: 'mono', dir: 'ltr' }, reading.forms['mgrs']),
      ),
      reading.assumed.map((one) => h('small', {}, one.sentence)),
    );
  const concernRow = ({ weight, weight_label, sentence, mend }: Concern): HTMLElement =>
    h(
      'li',
      { class: 'concern', 'data-weight': weight },
      h('strong', {}, weight_label),
      ' ',
      h('span', {}, sentence),
      mend &&
        !readings.some((one) => isAt(one, mend)) &&
        h(
          'button',
          {
            type: 'button',
            'aria-pressed': String(isAt(chosen, mend)),
            'data-focus': `${found.text} ${mend.join()}`,
            onclick: () => choose(chosenBefore(found, mend)),
          },
          l.t('place.meant'),
          ' ',
          h('bdi', { dir: 'ltr' }, decimal(mend)),
        ),
    );
  const concerns = concernsOf(found);
  return [
    chosen === null && readings.length > 0 && h('p', { class: 'alarm' }, l.t('place.choose')),
    h('ul', { class: 'readings' }, readings.map(readingRow)),
    concerns.length === 0
      ? h('p', { class: 'quiet' }, l.t('place.calm'))
      : h('ul', { class: 'concerns' }, concerns.map(concernRow)),
  ];
}
