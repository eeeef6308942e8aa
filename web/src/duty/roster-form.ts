// SPDX-License-Identifier: Apache-2.0
//
// A party's roster, written as a table of shifts, with the hours it leaves open against the rules
// that the arrangements have agreed on. What is signed is the whole roster, as its new version.
import { h, put } from '../dom/h';
import { lean } from '../say/canonical';
import { serverNow_ms } from '../say/clock';
import { keyButton } from '../say/dialog';
import { textField } from '../say/fields';
import { fromLocalText, toLocalText } from '../say/moment';
import { sendingFoot } from '../say/sending';
import { speaker, type Writing } from '../say/writing';
import {
  asShape,
  type ArrangementBody,
  type Cover,
  type RosterBody,
  type SaidBody,
  type Shift,
} from './bodies';
import { coverBar } from './cover-bar';

const kHour_ms = 3_600_000;
const kAhead_ms = 48 * kHour_ms;
const kRanks = ['other', 'junior', 'field', 'flag'];

interface Row {
  element: HTMLElement;
  shift(): Shift | null;
}

function shiftRow(w: Writing, shift: Shift, changed: () => void, away: (row: Row) => void): Row {
  const { l, clock } = w;
  const phone = shift.officer.reach?.[0];
  const name = h('input', {
    value: shift.officer.name,
    required: true,
    dir: 'auto',
    maxlength: 200,
    'aria-label': l.t('roster.officer'),
  });
  const rank = h(
    'select',
    { 'aria-label': l.t('roster.rank') },
    kRanks.map((one) =>
      h('option', { value: one, selected: one === (shift.rank ?? 'other') }, l.word('rank', one)),
    ),
  );
  const languages = h('input', {
    value: (shift.officer.languages ?? []).join(', '),
    dir: 'ltr',
    placeholder: 'ar, en',
    'aria-label': l.t('roster.languages'),
  });
  const channel = h(
    'select',
    { 'aria-label': l.t('ack.channel') },
    ['phone', 'radio', 'e-mail', 'in-person'].map((one) =>
      h(
        'option',
        { value: one, selected: one === (phone?.channel ?? 'phone') },
        l.word('channel', one),
      ),
    ),
  );
  const number = h('input', {
    value: phone?.address ?? '',
    dir: 'ltr',
    maxlength: 200,
    'aria-label': l.t('roster.number'),
  });
  const from = h('input', {
    type: 'datetime-local',
    required: true,
    value: toLocalText(shift.interval.from_ms, clock),
    'aria-label': l.t('roster.from'),
  });
  const to = h('input', {
    type: 'datetime-local',
    required: true,
    value: toLocalText(shift.interval.to_ms, clock),
    'aria-label': l.t('roster.to'),
  });
  const cells: [string, HTMLElement][] = [
    [l.t('roster.officer'), name],
    [l.t('roster.rank'), rank],
    [l.t('roster.languages'), languages],
    [l.t('ack.channel'), channel],
    [l.t('roster.number'), number],
    [l.t('roster.from'), from],
    [l.t('roster.to'), to],
  ];
  const row: Row = {
    element: h(
      'li',
      { class: 'shift', oninput: changed },
      cells.map(([label, cell]) => h('label', {}, h('span', {}, label), cell)),
      h('button', { type: 'button', onclick: () => away(row) }, l.t('roster.remove')),
    ),
    shift() {
      const from_ms = fromLocalText(from.value, clock);
      const to_ms = fromLocalText(to.value, clock);
      const backwards = from_ms !== null && to_ms !== null && to_ms <= from_ms;
      to.setCustomValidity(backwards ? l.t('roster.backwards') : '');
      if (!name.value.trim() || from_ms === null || to_ms === null || backwards) return null;
      const address = number.value.trim();
      const spoken = languages.value.split(/[\s,،]+/).filter(Boolean);
      // What the form does not show of an officer, a second number perhaps, stays as it was.
      const others = (shift.officer.reach ?? []).slice(1);
      return {
        officer: {
          name: name.value.trim(),
          languages: spoken,
          reach: [...(address ? [{ channel: channel.value, address }] : []), ...others],
        },
        rank: rank.value,
        interval: { from_ms, to_ms },
      };
    },
  };
  return row;
}

/** The rules that ask something of `party`. */
function rulesFor(party: string, arrangements: SaidBody<ArrangementBody>[]): Cover[] {
  return arrangements
    .flatMap((one) => one.body.cover ?? [])
    .filter((one) => one.parties.includes(party));
}

export function rosterForm(
  w: Writing,
  rosters: SaidBody<RosterBody>[],
  arrangements: SaidBody<ArrangementBody>[],
): HTMLElement {
  const { l } = w;
  const party = speaker(w);
  const known = rosters.find((one) => one.said_by === party && one.party === party);
  const others = rosters.filter((one) => one !== known && one.party === party);
  const rules = rulesFor(party, arrangements);
  const id = textField(
    l.t('roster.id'),
    {
      value: known?.body.id ?? 'duty',
      required: true,
      pattern: '[a-z0-9]([a-z0-9\\-]{0,62}[a-z0-9])?',
      dir: 'ltr',
    },
    l.t('roster.id.help'),
  );
  const list = h('ul', { class: 'shifts' });
  const bars = h('div');
  let rows: Row[] = [];
  const now_ms = serverNow_ms();
  const draw = () => {
    const shifts = rows.map((row) => row.shift()).filter((one): one is Shift => one !== null);
    const all = [...shifts, ...others.flatMap((one) => one.body.shifts ?? [])];
    put(
      bars,
      rules.length === 0
        ? h('p', { class: 'quiet' }, l.t('cover.none'))
        : rules.map((rule) =>
            coverBar(
              all,
              rule,
              { from_ms: now_ms, to_ms: now_ms + Math.max(rule.ahead_ms ?? 0, kAhead_ms) },
              w,
            ),
          ),
    );
  };
  const remove = (row: Row) => {
    rows = rows.filter((one) => one !== row);
    row.element.remove();
    draw();
  };
  const add = (shift: Shift) => {
    const row = shiftRow(w, shift, draw, remove);
    rows.push(row);
    list.append(row.element);
    return row;
  };
  const addNext = () => {
    const last = rows[rows.length - 1]?.shift();
    const from_ms = last?.interval.to_ms ?? Math.floor(now_ms / kHour_ms) * kHour_ms;
    const row = add({
      officer: { name: '' },
      rank: last?.rank ?? 'field',
      interval: { from_ms, to_ms: from_ms + 12 * kHour_ms },
    });
    draw();
    row.element.querySelector('input')?.focus();
  };
  // Shifts that are over stay in the record; the new version need not say them again.
  for (const shift of known?.body.shifts ?? []) if (shift.interval.to_ms > now_ms) add(shift);
  draw();
  const go = h('button', { class: 'main' }, l.t('roster.go'));
  const foot = sendingFoot(w, go, (opened) => keyButton(w, opened));
  const form = h(
    'form',
    { class: 'say-form roster-form' },
    h('p', { class: 'quiet' }, l.t('roster.help')),
    id.row,
    list,
    h('button', { type: 'button', onclick: addNext }, l.t('roster.add')),
    bars,
    foot.element,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void foot.say(() => ({
      kind: 'roster',
      body: lean(
        asShape({
          id: id.control.value,
          names: known?.body.names ?? {},
          shifts: rows.map((row) => row.shift()).filter((one) => one !== null),
        }),
      ),
      audience: { label: 'all-parties' },
    }));
  });
  return form;
}
