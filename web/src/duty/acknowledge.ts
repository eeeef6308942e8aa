// SPDX-License-Identifier: Apache-2.0
//
// The recipient's answers to a notification: received, relayed to a unit, in effect there, or an
// objection; and what another one's officer said by phone, entered for them with a witness. Whoever
// answers has the notification before their eyes; that they opened it is noted by the server.
import { address, getJson } from '../api/client';
import type { FullEntry } from '../api/types';
import { h, put } from '../dom/h';
import { openSayForm } from '../say/dialog';
import { choiceField, longField, textField } from '../say/fields';
import { lean, type Shape } from '../say/canonical';
import { fromLocalText, toLocalText } from '../say/moment';
import { statementTime_ms } from '../say/clock';
import { problemText } from '../say/problem-text';
import { toThemAndTheMission, type Writing } from '../say/writing';
import { type NotificationBody } from './bodies';
import { noticeText } from './notice-text';
import { officerField } from './officer-field';
import type { Notified } from './types';

export type Step = 'received' | 'relayed' | 'in-effect' | 'objected';
const kChannels = ['phone', 'radio', 'e-mail', 'letter', 'in-person'];

export const readEntry = (w: Writing, index: number) =>
  getJson<FullEntry>(address(`entries/${index}`, { lang: w.l.lang, asKnownAt: null }));

/** The notification itself, read when the form opens; `entry` is there once it has been read. */
function shown(
  w: Writing,
  notified: Notified,
): { element: HTMLElement; entry: Promise<FullEntry> } {
  const element = h('div', { class: 'shown' }, h('p', { class: 'quiet' }, w.l.t('card.loading')));
  const entry = readEntry(w, notified.entry);
  entry.then(
    (full) =>
      put(
        element,
        full.body
          ? noticeText(full.body as unknown as NotificationBody, w)
          : h('p', { class: 'alarm' }, w.l.t('ack.withheld')),
      ),
    (cause: unknown) =>
      put(element, h('p', { class: 'alarm', role: 'alert' }, problemText(cause, w.l))),
  );
  return { element, entry };
}

interface Answer {
  w: Writing;
  notified: Notified;
  body: Shape;
}
async function wordsOf({ w, notified, body }: Answer, entry: Promise<FullEntry>) {
  const { id } = await entry;
  return {
    kind: 'acknowledgement',
    body: lean({ notification: id, ...body }),
    audience: toThemAndTheMission(w, [notified.party]),
    refs: [{ entry: id, kind: 'cites' as const }],
  };
}

/** Needed of each step beyond the officer. */
function extra(step: Step, w: Writing) {
  const { l } = w;
  const unit = textField(
    l.t('ack.unit'),
    { required: true, dir: 'auto', maxlength: 200 },
    l.t('ack.unit.help'),
  );
  const reason = longField(l.t('ack.reason'), { required: true, maxlength: 2000 });
  if (step === 'objected')
    return { row: reason.row, body: () => ({ reason: reason.control.value.trim() }) };
  if (step === 'received') return { row: null, body: () => ({}) };
  return { row: unit.row, body: () => ({ unit: unit.control.value.trim() }) };
}

/** By the recipient's own officer, in the system, now. */
export function openAnswer(w: Writing, notified: Notified, step: Step): void {
  const { l } = w;
  const officer = officerField(w, l.t('ack.officer'));
  const more = extra(step, w);
  const text = longField(l.t('ack.text'), { maxlength: 2000 });
  const read = shown(w, notified);
  openSayForm(w, {
    title: `${l.t(`ack.${step}`)}: ${notified.name}`,
    parts: [
      h('p', { class: 'note' }, l.t('ack.notApproval')),
      read.element,
      officer.row,
      more.row,
      text.row,
    ],
    go: l.t('ack.sign', { step: l.t(`ack.${step}`) }),
    words: () =>
      wordsOf(
        {
          w,
          notified,
          body: {
            step,
            officer: officer.control.value.trim(),
            at: { time_ms: statementTime_ms() },
            text: text.control.value.trim(),
            ...more.body(),
          },
        },
        read.entry,
      ),
  });
}

/** What another party's officer said, as heard by whoever signs. */
export function openAnswerFor(w: Writing, notified: Notified, recipient: string): void {
  const { l } = w;
  const steps: Step[] = ['received', 'relayed', 'in-effect', 'objected'];
  const step = choiceField(
    l.t('ack.step'),
    steps.map((one) => [one, l.t(`ack.${one}`)]),
  );
  const channel = choiceField(
    l.t('ack.channel'),
    kChannels.map((one) => [one, l.word('channel', one)]),
  );
  const officer = officerField(w, l.t('ack.officerOf', { party: w.name(recipient) }), recipient);
  const witness = textField(
    l.t('ack.witness'),
    { required: true, dir: 'auto', maxlength: 200 },
    l.t('ack.witness.help'),
  );
  const at = textField(l.t('ack.at', { zone: w.clock.name }), {
    type: 'datetime-local',
    required: true,
    value: toLocalText(statementTime_ms(), w.clock),
  });
  const place = h('div');
  let more = extra('received', w);
  step.control.addEventListener('change', () => {
    more = extra(step.control.value as Step, w);
    put(place, more.row);
  });
  const read = shown(w, notified);
  openSayForm(w, {
    title: l.t('ack.for', { party: w.name(recipient), name: notified.name }),
    parts: [
      h('p', { class: 'note' }, l.t('ack.forNote')),
      read.element,
      step.row,
      officer.row,
      channel.row,
      at.row,
      place,
      witness.row,
    ],
    go: l.t('ack.enter'),
    words: () =>
      wordsOf(
        {
          w,
          notified,
          body: {
            step: step.control.value,
            recipient,
            officer: officer.control.value.trim(),
            channel: channel.control.value,
            witness: witness.control.value.trim(),
            at: { time_ms: fromLocalText(at.control.value, w.clock) ?? statementTime_ms() },
            ...more.body(),
          },
        },
        read.entry,
      ),
  });
}
