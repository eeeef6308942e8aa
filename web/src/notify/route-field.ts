// SPDX-License-Identifier: Apache-2.0
//
// A route: waypoints in order, each a coordinate in any form with its own checks, and when one comes
// there and goes on.
import type { Waypoint } from '../duty/bodies';
import { h } from '../dom/h';
import { lonLat, type PlanShape } from '../map/plan-shape';
import { fromLocalText, toLocalText } from '../say/moment';
import type { Writing } from '../say/writing';
import { placeField, type PlaceField } from './place-field';

export interface RouteField {
  element: HTMLElement;
  /** Null while a waypoint is not read, or there are fewer than two. */
  route(): Waypoint[] | null;
  /** The texts as typed, in order, one to a line. */
  written(): string;
  shapes(): PlanShape[];
  /** Those, and empty ones up to the two that a route needs. `written`: a line to each waypoint,
   *  where it was kept. */
  set(route: Waypoint[], written: string): void;
}

interface Stop {
  element: HTMLElement;
  place: PlaceField;
  passage(): { arrives_ms: number; leaves_ms: number } | null;
}

const kFewest = 2;

export function routeField(w: Writing, changed: () => void): RouteField {
  const { l, clock } = w;
  let stops: Stop[] = [];
  const list = h('ol', { class: 'stops' });
  const number = () => {
    stops.forEach((stop, i) => {
      const title = stop.element.querySelector('h4');
      if (title) title.textContent = l.t('form.stop', { n: i + 1 });
    });
  };
  const add = (waypoint: Waypoint | null, text = ''): Stop => {
    const place = placeField(
      w,
      l.t('form.coordinate'),
      () => ({ near: near.value.trim(), site: '' }),
      changed,
    );
    const near = h('input', { dir: 'auto', maxlength: 200, onchange: () => place.again() });
    const time = (value: number | undefined) =>
      h('input', {
        type: 'datetime-local',
        value: value === undefined ? '' : toLocalText(value, clock),
        onchange: changed,
      });
    const arrives = time(waypoint?.passage?.arrives_ms);
    const leaves = time(waypoint?.passage?.leaves_ms);
    const stop: Stop = {
      place,
      element: h(
        'li',
        {},
        h('h4', {}),
        h('label', {}, h('span', {}, l.t('form.near')), near),
        place.element,
        h(
          'div',
          { class: 'two' },
          h('label', {}, h('span', {}, l.t('form.arrives')), arrives),
          h('label', {}, h('span', {}, l.t('form.leaves')), leaves),
        ),
        h('button', { type: 'button', onclick: () => remove(stop) }, l.t('roster.remove')),
      ),
      passage() {
        const comes = fromLocalText(arrives.value, clock) ?? fromLocalText(leaves.value, clock);
        if (comes === null) return null;
        return { arrives_ms: comes, leaves_ms: fromLocalText(leaves.value, clock) ?? comes };
      },
    };
    stops.push(stop);
    list.append(stop.element);
    if (waypoint) place.set(text, waypoint.at);
    number();
    return stop;
  };
  const remove = (stop: Stop) => {
    stops = stops.filter((one) => one !== stop);
    stop.element.remove();
    number();
    changed();
  };
  const points = () => stops.map((stop) => stop.place.chosen());
  return {
    element: h(
      'fieldset',
      { class: 'list-field' },
      h('legend', {}, l.t('form.route')),
      list,
      h(
        'button',
        { type: 'button', onclick: () => add(null).place.control.focus() },
        l.t('form.stop.add'),
      ),
    ),
    route() {
      const chosen = points();
      if (chosen.length < kFewest || chosen.some((one) => one === null)) return null;
      return stops.map((stop, i) => {
        const passage = stop.passage();
        return {
          at: (chosen[i] as { point: Waypoint['at'] }).point,
          ...(passage ? { passage } : {}),
        };
      });
    },
    written: () =>
      points()
        .map((one) => one?.as_written ?? '')
        .filter(Boolean)
        .join('\n'),
    shapes() {
      const marks = stops.flatMap((stop, i) => stop.place.shapes(String(i + 1)));
      const line = points().flatMap((one) => (one ? [lonLat(one.point)] : []));
      return line.length > 1
        ? [
            { geometry: { type: 'LineString', coordinates: line }, role: 'first' as const },
            ...marks,
          ]
        : marks;
    },
    set(route, written) {
      for (const stop of stops) stop.element.remove();
      stops = [];
      const texts = written.split('\n');
      const isKept = texts.length === route.length;
      route.forEach((waypoint, i) => add(waypoint, isKept ? texts[i] : ''));
      while (stops.length < kFewest) add(null);
    },
  };
}
