// SPDX-License-Identifier: Apache-2.0
//
// The notification form: what, where with its live checks, when, who sees it, what it would be in
// the way of; then signed and sent. It asks no permission and gives none.
import type { ArrangementBody, NotificationBody, SaidBody } from '../duty/bodies';
import { asShape } from '../duty/bodies';
import { h, put } from '../dom/h';
import { planPane } from '../map/plan-pane';
import { volumeShapes, type PlanShape } from '../map/plan-shape';
import { serverNow_ms, statementTime_ms } from '../say/clock';
import { keyButton } from '../say/dialog';
import { toLocalText } from '../say/moment';
import type { Accepted } from '../say/post';
import { sendingFoot } from '../say/sending';
import type { Audience } from '../say/statement';
import type { Writing } from '../say/writing';
import { areaField } from './area-field';
import {
  fillControls,
  makeControls,
  readControls,
  usualShape,
  type FormShape,
} from './controls';
import { bodyOf, idFrom } from './draft';
import { foreseeField } from './foresee';
import { contactList, vehicleList } from './lists';
import { missing, needsOf, profilesOf, shortNotice } from './needs';
import { placeField } from './place-field';
import { recipientField } from './recipients';
import { routeField } from './route-field';
import { lengthText } from '../duty/timer';

/** Its author has not said that they have read what is there. */
class Unread extends Error {}

export interface NotifyForm {
  element: HTMLElement;
  /** A version of one's own that is to be changed. */
  change(body: NotificationBody, audience: Audience): void;
}

