// SPDX-License-Identifier: Apache-2.0
//
// Who was told of what: a row a notification, and for each recipient the rungs of the ladder it has
// reached. Received is never approved: the server's own words for that stand above the list.
import { h } from '../dom/h';
import type { Locale } from '../locale/locale';
import type { Acknowledged, LedgerProof, Notified, Notifications, Rung } from './types';

const kRungs = [3, 4, 5]; // those that the recipient itself says

/** The rungs below: the witnesses', and the recipient's own mirror. */
function vouched({ receipt, mirror }: LedgerProof): HTMLElement[] {
  return [receipt, mirror && mirror.holds]
    .filter((holds) => holds !== null)
    .map((holds) => h('i', { class: holds ? 'vouched on' : 'vouched' }));
}

/** What the ledger shows, in words; the mirror's own where it lags. */
function proofText(proof: LedgerProof): HTMLElement | null {
  if (proof.mirror && !proof.mirror.holds)
    return h('small', { class: 'alarm' }, proof.label, ' · ', h('bdi', {}, proof.mirror.text));
  return proof.receipt === null ? null : h('small', {}, proof.label);
}

/** What may be said about a row and its rungs; nothing where nobody is there to say it. */
export interface RegisterActs {
  rung(notified: Notified, one: Rung): HTMLElement | null;
  own(notified: Notified): HTMLElement | null;
}

function saidBy(said: Acknowledged, l: Locale): HTMLElement {
  const parts = [
    said.channel_label,
    said.at_text,
    said.unit && l.t('duty.unit', { unit: said.unit }),
    said.told_by && l.t('duty.toldBy', { party: said.told_by }),
    said.witness && l.t('duty.witness', { name: said.witness }),
  ];
  return h('small', {}, h('bdi', {}, said.officer), ' · ', parts.filter(Boolean).join(' · '));
}

function rung(notified: Notified, one: Rung, l: Locale, acts: RegisterActs): HTMLElement {
  const state = one.objection ? 'objected' : one.level === 0 ? 'silent' : 'reached';
  return h(
    'li',
    { class: 'rung', 'data-state': state },
    h(
      'span',
      {
        class: 'steps',
        role: 'img',
        'aria-label': `${one.name}: ${one.level_label}, ${one.proof.label}`,
      },
      vouched(one.proof),
      kRungs.map((level) => h('i', { class: level <= one.level ? 'on' : '' })),
    ),
    h('bdi', { class: 'rung-name' }, one.name),
    h('span', { class: 'rung-level' }, one.level_label),
    proofText(one.proof),
    one.answer && saidBy(one.answer, l),
    one.objection &&
      h('strong', { class: 'alarm' }, l.t('duty.objects', { reason: one.objection.reason })),
    acts.rung(notified, one),
  );
}

function row(notified: Notified, l: Locale, acts: RegisterActs): HTMLElement {
  return h(
    'li',
    { class: 'notified', 'data-pressing': notified.findings.length > 0 },
    h(
      'div',
      {},
      h('h3', {}, h('bdi', {}, notified.name)),
      h(
        'p',
        {},
        notified.emergency && h('strong', { class: 'alarm' }, l.t('duty.emergency'), ' · '),
        `${notified.kind_label} · ${notified.phase_label} · ${notified.when.text}`,
      ),
      h(
        'small',
        { class: 'quiet' },
        l.t('duty.by', { party: notified.party_name, entry: notified.entry }),
      ),
      acts.own(notified),
    ),
    h(
      'ul',
      { class: 'ladder' },
      notified.ladder.map((one) => rung(notified, one, l, acts)),
    ),
  );
}

export function register(
  page: Notifications,
  more: () => void,
  l: Locale,
  acts: RegisterActs,
): HTMLElement {
  return h(
    'div',
    {},
    h('p', { class: 'note' }, page.note),
    page.items.length === 0
      ? h('p', { class: 'calm' }, l.t('duty.register.empty'))
      : h(
          'ul',
          { class: 'notifieds' },
          page.items.map((one) => row(one, l, acts)),
        ),
    page.next !== null && h('button', { type: 'button', onclick: more }, l.t('duty.next')),
  );
}
