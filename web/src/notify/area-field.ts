// SPDX-License-Identifier: Apache-2.0
//
// An area: its corners in order, one to a line, each in any form, or clicked on the map. The text is
// what counts; the list below it says how each line is read and takes a corner away. An outline with
// fewer than three corners or that crosses itself is named, with where and what to do, and not sent.
import { ask } from '../api/client';
import type { Point } from '../duty/bodies';
import { h, put } from '../dom/h';
import { redraw } from '../dom/redraw';
import { lonLat, type PlanShape } from '../map/plan-shape';
import { longField } from '../say/fields';
import { problemText } from '../say/problem-text';
import type { Writing } from '../say/writing';
import { chosenBefore, concernsOf, decimal, locatedRows, settled, type Choice } from './located';
import { faultText } from './outline-text';
import { outlineFault } from './outline';
import { e7, plainText } from './place-field';
import type { Located, LonLat } from './types';

type Area = number[][][];
export interface AreaField {
  element: HTMLElement;
  /** Null while there is a fault. */
  area(): Area | null;
  /** What is still to be mended, as a sentence; null where nothing is. */
  fault(): string | null;
  /** The texts as typed, in order. */
  written(): string;
  shapes(): PlanShape[];
  /** Another corner, behind the last. */
  add(at: LonLat): void;
  /** Was the last corner clicked, not typed? */
  isClicked(): boolean;
  /** `written`: a line to each corner, where it was kept. */
  set(area: Area, written: string): void;
}

/** How a line was read; the same line is asked for once. */
interface Line {
  found: Located | null;
  problem: string;
  chosen: Choice | null;
}

const kPause_ms = 350;
/** More than anybody types or clicks; what a program drew is for `truceline say`. */
const kMost = 200;

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);

function cornersOf(area: Area): Point[] | null {
  const flat = area.length === 1 && area[0]?.length === 1 ? area[0][0] : undefined;
  if (!flat || flat.length / 2 > kMost) return null;
  return Array.from({ length: flat.length / 2 }, (_, i) => ({
    lon_e7: flat[2 * i] as number,
    lat_e7: flat[2 * i + 1] as number,
  }));
}

