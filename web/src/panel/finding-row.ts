// SPDX-License-Identifier: Apache-2.0
//
// One finding in the list: kind, whether it is settled, severity, the sentence, when and where.
import type { Finding } from '../api/types';
import { h } from '../dom/h';
import type { Locale } from '../locale/locale';
import { zoneName } from '../model/names';
import type { State } from '../model/state';
import { whenLocal } from '../map/card-text';

const kLevels = ['low', 'medium', 'high', 'critical'];

/** Four steps as bars; the word and the method stand with it, never the bars alone. */
export function severityMark(finding: Finding): HTMLElement {
  const level = kLevels.indexOf(String(finding.severity.level)) + 1;
  const text = `${finding.severity.level_label}. ${finding.severity.method}`;
  return h(
    'span',
    { class: 'severity', title: text, 'data-level': level },
    kLevels.map((_, i) => h('i', { class: i < level ? 'on' : '' })),
    h('span', { class: 'severity-word' }, finding.severity.level_label),
  );
}

export function findingWhen(l: Locale, state: State, finding: Finding): string {
  const { when } = finding;
  if (!when) return '';
  if (when.text_local) return when.text_local;
  if (when.from_ms === null || when.from_ms === undefined) return '';
  return whenLocal(l, state.clock.get(), when.from_ms, when.to_ms ?? when.from_ms);
}

/** Place and zone, each once. */
export function findingWhere(l: Locale, state: State, finding: Finding): string {
  const zone = finding.zone ? zoneName(state, l, finding.zone) : '';
  const parts = [finding.place_name, zone].filter(Boolean);
  return [...new Set(parts)].join(' · ') || l.t('find.noPlace');
}

export function findingRow(l: Locale, state: State, finding: Finding): HTMLElement {
  const fresh = state.fresh.get().has(finding.id);
  return h(
    'button',
    { type: 'button', class: `finding${fresh ? ' fresh' : ''}`, 'data-kind': finding.kind },
    h(
      'span',
      { class: 'finding-head' },
      h('span', { class: 'finding-kind' }, finding.kind_label || l.word('kind', finding.kind)),
      finding.possible && h('span', { class: 'tag possible' }, l.t('find.possible')),
      fresh && h('span', { class: 'tag new' }, l.t('find.new')),
      severityMark(finding),
    ),
    h('span', { class: 'finding-sentence', dir: 'auto' }, finding.sentence),
    h(
      'span',
      { class: 'finding-foot' },
      h('span', {}, findingWhen(l, state, finding)),
      h('span', { class: 'finding-where', dir: 'auto' }, findingWhere(l, state, finding)),
      h(
        'span',
        { class: 'finding-evidence' },
        l.t('find.evidence', { n: finding.evidence.length }),
      ),
    ),
  );
}
