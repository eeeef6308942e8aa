// SPDX-License-Identifier: Apache-2.0
//
// A coordinate typed in any form, with what the server sees in it while one types: how it reads it,
// what speaks against it, where the named place is. Nothing is corrected: where there is more than
// one reading, or another place was perhaps meant, the person chooses, and the text stays as typed.
import { ask } from '../api/client';
import type { Point } from '../duty/bodies';
import { h, put } from '../dom/h';
import { redraw } from '../dom/redraw';
import { textField } from '../say/fields';
import { problemText } from '../say/problem-text';
import type { Writing } from '../say/writing';
import { circle, lonLat, type PlanShape } from '../map/plan-shape';
import { chosenBefore, locatedRows, settled, type Choice } from './located';
import type { Located, LonLat } from './types';

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
  /** The text, and the point that was chosen for it. */
  set(text: string, point: Point | null): void;
  /** Looks anew: the named place is another one. */
  again(): void;
  control: HTMLInputElement;
}

export const e7 = ([lon, lat]: LonLat): Point => ({
  lon_e7: Math.round(lon * 1e7),
  lat_e7: Math.round(lat * 1e7),
});
/** A point as a text that can be read in one way only, to the last digit. */
export const plainText = (point: Point) =>
  `${(point.lat_e7 / 1e7).toFixed(7)}N ${(point.lon_e7 / 1e7).toFixed(7)}E`;

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
  let chosen: Choice | null = null;
  /** What somebody chose for a text: the text alone may not say it, or say another. */
  let kept: { text: string; point: LonLat } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;

  const draw = () => {
    if (!found) return put(answer);
    const choose = (choice: Choice) => {
      chosen = choice;
      kept = { text: input.control.value.trim(), point: choice.point };
      draw();
      changed();
    };
    redraw(
      answer,
      locatedRows(found, chosen, choose, l),
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
      chosen = kept?.text === text ? chosenBefore(found, kept.point) : settled(found);
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
      input.control.value = text || (point ? plainText(point) : '');
      chosen = null;
      kept = point && { text: input.control.value.trim(), point: lonLat(point) };
      soon();
    },
  };
}
