// SPDX-License-Identifier: Apache-2.0
//
// What a notification would be in the way of, asked while it is still being written. The question is
// unsigned and nothing of it is kept.
import { ask } from '../api/client';
import type { NotificationBody } from '../duty/bodies';
import { h, put } from '../dom/h';
import { canonical } from '../say/canonical';
import { asShape } from '../duty/bodies';
import { problemText } from '../say/problem-text';
import type { Audience } from '../say/statement';
import { speaker, type Writing } from '../say/writing';
import type { Foreseen } from './types';

const kPause_ms = 500;

export interface ForeseeField {
  element: HTMLElement;
  look(body: NotificationBody | null, audience: Audience): void;
  last(): Foreseen | null;
}

export function foreseeField(w: Writing, changed: () => void): ForeseeField {
  const { l } = w;
  const element = h('div', { class: 'foreseen', role: 'status', 'aria-live': 'polite' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  let last: Foreseen | null = null;
  let asked = '';

  const draw = (found: Foreseen) =>
    put(
      element,
      h('h3', {}, l.t('foresee.title')),
      found.items.length === 0
        ? h('p', {}, l.t('foresee.none', { n: found.computed_at }))
        : h(
            'ul',
            {},
            found.items.map((item) =>
              h('li', { class: 'concern', 'data-weight': item.possible ? 'doubt' : 'fault' }, h('strong', {}, item.severity.level_label), ' ', h('span', {}, item.sentence)),
            ),
          ),
      found.more && h('p', { class: 'quiet' }, l.t('foresee.more')),
      found.unseen_nearby && h('p', { class: 'concern', 'data-weight': 'doubt' }, found.unseen_sentence),
    );
  const look = async (question: string, url: string) => {
    running?.abort();
    running = new AbortController();
    try {
      last = await ask<Foreseen>(url, question, running.signal);
      draw(last);
      changed();
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'AbortError') return;
      last = null;
      put(element, h('p', { class: 'alarm' }, problemText(cause, l)));
    }
  };
  return {
    element,
    last: () => last,
    look(body, audience) {
      clearTimeout(timer);
      const party = speaker(w);
      if (!body || !party) {
        asked = '';
        last = null;
        return put(element, h('p', { class: 'quiet' }, l.t('foresee.later')));
      }
      const parameters = new URLSearchParams({ lang: l.lang, limit: '20', party });
      if (audience.label === 'named' && audience.recipients.length) parameters.set('to', [...audience.recipients].sort().join());
      let question: string;
      try {
        question = canonical(asShape(body));
      } catch (cause) {
        return put(element, h('p', { class: 'alarm' }, problemText(cause, l)));
      }
      const url = `/api/v1/conflicts/check?${parameters.toString()}`;
      if (asked === url + question) return;
      asked = url + question;
      timer = setTimeout(() => void look(question, url), kPause_ms);
    },
  };
}