export function areaField(w: Writing, changed: () => void): AreaField {
  const { l } = w;
  const text = longField(
    l.t('form.corners'),
    { dir: 'ltr', rows: 6, spellcheck: 'false', class: 'coordinate', maxlength: 20_000 },
    l.t('form.corners.help'),
  );
  const list = h('ol', { class: 'corners' });
  const state = h('p', { class: 'outline', role: 'status', 'aria-live': 'polite' });
  const drawn = h('div', {}, text.row, list, state);
  const whole = h('div', {});
  const read = new Map<string, Line>();
  /** With holes or several parts: it stays as it is, with what it was written as. */
  let kept: { area: Area; written: string } | null = null;
  let isClicked = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;

  const lines = () => linesOf(text.control.value);
  const choices = () => lines().map((one) => read.get(one)?.chosen ?? null);
  const points = (): Point[] => choices().flatMap((one) => (one ? [e7(one.point)] : []));

  const fault = (): string | null => {
    if (kept) return null;
    const all = choices();
    const open = all.indexOf(null);
    if (open >= 0) return l.t('area.open', { corner: open + 1 });
    if (all.length > kMost) return l.t('area.many', { n: all.length });
    const found = outlineFault(points());
    return found && faultText(found, all.length, l);
  };

  const change = (next: string[]) => {
    text.control.value = next.join('\n');
    void look();
  };
  const cornerRow = (line: string, i: number): HTMLElement => {
    const here = read.get(line);
    const calm = here?.chosen && here.found && concernsOf(here.found).length === 0;
    const choose = (choice: Choice) => {
      read.set(line, { ...(here as Line), chosen: choice });
      draw();
      changed();
    };
    const remove = () => {
      change(lines().filter((_, n) => n !== i));
      const left = list.querySelectorAll<HTMLElement>('.corner-remove');
      (left[Math.min(i, left.length - 1)] ?? text.control).focus();
    };
    return h(
      'li',
      { 'data-open': here?.chosen ? null : '' },
      h(
        'p',
        { class: 'corner' },
        h('span', {}, l.t('form.corner', { corner: i + 1 })),
        h('bdi', { dir: 'ltr' }, here?.chosen ? decimal(here.chosen.point) : line),
        h(
          'button',
          {
            type: 'button',
            class: 'corner-remove',
            'data-focus': `corner-${i}`,
            'aria-label': l.t('form.corner.remove', { corner: i + 1 }),
            onclick: remove,
          },
          l.t('roster.remove'),
        ),
      ),
      here?.problem && h('p', { class: 'alarm' }, here.problem),
      here?.found &&
        (!calm || here.found.places[0]?.readings.length !== 1) &&
        h('div', { class: 'located' }, locatedRows(here.found, here.chosen, choose, l)),
    );
  };
  const draw = () => {
    const all = lines();
    redraw(list, all.map(cornerRow));
    const wrong = all.length > 0 ? fault() : null;
    state.classList.toggle('alarm', wrong !== null);
    put(state, wrong ?? (all.length > 0 ? l.t('area.whole', { n: all.length }) : ''));
  };

  const readLine = async (line: string, signal: AbortSignal) => {
    try {
      const question = JSON.stringify({ text: line });
      const found = await ask<Located>(`/api/v1/locate?lang=${l.lang}`, question, signal);
      // What was clicked or chosen while the answer came stands.
      const point = read.get(line)?.chosen?.point;
      const chosen = point ? chosenBefore(found, point) : settled(found);
      read.set(line, { found, problem: '', chosen });
    } catch (cause) {
      if (signal.aborted) throw cause;
      const chosen = read.get(line)?.chosen ?? null;
      read.set(line, { found: null, problem: problemText(cause, l), chosen });
    }
  };
  const look = async () => {
    clearTimeout(timer);
    running?.abort();
    const { signal } = (running = new AbortController());
    draw();
    changed();
    try {
      for (const line of new Set(lines().slice(0, kMost)))
        if (!read.get(line)?.found) await readLine(line, signal);
    } catch {
      return; // a newer look goes on
    }
    draw();
    changed();
  };
  text.control.addEventListener('input', () => {
    isClicked = false;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), kPause_ms);
  });
  const know = (line: string, point: LonLat) =>
    read.set(line, { found: null, problem: '', chosen: { point, precision_mm: 0 } });

  const showKept = () => {
    drawn.hidden = kept !== null;
    put(
      whole,
      kept && [
        h('p', { class: 'note' }, l.t('area.kept')),
        h('button', { type: 'button', onclick: () => self.set([], '') }, l.t('area.draw')),
      ],
    );
  };
  const self: AreaField = {
    element: h(
      'fieldset',
      { class: 'list-field' },
      h('legend', {}, l.t('form.area')),
      drawn,
      whole,
    ),
    area() {
      if (kept) return kept.area;
      if (fault() !== null) return null;
      return [[points().flatMap((one) => [one.lon_e7, one.lat_e7])]];
    },
    fault,
    written: () => (kept ? kept.written : lines().join('\n')),
    shapes() {
      const corners = points().map(lonLat);
      const marks: PlanShape[] = corners.map((coordinates, i) => ({
        geometry: { type: 'Point', coordinates },
        role: 'first',
        label: String(i + 1),
      }));
      // While it is drawn, or wrong, its sides alone: closed, but not filled.
      const sides: GeoJSON.Position[] =
        corners.length > 2 ? [...corners, corners[0] as LonLat] : corners;
      if (corners.length < 2 || fault() === null) return marks;
      return [{ geometry: { type: 'LineString', coordinates: sides }, role: 'first' }, ...marks];
    },
    add(at) {
      if (kept) return;
      isClicked = true;
      const line = plainText(e7(at));
      know(line, lonLat(e7(at)));
      change([...lines(), line]);
    },
    isClicked: () => isClicked,
    set(area, written) {
      isClicked = false;
      const corners = cornersOf(area);
      kept = corners === null && area.length > 0 ? { area, written } : null;
      showKept();
      const texts = linesOf(written);
      read.clear();
      const all = (corners ?? []).map((corner, i) => {
        const line = texts.length === corners?.length ? (texts[i] as string) : plainText(corner);
        // The same words twice for two places: then the place itself is what is shown.
        const known = read.get(line)?.chosen;
        const isOther = known && plainText(e7(known.point)) !== plainText(corner);
        const own = isOther ? plainText(corner) : line;
        know(own, lonLat(corner));
        return own;
      });
      change(all);
    },
  };
  return self;
}
