// SPDX-License-Identifier: Apache-2.0
//
// Cards of things that stay in their place: posts and zones.
import { h } from '../dom/h';
import type { Locale } from '../locale/locale';
import { actorNames, agreementTitle } from '../model/names';
import { statusAt } from '../model/post-status';
import type { State } from '../model/state';
import { precisionText } from './card-text';

type Head = (title: string, kicker: string) => Node;
type Row = (name: string, ...value: (string | Node)[]) => Node[];
type Open = (entry: number) => Node;

export function operatorsText(
  state: State,
  l: Locale,
  operators: (string | { name: string; code?: string })[],
): string {
  const ids = operators.map((o) => (typeof o === 'string' ? o : o.code || o.name));
  return actorNames(state, l, ids);
}

export function postCard(
  state: State,
  l: Locale,
  id: string,
  head: Head,
  row: Row,
  open: Open,
): Node[] {
  const post = state.posts.get().features.find((f) => f.properties.id === id)?.properties;
  if (!post) return [];
  const day = state.day.get();
  const status = statusAt(post, state.clock.get().dayStart(day + 1) - 1);
  return [
    head(l.name(post.names, post.id), l.word('post', post.kind)),
    h('p', { class: 'figure' }, l.word('post.status', status ?? 'none')),
    h(
      'dl',
      {},
      row(
        l.t('post.onDay', { date: l.day(day, 'short') }),
        l.word('post.status', status ?? 'none'),
      ),
      row(l.t('field.operators'), operatorsText(state, l, post.operators)),
      row(l.t('field.where'), precisionText(l, post.precision, post.radius_m)),
    ),
    h('footer', {}, open(post.index)),
  ];
}

export function zoneCard(
  state: State,
  l: Locale,
  id: string,
  head: Head,
  row: Row,
  open: Open,
): Node[] {
  const zone = state.zones.get().features.find((f) => f.properties.id === id)?.properties;
  if (!zone) return [];
  const chart = () => {
    state.chartZone.set(id);
    state.detail.set(null);
    state.tab.set('chart');
  };
  return [
    head(l.name(zone.names, zone.id), l.t('field.zone')),
    h(
      'dl',
      {},
      row(l.t('field.provision'), agreementTitle(state, zone.agreement)),
      row(l.t('field.status'), zone.line === 'agreed' ? zone.line : l.word('map', zone.line)),
    ),
    h(
      'footer',
      {},
      h('button', { type: 'button', class: 'link', onclick: chart }, l.t('tab.chart')),
      open(zone.index),
    ),
  ];
}
