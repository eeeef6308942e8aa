// SPDX-License-Identifier: Apache-2.0
//
// What a party does with what it notified itself: say it again as it is, change it, withdraw it, or
// take back a statement that was entered wrongly. Each is a new statement; nothing is deleted.
import type { FullEntry } from '../api/types';
import { h } from '../dom/h';
import { askConflicts, conflictQuestion } from '../notify/ask-conflicts';
import { lean, type Shape } from '../say/canonical';
import { openSayForm } from '../say/dialog';
import { longField } from '../say/fields';
import type { Words } from '../say/pen';
import type { Audience } from '../say/statement';
import type { Writing } from '../say/writing';
import { asShape, type NotificationBody } from './bodies';
import { readEntry } from './acknowledge';
import type { Notified } from './types';

function audienceOf(entry: FullEntry): Audience {
  const { label, recipients } = entry.header['audience'] as {
    label: Audience['label'];
    recipients?: string[];
  };
  return label === 'named' ? { label, recipients: recipients ?? [] } : { label };
}

/** Its words and its people. Throws where the body is not to be had. */
export async function asItStands(w: Writing, notified: Notified): Promise<Words> {
  const entry = await readEntry(w, notified.entry);
  if (!entry.body) throw new Error(w.l.t('ack.withheld'));
  return {
    kind: 'notification',
    body: entry.body as unknown as Shape,
    audience: audienceOf(entry),
  };
}

/** The same words to the same people, to be said once more. */
export async function sameAgain(w: Writing, notified: Notified): Promise<Words> {
  const { body: words, audience } = await asItStands(w, notified);
  const body = words as unknown as NotificationBody;
  if (!body.has_read) return { kind: 'notification', body: asShape(body), audience };
  // The key says that its author has read the surroundings: it is renewed where they are the same.
  const { has_read } = (await askConflicts(conflictQuestion(w, body, audience))).neighbourhood;
  if (has_read.key !== body.has_read.key) throw new Error(w.l.t('own.changedNearby'));
  return { kind: 'notification', body: asShape({ ...body, has_read }), audience };
}

export function openRevalidate(w: Writing, notified: Notified): void {
  const { l } = w;
  openSayForm(w, {
    title: `${l.t('own.revalidate')}: ${notified.name}`,
    parts: [h('p', {}, l.t('own.revalidate.help'))],
    go: l.t('own.revalidate.go'),
    words: () => sameAgain(w, notified),
  });
}

export function openWithdraw(w: Writing, notified: Notified): void {
  const { l } = w;
  const why = longField(l.t('own.why'), { maxlength: 2000 });
  openSayForm(w, {
    title: `${l.t('own.withdraw')}: ${notified.name}`,
    parts: [h('p', {}, l.t('own.withdraw.help')), why.row],
    go: l.t('own.withdraw.go'),
    async words() {
      const same = await asItStands(w, notified);
      const { has_read: _read, ...body } = same.body as unknown as NotificationBody;
      const text = why.control.value.trim() || body.text || '';
      return { ...same, body: lean(asShape({ ...body, phase: 'withdrawn', text })) };
    },
  });
}

/** Takes back an entry and puts nothing in its place. */
export function openSupersede(w: Writing, notified: Notified): void {
  const { l } = w;
  const reason = longField(l.t('own.reason'), { required: true, maxlength: 2000 });
  openSayForm(w, {
    title: `${l.t('own.supersede')}: ${notified.name}`,
    parts: [h('p', {}, l.t('own.supersede.help')), reason.row],
    go: l.t('own.supersede.go'),
    async words() {
      const entry = await readEntry(w, notified.entry);
      return {
        kind: 'supersede',
        body: { reason: reason.control.value.trim() },
        audience: audienceOf(entry),
        refs: [{ entry: entry.id, kind: 'supersedes' }],
      };
    },
  });
}
