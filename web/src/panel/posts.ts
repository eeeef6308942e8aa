// SPDX-License-Identifier: Apache-2.0
//
// The posts with their status on the slider's day; a click shows them on the map.
import { h, put } from '../dom/h';
import { onAny, type Signal } from '../dom/signal';
import type { Locale } from '../locale/locale';
import { operatorsText } from '../map/card-place';
import { kMapColours, type Theme } from '../map/palette';
import { postSign } from '../map/post-icons';
import { statusAt } from '../model/post-status';
import type { State } from '../model/state';
import { emptyNotice, loadingNotice } from './notice';

export function createPosts(
  state: State,
  l: Locale,
  theme: Signal<Theme>,
  fly: (point: [number, number], radius_m: number) => void,
): HTMLElement {
  const element = h('section', { class: 'scroll' });
  let key = '';

  function paint(force: boolean): void {
    const posts = state.posts.get().features;
    const day = state.day.get();
    if (posts.length === 0 || !Number.isFinite(day)) {
      key = '';
      put(
        element,
        state.loading.get()
          ? loadingNotice(l)
          : emptyNotice(l.t('post.none'), l.t('post.none.help')),
      );
      return;
    }
    const time = state.clock.get().dayStart(day + 1) - 1;
    const next = posts.map((post) => statusAt(post.properties, time)).join();
    const heading = l.t('post.onDay', { date: l.day(day) });
    if (!force && next === key) {
      put(element.querySelector('.posts-day') ?? element, heading);
      return;
    }
    key = next;
    const colours = kMapColours[theme.get()];
    put(
      element,
      h('p', { class: 'posts-day quiet' }, heading),
      h(
        'ul',
        { class: 'posts' },
        posts.map((post) => {
          const p = post.properties;
          const status = statusAt(p, time);
          const point = post.geometry?.coordinates as [number, number] | undefined;
          return h(
            'li',
            {},
            h(
              'button',
              {
                type: 'button',
                class: `post-row${status ? '' : ' absent'}`,
                onclick: () => point && fly(point, p.radius_m),
              },
              postSign(p.kind, status, colours, 30),
              h(
                'span',
                { class: 'post-text' },
                h('span', { class: 'post-name' }, h('bdi', {}, l.name(p.names, p.id))),
                h(
                  'small',
                  {},
                  `${l.word('post', p.kind)} · ${operatorsText(state, l, p.operators)}`,
                ),
              ),
              h(
                'span',
                { class: 'post-status', 'data-status': status ?? 'none' },
                l.word('post.status', status ?? 'none'),
              ),
            ),
          );
        }),
      ),
    );
  }
  onAny([state.posts, state.actors, state.loading, theme], () => paint(true));
  onAny([state.day], () => paint(false));
  paint(true);
  return element;
}
