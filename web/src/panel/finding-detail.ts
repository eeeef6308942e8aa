// SPDX-License-Identifier: Apache-2.0
//
// One finding with all it rests on: every entry opens in place.
import type { FindingDetail, ShortEntry } from '../api/types';
import { h, put } from '../dom/h';
import type { Locale } from '../locale/locale';
import { precisionText } from '../map/card-text';
import { actorNames, agreementTitle } from '../model/names';
import { problemBody } from '../model/load';
import type { State } from '../model/state';
import { entryBody, readEntry } from './entry-detail';
import { findingWhen, findingWhere, severityMark } from './finding-row';
import { problemNotice } from './notice';

function evidence(state: State, l: Locale, entry: ShortEntry, first: boolean): HTMLElement {
  const inside = h('div', { class: 'evidence-body' });
  let asked = false;
  const read = () => {
    asked = true;
    put(inside, h('p', { class: 'quiet' }, l.t('card.loading')));
    readEntry(state, entry.index).then(
      (full) => put(inside, entryBody(state, l, full)),
      (error: unknown) => put(inside, problemNotice(l, problemBody(error), read)),
    );
  };
  const element = h(
    'details',
    { class: 'evidence', ontoggle: () => element.open && !asked && read() },
    h(
      'summary',
      {},
      h('span', { class: 'evidence-index' }, l.t('card.entry', { n: l.number(entry.index) })),
      h('span', { class: 'evidence-kind' }, entry.kind),
      h('span', { class: 'evidence-summary', dir: 'auto' }, entry.summary),
    ),
    inside,
  );
  element.open = first;
  return element;
}

export function findingDetail(
  state: State,
  l: Locale,
  finding: FindingDetail,
  show: (() => void) | null,
): Node[] {
  const row = (name: string, ...value: (string | Node | null)[]) =>
    value.some(Boolean) ? [h('dt', {}, name), h('dd', {}, value)] : [];
  const doubts = finding.doubts.map((doubt) => l.word('doubt', doubt));
  const provision = [
    finding.agreement && agreementTitle(state, finding.agreement),
    finding.provision && `§ ${finding.provision}`,
  ].filter(Boolean);
  return [
    h(
      'p',
      { class: 'detail-kicker', 'data-kind': finding.kind },
      h('span', { class: 'finding-kind' }, finding.kind_label || l.word('kind', finding.kind)),
      finding.possible ? h('span', { class: 'tag possible' }, l.t('find.possible')) : null,
    ),
    h('h2', { class: 'detail-sentence', dir: 'auto', tabindex: -1 }, finding.sentence),
    h(
      'dl',
      { class: 'facts' },
      row(l.t('field.when'), findingWhen(l, state, finding)),
      row(l.t('field.utc'), finding.when?.text_utc ? h('bdi', {}, finding.when.text_utc) : null),
      row(
        l.t('field.where'),
        findingWhere(l, state, finding),
        finding.point && finding.radius_m
          ? h('small', {}, precisionText(l, '', finding.radius_m).replace(/^[,،]\s*/, ''))
          : null,
      ),
      row(l.t('field.severity'), severityMark(finding), h('small', {}, finding.severity.method)),
      row(l.t('field.doubts'), doubts.join(' · ')),
      row(l.t('field.provision'), provision.join(' ')),
      row(
        l.t('field.mustAct'),
        finding.must_act?.length ? actorNames(state, l, finding.must_act) : null,
      ),
      row(
        l.t('field.due'),
        typeof finding.due_ms === 'number' ? l.day(state.clock.get().day(finding.due_ms)) : null,
      ),
      row(
        l.t('field.rule'),
        h('bdi', { class: 'mono' }, `${finding.rule} v${finding.rule_version}`),
      ),
      row(l.t('field.computed'), l.t('card.entry', { n: l.number(finding.computed_at) })),
    ),
    show
      ? h('p', {}, h('button', { type: 'button', onclick: show }, l.t('detail.show')))
      : h('span', {}),
    finding.kind === 'conflict'
      ? h(
          'p',
          {},
          h('a', { href: `/duty.html?lang=${l.lang}#conflict=${finding.id}` }, l.t('conflict.see')),
        )
      : h('span', {}),
    h('h3', {}, l.t('detail.evidence')),
    h('p', { class: 'quiet' }, l.t('find.verdict')),
    ...finding.evidence_entries.map((entry, i) => evidence(state, l, entry, i === 0)),
  ];
}
