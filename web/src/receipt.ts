// SPDX-License-Identifier: Apache-2.0
//
// The page that checks a receipt: three texts in, one verdict out. It needs no server once it is
// loaded, and tells which of the three came from the one whose word is being checked.
import { ApiProblem } from './api/client';
import { firstLang } from './bar/theme';
import { h, put } from './dom/h';
import { locale, type Locale } from './locale/locale';
import { fromHex, toHex, utf8 } from './proof/bytes';
import { fetchProof } from './proof/fetch-proof';
import { leafHash } from './proof/merkle';
import { ProofError } from './proof/note';
import { parsePolicy } from './proof/policy';
import { parseReceipt, verifyReceipt, type Shown } from './proof/receipt';
import './style/receipt.css';

const l: Locale = locale(firstLang());
const verdict = h('div', { role: 'status', 'aria-live': 'polite' });

interface Field {
  element: HTMLElement;
  text: HTMLTextAreaElement;
}

function field(id: 'receipt' | 'entry' | 'policy'): Field {
  const text = h('textarea', { id, dir: 'ltr', spellcheck: 'false', rows: 6 });
  const file = h('input', { type: 'file', 'aria-label': l.t('check.open') });
  file.addEventListener('change', () => {
    void file.files?.[0]?.text().then((content) => {
      text.value = content;
      put(verdict);
    });
  });
  text.addEventListener('input', () => put(verdict));
  const element = h(
    'div',
    { class: 'check-field' },
    h(
      'div',
      { class: 'check-head' },
      h('label', { for: id }, l.t(`check.${id}`)),
      h('small', {}, l.t(`check.${id}.help`)),
      h('span', { class: 'check-file' }, l.t('check.open'), file),
    ),
    text,
  );
  return { element, text };
}

/** The leaf hash of what stands in the field: an entry id, or the statement's own bytes. */
function leafOf(text: string): Uint8Array {
  const id = text.trim();
  if (id === '') throw new ProofError('entry');
  return id.length === 64 ? (fromHex(id) ?? leafHash(utf8(text))) : leafHash(utf8(text));
}

function showGood(shown: Shown, leaf: Uint8Array): void {
  const time = (time_s: bigint) => `${l.utc(Number(time_s) * 1000)} UTC`;
  put(
    verdict,
    h(
      'section',
      { class: 'verdict good' },
      h('h2', {}, l.t('check.good')),
      h(
        'p',
        {},
        l.t('check.good.entry', {
          index: shown.index.toString(),
          origin: shown.checkpoint.origin,
          size: shown.checkpoint.size.toString(),
        }),
      ),
      shown.witnesses.length
        ? h(
            'ul',
            {},
            shown.witnesses.map((w) =>
              h(
                'li',
                {},
                h('span', {}, l.t('check.good.witness', { name: w.name })),
                h('bdi', { class: 'mono' }, time(w.time_s)),
              ),
            ),
          )
        : h('p', { class: 'alarm' }, l.t('check.good.nobody')),
      h(
        'dl',
        {},
        h('dt', {}, l.t('check.good.leaf')),
        h('dd', { class: 'mono wrap', dir: 'ltr' }, toHex(leaf)),
        h('dt', {}, l.t('check.good.root')),
        h('dd', { class: 'mono wrap', dir: 'ltr' }, toHex(shown.checkpoint.root)),
      ),
      h('p', { class: 'quiet' }, l.t('check.good.limits')),
    ),
  );
}

function showBad(cause: unknown): void {
  let sentence: string;
  if (cause instanceof ProofError) {
    sentence = l.word('check.bad', cause.message).replace('{seen}', cause.seen || '…');
  } else if (cause instanceof ApiProblem) {
    sentence = [cause.problem.detail ?? cause.problem.title, cause.problem.mend].join(' ');
  } else {
    sentence = String(cause);
  }
  put(
    verdict,
    h('section', { class: 'verdict bad' }, h('h2', {}, l.t('check.bad')), h('p', {}, sentence)),
  );
}

function mount(): void {
  const receipt = field('receipt');
  const entry = field('entry');
  const policy = field('policy');
  const offered = h('p', { class: 'quiet', hidden: true }, l.t('check.policy.offered'));
  policy.text.addEventListener('input', () => (offered.hidden = true));

  const run = () => {
    try {
      const leaf = leafOf(entry.text.value);
      const trust = parsePolicy(policy.text.value);
      showGood(verifyReceipt(parseReceipt(receipt.text.value), leaf, trust), leaf);
    } catch (cause) {
      showBad(cause);
    }
  };
  const wanted = new URLSearchParams(location.search).get('entry') ?? '';
  const number = h('input', {
    id: 'wanted',
    dir: 'ltr',
    value: wanted,
    title: l.t('check.fetch.help'),
  });
  const fetchIt = async () => {
    put(verdict);
    try {
      const found = await fetchProof(number.value.trim());
      receipt.text.value = found.receipt;
      entry.text.value = new TextDecoder().decode(found.entry);
      policy.text.value = found.policy;
      offered.hidden = false;
      run();
    } catch (cause) {
      showBad(cause);
    }
  };
  const asked = h(
    'form',
    { class: 'check-fetch' },
    h('label', { for: 'wanted' }, l.t('check.fetch')),
    number,
    h('button', {}, l.t('check.fetch.go')),
    h('small', {}, l.t('check.fetch.help')),
  );
  asked.addEventListener('submit', (event) => {
    event.preventDefault();
    void fetchIt();
  });
  document.title = `${l.t('check.title')} · ${l.t('app.name')}`;
  put(
    document.getElementById('check') as HTMLElement,
    h('p', { class: 'check-top' }, h('strong', {}, l.t('app.name')), h('a', { href: '/' }, l.t('check.back'))),
    h('h1', {}, l.t('check.title')),
    h('p', { class: 'quiet' }, l.t('check.intro')),
    asked,
    receipt.element,
    entry.element,
    policy.element,
    offered,
    h('button', { type: 'button', class: 'check-run', onclick: run }, l.t('check.run')),
    verdict,
  );
  if (wanted !== '') void fetchIt();
}

mount();
