// SPDX-License-Identifier: Apache-2.0
//
// What a notification would be in the way of, asked while it is still being written; and what others
// have notified near it, which its author reads before they sign where the arrangement asks for that.
import type { NotificationBody } from '../duty/bodies';
import { h, put } from '../dom/h';
import { checkField } from '../say/fields';
import { problemText } from '../say/problem-text';
import type { Audience } from '../say/statement';
import { speaker, type Writing } from '../say/writing';
import { askConflicts, conflictQuestion, type ConflictQuestion } from './ask-conflicts';
import type { Foreseen, ReadKey } from './types';

const kPause_ms = 500;

export interface ForeseeField {
  element: HTMLElement;
  look(body: NotificationBody | null, audience: Audience, readFirst: boolean): void;
  /**
   * The key of having read the surroundings, fresh. Null where the author has not said so, or where
   * something has changed since: then it is shown, to be read.
   */
  readKey(body: NotificationBody, audience: Audience): Promise<ReadKey | null>;
}

const keyOf = (found: Foreseen) => found.neighbourhood.has_read.key;

export function foreseeField(w: Writing): ForeseeField {
  const { l } = w;
  const answer = h('div', { class: 'foreseen', role: 'status', 'aria-live': 'polite' });
  const read = checkField(l.t('foresee.read'), {}, l.t('foresee.read.help'));
  read.row.hidden = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  let shown: Foreseen | null = null;
  let asked = '';
  let wanted = false;

  const near = (found: Foreseen) =>
    found.neighbourhood.items.length > 0 && [
      h('h3', {}, l.t('foresee.near')),
      h(
        'ul',
        { class: 'near' },
        found.neighbourhood.items.map((one) =>
          h(
            'li',
            {},
            h('bdi', {}, one.summary),
            ' ',
            h(
              'a',
              { href: `/#entry=${one.entry}`, target: '_blank', rel: 'noopener' },
              l.t('card.entry', { n: one.entry }),
            ),
          ),
        ),
      ),
    ];
  const draw = (found: Foreseen) => {
    // What was read was what stood there then.
    if (shown && keyOf(shown) !== keyOf(found)) read.control.checked = false;
    shown = found;
    read.row.hidden = !wanted;
    put(
      answer,
      h('h3', {}, l.t('foresee.title')),
      found.items.length === 0
        ? h('p', {}, l.t('foresee.none', { n: found.computed_at }))
        : h(
            'ul',
            {},
            found.items.map((item) =>
              h(
                'li',
                { class: 'concern', 'data-weight': item.possible ? 'doubt' : 'fault' },
                h('strong', {}, item.severity.level_label),
                ' ',
                h('span', {}, item.sentence),
              ),
            ),
          ),
      found.more && h('p', { class: 'quiet' }, l.t('foresee.more')),
      found.unseen_nearby &&
        h('p', { class: 'concern', 'data-weight': 'doubt' }, found.unseen_sentence),
      near(found),
    );
  };
  const look = async (question: ConflictQuestion) => {
    running?.abort();
    running = new AbortController();
    try {
      draw(await askConflicts(question, running.signal));
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'AbortError') return;
      put(answer, h('p', { class: 'alarm' }, problemText(cause, l)));
    }
  };
  return {
    element: h('div', {}, answer, read.row),
    look(body, audience, readFirst) {
      wanted = readFirst;
      if (!body || !speaker(w)) {
        clearTimeout(timer);
        asked = '';
        read.row.hidden = true;
        return put(answer, h('p', { class: 'quiet' }, l.t('foresee.later')));
      }
      try {
        const question = conflictQuestion(w, body, audience);
        read.row.hidden = !wanted || shown === null;
        if (asked === question.url + question.body) return;
        asked = question.url + question.body;
        clearTimeout(timer);
        timer = setTimeout(() => void look(question), kPause_ms);
      } catch (cause) {
        put(answer, h('p', { class: 'alarm' }, problemText(cause, l)));
      }
    },
    async readKey(body, audience) {
      const before = shown && keyOf(shown);
      const found = await askConflicts(conflictQuestion(w, body, audience));
      draw(found);
      return read.control.checked && keyOf(found) === before ? found.neighbourhood.has_read : null;
    },
  };
}
