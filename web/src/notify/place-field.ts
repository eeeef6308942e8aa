// SPDX-License-Identifier: Apache-2.0
//
// A coordinate typed in any form, with what the server sees in it while one types: how it reads it,
// what speaks against it, where the named place is. Nothing is corrected: where there is more than
// one reading, or another place was perhaps meant, the person chooses, and the text stays as typed.
import { ask } from '../api/client';
import type { Point } from '../duty/bodies';
import { h, put } from '../dom/h';
import { textField } from '../say/fields';
import { problemText } from '../say/problem-text';
import type { Writing } from '../say/writing';
import { circle, type PlanShape } from '../map/plan-shape';
import type { Concern, Located, LonLat, Reading } from './types';

const kPause_ms = 350;

export interface Chosen {
  point: Point;
  as_written: string;
  /** How far the last digit leaves it open. */
  doubt_m: number;
  pcode: string;
}
export interface PlaceField {
  element: HTMLElement;
  /** Null while nothing is read or chosen. */
  chosen(): Chosen | null;
  /** For the map: the point with its doubt, and the named place. */
  shapes(label: string): PlanShape[];
  set(text: string, point: Point | null): void;
  /** Looks anew: the named place is another one. */
  again(): void;
  control: HTMLInputElement;
}

const e7 = ([lon, lat]: LonLat): Point => ({
  lon_e7: Math.round(lon * 1e7),
  lat_e7: Math.round(lat * 1e7),
});
const decimal = ([lon, lat]: LonLat) => `${lat.toFixed(6)}, ${lon.toFixed(6)}`;
const same = (a: LonLat, b: LonLat) => a[0] === b[0] && a[1] === b[1];

/** Read so without a doubt: one reading, and it takes nothing for granted but the usual order. */
function settled(found: Located): Reading | null {
  const place = found.places.length === 1 ? found.places[0] : undefined;
  const reading = place?.readings[0];
  return reading && place?.readings.length === 1 ? reading : null;
}

export function placeField(
  w: Writing,
  label: string,
  context: () => { near: string; site: string },
  changed: () => void,
): PlaceField {
  const { l } = w;
  const input = textField(
    label,
    { dir: 'ltr', inputmode: 'text', maxlength: 2048, spellcheck: 'false', class: 'coordinate' },
    l.t('place.help'),
  );
  const answer = h('div', { class: 'located', role: 'status', 'aria-live': 'polite' });
  let found: Located | null = null;
  let chosen: { point: LonLat; precision_mm: number } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;

  const choose = (point: LonLat, precision_mm: number) => {
    chosen = { point, precision_mm };
    draw();
    changed();
  };

  const readingRow = (reading: Reading): HTMLElement => {
    const is = chosen !== null && same(chosen.point, reading.point);
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: 'reading',
          'aria-pressed': String(is),
          onclick: () => choose(reading.point, reading.precision_mm),
        },
        h('strong', { dir: 'ltr' }, reading.forms['decimal']),
        h('span', {}, reading.notation_label),
        h('span', { class: 'mono', dir: 'ltr' }, reading.forms['mgrs']),
      ),
      reading.assumed.map((one) => h('small', {}, one.sentence)),
    );
  };
  const concernRow = (concern: Concern, readings: Reading[]): HTMLElement =>
    h(
      'li',
      { class: 'concern', 'data-weight': concern.weight },
      h('strong', {}, concern.weight_label),
      ' ',
      h('span', {}, concern.sentence),
      concern.mend &&
        !readings.some((one) => same(one.point, concern.mend as LonLat)) &&
        h(
          'button',
          {
            type: 'button',
            'aria-pressed': String(chosen !== null && same(chosen.point, concern.mend)),
            onclick: () =>
              choose(concern.mend as LonLat, found?.places[0]?.readings[0]?.precision_mm ?? 1000),
          },
          l.t('place.meant'),
          ' ',
          h('bdi', { dir: 'ltr' }, decimal(concern.mend)),
        ),
    );
  const draw = () => {
    if (!found) return put(answer);
    const place = found.places[0];
    const concerns = [...found.concerns, ...(place?.concerns ?? [])];
    const open = chosen === null && (place?.readings.length ?? 0) > 0;
    put(
      answer,
      open && h('p', { class: 'alarm' }, l.t('place.choose')),
      place && h('ul', { class: 'readings' }, place.readings.map(readingRow)),
      concerns.length === 0
        ? h('p', { class: 'quiet' }, l.t('place.calm'))
        : h(
            'ul',
            { class: 'concerns' },
            concerns.map((one) => concernRow(one, place?.readings ?? [])),
          ),
      found.gazetteer_source &&
        h('small', {}, l.t('map.source', { source: found.gazetteer_source })),
    );
  };

  const look = async () => {
    const text = input.control.value.trim();
    running?.abort();
    found = null;
    chosen = null;
    if (!text) {
      put(answer);
      return changed();
    }
    running = new AbortController();
    const { near, site } = context();
    try {
      const question = JSON.stringify({
        text,
        ...(near ? { near } : {}),
        ...(site ? { site } : {}),
      });
      found = await ask<Located>(`/api/v1/locate?lang=${l.lang}`, question, running.signal);
      const reading = settled(found);
      if (reading) chosen = { point: reading.point, precision_mm: reading.precision_mm };
      draw();
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'AbortError') return;
      put(answer, h('p', { class: 'alarm' }, problemText(cause, l)));
    }
    changed();
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), kPause_ms);
  };
  input.control.addEventListener('input', () => {
    chosen = null; // what was read belongs to another text
    soon();
  });

  return {
    element: h('div', { class: 'place-field' }, input.row, answer),
    control: input.control,
    again: soon,
    chosen() {
      if (!chosen) return null;
      const doubt_m = Math.ceil(chosen.precision_mm / 1000);
      const pcode =
        found?.places[0]?.candidates.find((one) => one.distance_m <= one.radius_m)?.pcode ?? '';
      return { point: e7(chosen.point), as_written: input.control.value.trim(), doubt_m, pcode };
    },
    shapes(name) {
      const out: PlanShape[] = [];
      if (chosen) {
        out.push({
          geometry: circle(chosen.point, Math.max(chosen.precision_mm / 1000, 5)),
          role: 'first',
          rough: true,
        });
        out.push({
          geometry: { type: 'Point', coordinates: chosen.point },
          role: 'first',
          label: name,
        });
      }
      const named = found?.places[0]?.candidates[0];
      if (named) {
        out.push({
          geometry: circle(named.point, Math.max(named.radius_m, 200)),
          role: 'near',
          rough: true,
        });
        out.push({
          geometry: { type: 'Point', coordinates: named.point },
          role: 'near',
          label: (l.lang === 'ar' && named.name_ar) || named.name,
        });
      }
      return out;
    },
    set(text, point) {
      input.control.value =
        text ||
        (point ? `${(point.lat_e7 / 1e7).toFixed(7)}N ${(point.lon_e7 / 1e7).toFixed(7)}E` : '');
      soon();
    },
  };
}
