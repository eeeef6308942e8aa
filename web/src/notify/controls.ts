// SPDX-License-Identifier: Apache-2.0
//
// The plain controls of the notification form, by name; what they hold as one value, and back.
import type { NotificationBody } from '../duty/bodies';
import {
  checkField,
  checkGroup,
  choiceField,
  longField,
  radioGroup,
  textField,
} from '../say/fields';
import { fromLocalText, toLocalText } from '../say/moment';
import type { Writing } from '../say/writing';
import { kMarks } from './lists';

export const kKinds = [
  'site',
  'movement',
  'flight',
  'aid-delivery',
  'evacuation',
  'exercise',
  'operation',
];
const kPhases = ['planned', 'under-way', 'off-plan', 'emergency', 'ended'];
export const kSlug = '[a-z0-9]([a-z0-9\\-]{0,62}[a-z0-9])?';

const number = (value: number, least: number, most: number) => ({
  type: 'number',
  min: least,
  max: most,
  step: 'any',
  value,
  dir: 'ltr',
});

/** What a notification takes up: the three footprints of its body. */
export type FormShape = 'circle' | 'corridor' | 'area';

export type Controls = ReturnType<typeof makeControls>;

export function makeControls(w: Writing, changed: () => void) {
  const { l } = w;
  const time = (label: string) =>
    textField(label, { type: 'datetime-local' }, l.t('form.zone', { zone: w.clock.name }));
  const shape = radioGroup(
    l.t('form.shape'),
    [
      ['circle', l.t('form.shape.circle')],
      ['corridor', l.t('form.shape.corridor')],
      ['area', l.t('form.shape.area')],
    ],
    'circle',
    changed,
  );
  return {
    kind: choiceField(
      l.t('form.kind'),
      kKinds.map((one) => [one, l.word('notice.kind', one)]),
    ),
    name: textField(l.t('form.name'), { required: true, dir: 'auto', maxlength: 200 }),
    id: textField(
      l.t('form.id'),
      { required: true, pattern: kSlug, dir: 'ltr' },
      l.t('form.id.help'),
    ),
    phase: choiceField(
      l.t('form.phase'),
      kPhases.map((one) => [one, l.word('phase', one)]),
    ),
    emergency: checkField(l.t('form.emergency'), {}, l.t('form.emergency.help')),
    from: time(l.t('form.from')),
    to: time(l.t('form.to')),
    shape,
    placeName: textField(
      l.t('form.placeName'),
      { dir: 'auto', maxlength: 200 },
      l.t('form.placeName.help'),
    ),
    pcode: textField(l.t('form.pcode'), { dir: 'ltr', maxlength: 60 }),
    radius: textField(l.t('form.radius'), number(100, 1, 500_000)),
    halfWidth: textField(l.t('form.halfWidth'), number(100, 1, 100_000)),
    tolerance: textField(l.t('form.tolerance'), number(10, 0, 1440)),
    withHeight: checkField(l.t('form.height')),
    floor: textField(l.t('form.floor'), number(0, -500, 40_000)),
    ceiling: textField(l.t('form.ceiling'), number(500, -500, 40_000)),
    datum: choiceField(
      l.t('form.datum'),
      ['above-ground', 'amsl', 'wgs84'].map((one) => [one, l.word('datum', one)]),
    ),
    marked: checkGroup(
      l.t('form.marked'),
      kMarks.map((one) => [one, l.word('mark', one)]),
      [],
    ),
    verifiedBy: textField(l.t('form.verifiedBy'), { dir: 'auto', maxlength: 200 }),
    verifiedAt: time(l.t('form.verifiedAt')),
    text: longField(l.t('form.text'), { maxlength: 3000 }),
  };
}

/** What a kind usually is: somewhere, or on the way. */
export const usualShape = (kind: string): FormShape =>
  ['movement', 'flight', 'evacuation'].includes(kind) ? 'corridor' : 'circle';

export function readControls(c: Controls, w: Writing) {
  const text = (field: { control: { value: string } }) => field.control.value.trim();
  const amount = (field: { control: { value: string } }) => Number(field.control.value) || 0;
  return {
    kind: c.kind.control.value,
    id: text(c.id),
    name: text(c.name),
    nameLang: w.l.lang,
    phase: c.phase.control.value,
    emergency: c.emergency.control.checked,
    from_ms: fromLocalText(c.from.control.value, w.clock),
    to_ms: fromLocalText(c.to.control.value, w.clock),
    zone: w.mission.time_zone,
    shape: c.shape.value() as FormShape,
    placeName: text(c.placeName),
    pcode: text(c.pcode),
    radius_m: Math.max(1, Math.round(amount(c.radius))),
    halfWidth_m: Math.max(1, Math.round(amount(c.halfWidth))),
    tolerance_ms: Math.round(amount(c.tolerance) * 60_000),
    altitude: c.withHeight.control.checked
      ? { floor_m: amount(c.floor), ceiling_m: amount(c.ceiling), datum: c.datum.control.value }
      : null,
    marked: c.marked.values(),
    verifiedBy: text(c.verifiedBy),
    verifiedAt_ms: fromLocalText(c.verifiedAt.control.value, w.clock),
    text: text(c.text),
  };
}

/** A version that is to be changed. The radios are set by whoever knows the form. */
export function fillControls(c: Controls, body: NotificationBody, w: Writing): void {
  const set = (field: { control: { value: string } }, value: string | number | undefined) => {
    field.control.value = value === undefined ? '' : String(value);
  };
  const moment = (time_ms: number | undefined) =>
    time_ms === undefined ? '' : toLocalText(time_ms, w.clock);
  set(c.kind, body.kind);
  set(c.id, body.id);
  set(c.name, w.l.name(body.names, ''));
  set(c.phase, body.phase ?? 'planned');
  c.emergency.control.checked = body.emergency ?? false;
  set(c.from, moment(body.when.from_ms));
  set(c.to, moment(body.when.to_ms));
  set(c.placeName, body.place?.name);
  set(c.pcode, body.place?.pcode);
  if (body.circle) set(c.radius, body.circle.radius_m);
  if (body.corridor) {
    set(c.halfWidth, body.corridor.half_width_m);
    set(c.tolerance, (body.corridor.tolerance_ms ?? 0) / 60_000);
  }
  c.withHeight.control.checked = body.altitude !== undefined;
  if (body.altitude) {
    set(c.floor, body.altitude.floor_cm / 100);
    set(c.ceiling, body.altitude.ceiling_cm / 100);
    set(c.datum, body.altitude.datum);
  }
  for (const box of c.marked.row.querySelectorAll('input'))
    box.checked = body.marked?.includes(box.value) ?? false;
  const shape: FormShape = body.corridor ? 'corridor' : body.area ? 'area' : 'circle';
  for (const radio of c.shape.row.querySelectorAll('input')) radio.checked = radio.value === shape;
  set(c.verifiedBy, body.verified?.by);
  set(c.verifiedAt, moment(body.verified?.at.time_ms));
  set(c.text, body.text);
}
