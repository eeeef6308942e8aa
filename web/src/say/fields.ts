// SPDX-License-Identifier: Apache-2.0
//
// Form fields: each with its label, a hint where one helps, and an id, so that a reader's voice and
// a finger both find it.
import { h, type Props } from '../dom/h';

let count = 0;
const freshId = () => `f${++count}`;

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
export interface Field<T extends Control = Control> {
  row: HTMLElement;
  control: T;
  /** Marks what somebody asks for; it may be left open all the same. */
  mark(asked: boolean): void;
}

function field<T extends Control>(label: string, control: T, hint?: string): Field<T> {
  control.id = freshId();
  const mark = h('span', { class: 'needed', 'aria-hidden': 'true' });
  const note = hint ? h('small', { id: `${control.id}-hint` }, hint) : null;
  if (note) control.setAttribute('aria-describedby', note.id);
  const row = h(
    'div',
    { class: 'field' },
    h('label', { for: control.id }, label, mark),
    control,
    note,
  );
  const set = (asked: boolean) => (mark.textContent = asked ? ' *' : '');
  set(control.required);
  return { row, control, mark: set };
}

export function textField(
  label: string,
  props: Props = {},
  hint?: string,
): Field<HTMLInputElement> {
  return field(label, h('input', { autocomplete: 'off', ...props }), hint);
}
export function longField(
  label: string,
  props: Props = {},
  hint?: string,
): Field<HTMLTextAreaElement> {
  return field(label, h('textarea', { rows: 3, dir: 'auto', ...props }), hint);
}
export function choiceField(
  label: string,
  choices: [string, string][],
  props: Props = {},
): Field<HTMLSelectElement> {
  return field(
    label,
    h(
      'select',
      props,
      choices.map(([value, text]) => h('option', { value }, text)),
    ),
  );
}
/** A text with suggestions that need not be taken. */
export function suggestField(
  label: string,
  suggestions: string[],
  props: Props = {},
  hint?: string,
): Field<HTMLInputElement> {
  const made = textField(label, props, hint);
  const list = h(
    'datalist',
    { id: `${made.control.id}-list` },
    suggestions.map((value) => h('option', { value })),
  );
  made.control.setAttribute('list', list.id);
  made.row.append(list);
  return made;
}

export interface Check {
  row: HTMLElement;
  control: HTMLInputElement;
}
export function checkField(label: string, props: Props = {}, hint?: string): Check {
  const control = h('input', { type: 'checkbox', ...props });
  return {
    control,
    row: h(
      'label',
      { class: 'check' },
      control,
      h('span', {}, label, hint && h('small', {}, hint)),
    ),
  };
}

/** One of several, all in sight. */
export function radioGroup(
  label: string,
  choices: [string, string][],
  chosen: string | null,
  changed: (value: string) => void = () => undefined,
): { row: HTMLElement; value(): string } {
  const name = freshId();
  const radios = choices.map(([value]) =>
    h('input', {
      type: 'radio',
      name,
      value,
      checked: value === chosen,
      onchange: () => changed(value),
    }),
  );
  return {
    row: h(
      'fieldset',
      { class: 'radios' },
      h('legend', {}, label),
      radios.map((radio, i) =>
        h('label', { class: 'check' }, radio, h('span', {}, choices[i]?.[1])),
      ),
    ),
    value: () => radios.find((radio) => radio.checked)?.value ?? '',
  };
}

/** Several of several. */
export function checkGroup(
  label: string,
  choices: [string, string][],
  chosen: string[],
): { row: HTMLElement; values(): string[] } {
  const boxes = choices.map(([value]) =>
    h('input', { type: 'checkbox', value, checked: chosen.includes(value) }),
  );
  return {
    row: h(
      'fieldset',
      { class: 'radios' },
      h('legend', {}, label),
      boxes.map((box, i) => h('label', { class: 'check' }, box, h('span', {}, choices[i]?.[1]))),
    ),
    values: () => boxes.filter((box) => box.checked).map((box) => box.value),
  };
}
