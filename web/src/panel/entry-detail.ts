// SPDX-License-Identifier: Apache-2.0
//
// One entry of the record: header as signed, body where it is public, the proof that it is in the
// tree, and the findings that rest on it.
import { address, getJson } from '../api/client';
import type { FullEntry } from '../api/types';
import { h } from '../dom/h';
import type { Locale } from '../locale/locale';
import { bodyAbsence } from '../model/body-absence';
import { scopeOf } from '../model/load';
import type { State } from '../model/state';
import { jsonTree } from './json-tree';

export function readEntry(state: State, index: number): Promise<FullEntry> {
  return getJson<FullEntry>(address(`entries/${index}`, scopeOf(state)));
}

export function entryBody(state: State, l: Locale, entry: FullEntry): Node[] {
  const clock = state.clock.get();
  const findings = entry.findings.slice(0, 20);
  return [
    entry.superseded_by !== null && entry.superseded_by !== undefined
      ? h('p', { class: 'alarm' }, l.t('detail.superseded', { n: entry.superseded_by }))
      : h('span', {}),
    h('h3', {}, l.t('detail.body')),
    entry.body
      ? jsonTree(l, clock, entry.body)
      : h('p', { dir: 'auto' }, bodyAbsence(l, entry)),
    h('h3', {}, l.t('detail.header')),
    jsonTree(l, clock, entry.header),
    entry.receipt
      ? h(
          'details',
          { class: 'proof' },
          h('summary', {}, l.t('detail.inclusion', { n: entry.receipt.inclusion.length })),
          h(
            'pre',
            { dir: 'ltr' },
            [entry.receipt.checkpoint.trim(), '', ...entry.receipt.inclusion].join('\n'),
          ),
        )
      : h('span', {}),
    h('p', {}, h('a', { href: `/receipt.html?entry=${entry.index}` }, l.t('detail.check'))),
    h('p', { class: 'quiet' }, l.t('detail.findings', { n: entry.findings.length })),
    h(
      'p',
      { class: 'links' },
      findings.map((id) =>
        h(
          'button',
          { type: 'button', class: 'link mono', onclick: () => state.detail.set({ finding: id }) },
          id.slice(0, 12),
        ),
      ),
    ),
  ];
}
