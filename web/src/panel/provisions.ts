// SPDX-License-Identifier: Apache-2.0
//
// Each agreement with its clauses, their state and what was found under them.
import type { Agreement, Provision } from '../api/types';
import { h, put } from '../dom/h';
import { onAny } from '../dom/signal';
import type { Locale } from '../locale/locale';
import { actorNames, zoneName } from '../model/names';
import type { State } from '../model/state';
import { emptyNotice, loadingNotice } from './notice';

function due(state: State, l: Locale, provision: Provision): string {
  if (typeof provision.due_ms === 'number') {
    return l.t('prov.due', { date: l.day(state.clock.get().day(provision.due_ms), 'short') });
  }
  return provision.due_text ? l.t('prov.due', { date: provision.due_text }) : '';
}

function clause(state: State, l: Locale, provision: Provision): HTMLElement {
  const { breach, possible, overdue } = provision.findings;
  const zones = provision.everywhere
    ? l.t('prov.everywhere')
    : (provision.zones ?? []).map((id) => zoneName(state, l, id)).join(' · ');
  return h(
    'li',
    { class: 'clause', 'data-state': provision.state },
    h('span', { class: 'clause-id' }, h('bdi', {}, provision.id)),
    h(
      'div',
      {},
      h(
        'p',
        { class: 'clause-what', dir: 'auto' },
        h('strong', {}, l.t(`prov.${provision.modality}`)),
        ' ',
        provision.what,
      ),
      h(
        'p',
        { class: 'clause-foot' },
        h('span', { class: 'state' }, provision.state_label),
        h('span', {}, actorNames(state, l, provision.who)),
        zones && h('span', {}, zones),
        due(state, l, provision) && h('span', {}, due(state, l, provision)),
      ),
      breach + possible + overdue > 0 &&
        h(
          'p',
          { class: 'clause-counts' },
          breach > 0 && h('span', { class: 'count settled' }, l.t('prov.breach', { n: breach })),
          possible > 0 &&
            h('span', { class: 'count possible' }, l.t('prov.possible', { n: l.number(possible) })),
          overdue > 0 &&
            h('span', { class: 'count overdue' }, l.t('prov.overdue', { n: l.number(overdue) })),
        ),
    ),
  );
}

function agreement(state: State, l: Locale, item: Agreement): HTMLElement {
  const fact = (name: string, value: string) =>
    value ? [h('dt', {}, name), h('dd', {}, h('bdi', {}, value))] : [];
  const clock = state.clock.get();
  const day = (ms: number | null | undefined) =>
    typeof ms === 'number' ? l.day(clock.day(ms), 'short') : '';
  const from = day(item.in_force.from_ms);
  const to = typeof item.in_force.to_ms === 'number' ? day(item.in_force.to_ms - 1) : '…';
  return h(
    'article',
    { class: 'agreement' },
    h('h3', { dir: 'auto' }, item.title),
    h(
      'dl',
      { class: 'facts' },
      fact(l.t('prov.signed'), day(item.signed_ms) || (item.signed_text ?? '')),
      fact(l.t('prov.inForce'), from ? `${from} – ${to}` : item.in_force.text),
      fact(l.t('prov.guarantors'), actorNames(state, l, item.guarantors)),
      fact(l.t('prov.parties'), actorNames(state, l, item.parties)),
      fact(l.t('prov.excluded'), actorNames(state, l, item.excluded)),
    ),
    h(
      'ol',
      { class: 'clauses' },
      item.provisions.map((one) => clause(state, l, one)),
    ),
    h(
      'button',
      { type: 'button', class: 'link', onclick: () => state.detail.set({ entry: item.index }) },
      l.t('card.entry', { n: l.number(item.index) }),
    ),
  );
}

export function createProvisions(state: State, l: Locale): HTMLElement {
  const element = h('section', { class: 'scroll' });
  const paint = () => {
    const items = state.agreements.get();
    put(
      element,
      items.length
        ? items.map((item) => agreement(state, l, item))
        : state.loading.get()
          ? loadingNotice(l)
          : emptyNotice(l.t('prov.none'), l.t('prov.none.help')),
    );
  };
  onAny([state.agreements, state.zones, state.actors, state.loading], paint);
  paint();
  return element;
}
