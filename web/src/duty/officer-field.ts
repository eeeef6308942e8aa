// SPDX-License-Identifier: Apache-2.0
//
// Who speaks, by rank and name as the roster has it. What was typed last is offered again, until
// the page is left.
import { suggestField, type Field } from '../say/fields';
import { speaker, type Writing } from '../say/writing';

const last = new Map<string, string>();

export function officersOf(w: Writing, party: string): string[] {
  const found = w.duty()?.on_duty.find((one) => one.party === party);
  return found?.officers.map((one) => one.officer) ?? [];
}

export function officerField(
  w: Writing,
  label: string,
  party = speaker(w),
): Field<HTMLInputElement> {
  const officers = officersOf(w, party);
  const value = last.get(party) ?? (officers.length === 1 ? officers[0] : '');
  const made = suggestField(
    label,
    officers,
    { required: true, value, dir: 'auto', maxlength: 200 },
    w.l.t('ack.officer.help'),
  );
  made.control.addEventListener('change', () => last.set(party, made.control.value.trim()));
  return made;
}

export function lastOfficer(w: Writing): string {
  const party = speaker(w);
  return last.get(party) ?? officersOf(w, party)[0] ?? '';
}