export function notifyForm(
  w: Writing,
  arrangements: () => SaidBody<ArrangementBody>[],
  done: (accepted: Accepted) => void,
): NotifyForm {
  const { l } = w;
  let before: NotificationBody | null = null;
  let idTouched = false;
  let timesTouched = false;

  const c = makeControls(w, () => changed());
  const context = () => ({
    near: c.pcode.control.value.trim() || c.placeName.control.value.trim(),
    site: before?.place?.point ? before.id : '',
  });
  const place = placeField(w, l.t('form.coordinate'), context, () => changed());
  const route = routeField(w, () => changed());
  const area = areaField(w, () => changed());
  const vehicles = vehicleList(w);
  const contacts = contactList(w);
  const recipients = recipientField(w, () => changed());
  const foreseen = foreseeField(w);
  const map = planPane(w, l.t('form.map'), (at) => area.add(at));
  const asked = h('div', { class: 'asked', role: 'status' });
  const trouble = h('p', { class: 'alarm', role: 'alert' });
  const circlePart = h('div', {}, place.element, c.radius.row);
  const corridorPart = h(
    'div',
    {},
    route.element,
    h('div', { class: 'two' }, c.halfWidth.row, c.tolerance.row),
  );
  const heightPart = h('div', { class: 'three' }, c.floor.row, c.ceiling.row, c.datum.row);
  const vehiclePart = h('div', {}, vehicles.element);

  const isShape = (shape: FormShape) => c.shape.value() === shape;
  const body = (): NotificationBody | null =>
    bodyOf(
      {
        ...readControls(c, w),
        place: place.chosen(),
        route: route.route(),
        area: area.area(),
        written: isShape('corridor') ? route.written() : isShape('area') ? area.written() : '',
        vehicles: vehicles.values(),
        contacts: contacts.values(),
      },
      before,
    );

  /** Does an arrangement ask its author to read the surroundings first? Not in an emergency. */
  const mustRead = () =>
    !c.emergency.control.checked &&
    profilesOf(c.kind.control.value, arrangements()).some((one) => one.read_first === true);

  const drawAsked = (now: NotificationBody | null) => {
    const profiles = profilesOf(c.kind.control.value, arrangements());
    const needs = needsOf(profiles);
    const lacks = now ? missing(now, profiles) : needs;
    const short = now ? shortNotice(now, profiles, statementTime_ms()) : null;
    c.to.mark(needs.includes('times'));
    c.placeName.mark(needs.includes('place-name'));
    c.verifiedBy.mark(needs.includes('verification'));
    put(
      asked,
      needs.length > 0 &&
        h(
          'p',
          {},
          lacks.length === 0
            ? l.t('need.all')
            : l.t('need.lacks', {
                list: lacks.map((one) => l.word('need', one)).join(l.lang === 'ar' ? '، ' : ', '),
              }),
        ),
      short !== null &&
        h('p', { class: 'alarm' }, l.t('need.short', { time: lengthText(short, l) })),
    );
  };
  const shapesNow = (now: NotificationBody | null): PlanShape[] => {
    const name = c.name.control.value.trim() || l.t('form.new');
    const volume = now
      ? volumeShapes(now, 'first', '').filter((one) => one.geometry.type !== 'Point')
      : [];
    const marks = isShape('circle')
      ? place.shapes(name)
      : isShape('corridor')
        ? route.shapes()
        : area.shapes();
    return [...volume, ...marks];
  };
  /** The interval of a route with times is the route's, until somebody writes another. */
  const takeTimes = () => {
    const stops = isShape('corridor') ? route.route() : null;
    const begins_ms = stops?.[0]?.passage?.arrives_ms;
    const ends_ms = stops?.[stops.length - 1]?.passage?.leaves_ms;
    if (timesTouched || begins_ms === undefined || ends_ms === undefined) return;
    c.from.control.value = toLocalText(begins_ms, w.clock);
    c.to.control.value = toLocalText(ends_ms, w.clock);
  };
  const changed = () => {
    put(trouble); // what was wrong may be mended now
    takeTimes();
    circlePart.hidden = !isShape('circle');
    corridorPart.hidden = !isShape('corridor');
    area.element.hidden = !isShape('area');
    heightPart.hidden = !c.withHeight.control.checked;
    vehiclePart.hidden = c.kind.control.value === 'site';
    c.marked.row.hidden = c.kind.control.value !== 'site';
    const now = body();
    drawAsked(now);
    map.show(shapesNow(now), isShape('area') ? { stays: area.isClicked() } : null);
    foreseen.look(
      now && now.when.from_ms !== undefined && now.id ? now : null,
      recipients.audience(),
      mustRead(),
    );
  };
  const kindChanged = () => {
    const usual = usualShape(c.kind.control.value);
    for (const radio of c.shape.row.querySelectorAll('input'))
      radio.checked = radio.value === usual;
    recipients.setProfiles(profilesOf(c.kind.control.value, arrangements()));
    changed();
  };
  c.kind.control.addEventListener('change', kindChanged);
  for (const time of [c.from, c.to])
    time.control.addEventListener('input', () => (timesTouched = true));
  c.id.control.addEventListener('input', () => (idTouched = true));
  c.name.control.addEventListener('input', () => {
    if (!idTouched && !before)
      c.id.control.value = idFrom(c.name.control.value, c.kind.control.value, Date.now());
  });
  for (const near of [c.placeName, c.pcode])
    near.control.addEventListener('change', () => place.again());

  const go = h('button', { class: 'main' }, l.t('form.go'));
  const clear = h('button', { type: 'button', onclick: () => reset() }, l.t('form.clear'));
  const foot = sendingFoot(w, go, (opened) => keyButton(w, opened), clear);
  const title = h('h2', { tabindex: -1 });
  const form = h(
    'form',
    { class: 'say-form notify-form', oninput: () => changed() },
    title,
    h('p', { class: 'note' }, l.t('form.notApproved')),
    h('div', { class: 'two' }, c.kind.row, c.name.row),
    h('div', { class: 'two' }, c.id.row, c.phase.row),
    c.emergency.row,
    h('h3', {}, l.t('form.where')),
    h(
      'div',
      { class: 'where' },
      h(
        'div',
        {},
        h('div', { class: 'two' }, c.placeName.row, c.pcode.row),
        c.shape.row,
        circlePart,
        corridorPart,
        area.element,
      ),
      map.element,
    ),
    c.withHeight.row,
    heightPart,
    h('h3', {}, l.t('form.when')),
    h('div', { class: 'two' }, c.from.row, c.to.row),
    c.marked.row,
    vehiclePart,
    contacts.element,
    h('div', { class: 'two' }, c.verifiedBy.row, c.verifiedAt.row),
    c.text.row,
    h('h3', {}, l.t('form.who')),
    recipients.element,
    asked,
    foreseen.element,
    trouble,
    foot.element,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    put(trouble);
    const now = body();
    if (!now) return put(trouble, (isShape('area') && area.fault()) || l.t('form.noPlace'));
    if (
      now.when.from_ms !== undefined &&
      now.when.to_ms !== undefined &&
      now.when.to_ms <= now.when.from_ms
    )
      return put(trouble, l.t('roster.backwards'));
    const audience = recipients.audience();
    const words = async () => {
      if (!mustRead()) return { kind: 'notification', body: asShape(now), audience };
      const has_read = await foreseen.readKey(now, audience);
      if (!has_read) throw new Unread(l.t('foresee.unread'));
      return { kind: 'notification', body: asShape({ ...now, has_read }), audience };
    };
    void foot.say(words).then((accepted) => {
      if (!accepted) return;
      reset();
      done(accepted);
    });
  });
  const reset = () => {
    before = null;
    idTouched = false;
    timesTouched = false;
    form.reset();
    c.from.control.value = toLocalText(serverNow_ms(), w.clock);
    place.set('', null);
    route.set([], '');
    area.set([], '');
    vehicles.set([]);
    contacts.set([]);
    put(title, l.t('form.new'));
    kindChanged();
  };
  reset();
  return {
    element: form,
    change(version, audience) {
      reset();
      before = version;
      timesTouched = true;
      fillControls(c, version, w);
      recipients.setProfiles(profilesOf(version.kind, arrangements()));
      recipients.set(audience);
      vehicles.set(version.vehicles ?? []);
      contacts.set(version.contacts ?? []);
      const written = version.place?.as_written ?? '';
      if (version.corridor) route.set(version.corridor.route, written);
      else if (version.area) area.set(version.area, written);
      // What the place itself was written as comes before what the circle was.
      else place.set(written.split('\n').pop() ?? '', version.circle?.centre ?? null);
      put(title, l.t('form.changing', { name: l.name(version.names, version.id) }));
      changed();
      title.focus();
    },
  };
}
