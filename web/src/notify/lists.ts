// SPDX-License-Identifier: Apache-2.0
//
// The parts of a notification that come several at a time: vehicles and contacts. A row that says
// nothing is left out.
import type { Contact, Vehicle } from '../duty/bodies';
import { h } from '../dom/h';
import type { Writing } from '../say/writing';

export interface ListField<T> {
  element: HTMLElement;
  values(): T[];
  set(values: T[]): void;
}

interface Row<T> {
  element: HTMLElement;
  value(): T | null;
}

function listField<T>(
  label: string,
  add: string,
  makeRow: (value: T | null, away: () => void) => Row<T>,
): ListField<T> {
  let rows: Row<T>[] = [];
  const list = h('ul', { class: 'rows' });
  const append = (value: T | null) => {
    const row = makeRow(value, () => {
      rows = rows.filter((one) => one !== row);
      row.element.remove();
    });
    rows.push(row);
    list.append(row.element);
    return row;
  };
  return {
    element: h(
      'fieldset',
      { class: 'list-field' },
      h('legend', {}, label),
      list,
      h(
        'button',
        { type: 'button', onclick: () => append(null).element.querySelector('input')?.focus() },
        add,
      ),
    ),
    values: () =>
      rows
        .map((row) => row.value())
        .filter((one): one is NonNullable<typeof one> => one !== null) as T[],
    set(values) {
      for (const row of rows) row.element.remove();
      rows = [];
      for (const value of values) append(value);
    },
  };
}

const labelled = (label: string, control: HTMLElement) =>
  h('label', {}, h('span', {}, label), control);

export const kMarks = ['day', 'night', 'thermal'];
function marks(w: Writing, chosen: string[]): { row: HTMLElement; values(): string[] } {
  const boxes = kMarks.map((one) =>
    h('input', { type: 'checkbox', value: one, checked: chosen.includes(one) }),
  );
  return {
    row: h(
      'span',
      { class: 'marks' },
      h('span', {}, w.l.t('notice.marked')),
      boxes.map((box, i) =>
        h('label', { class: 'check' }, box, h('span', {}, w.l.word('mark', kMarks[i] as string))),
      ),
    ),
    values: () => boxes.filter((box) => box.checked).map((box) => box.value),
  };
}

export function vehicleList(w: Writing): ListField<Vehicle> {
  const { l } = w;
  return listField<Vehicle>(l.t('notice.vehicles'), l.t('form.vehicle.add'), (value, away) => {
    const plate = h('input', { value: value?.plate ?? '', dir: 'auto', maxlength: 100 });
    const looks = h('input', { value: value?.looks ?? '', dir: 'auto', maxlength: 300 });
    const marked = marks(w, value?.marked ?? []);
    return {
      element: h(
        'li',
        {},
        labelled(l.t('form.plate'), plate),
        labelled(l.t('form.looks'), looks),
        marked.row,
        h('button', { type: 'button', onclick: away }, l.t('roster.remove')),
      ),
      value() {
        const said = {
          ...(value?.object ? { object: value.object } : {}),
          plate: plate.value.trim(),
          looks: looks.value.trim(),
          marked: marked.values(),
        };
        return said.plate || said.looks || said.marked.length ? said : null;
      },
    };
  });
}

export function contactList(w: Writing): ListField<Contact> {
  const { l } = w;
  return listField<Contact>(l.t('notice.contacts'), l.t('form.contact.add'), (value, away) => {
    const reach = value?.reach?.[0];
    const name = h('input', { value: value?.name ?? '', dir: 'auto', maxlength: 200 });
    const languages = h('input', {
      value: (value?.languages ?? []).join(', '),
      dir: 'ltr',
      placeholder: 'ar, en',
    });
    const channel = h(
      'select',
      {},
      ['phone', 'radio', 'e-mail'].map((one) =>
        h('option', { value: one, selected: one === reach?.channel }, l.word('channel', one)),
      ),
    );
    const number = h('input', { value: reach?.address ?? '', dir: 'ltr', maxlength: 200 });
    return {
      element: h(
        'li',
        {},
        labelled(l.t('form.contact.name'), name),
        labelled(l.t('ack.channel'), channel),
        labelled(l.t('roster.number'), number),
        labelled(l.t('roster.languages'), languages),
        h('button', { type: 'button', onclick: away }, l.t('roster.remove')),
      ),
      value() {
        if (!name.value.trim()) return null;
        const address = number.value.trim();
        return {
          name: name.value.trim(),
          languages: languages.value.split(/[\s,،]+/).filter(Boolean),
          reach: [
            ...(address ? [{ channel: channel.value, address }] : []),
            ...(value?.reach ?? []).slice(1),
          ],
        };
      },
    };
  });
}
