// SPDX-License-Identifier: Apache-2.0
//
// The card at a place on the map: opened by a click, moved with the map, closed by Escape. A line
// of text follows the pointer in between (the tip).
import { address, getJson } from '../api/client';
import type { FullEntry } from '../api/types';
import { h, put } from '../dom/h';
import type { Locale } from '../locale/locale';
import { bodyAbsence } from '../model/body-absence';
import { scopeOf } from '../model/load';
import { statusAt } from '../model/post-status';
import type { State } from '../model/state';
import { postCard, zoneCard } from './card-place';
import { bodyWords, reportWords } from './card-text';
import type { MapView, Pointed } from './map-view';

export function createCard(state: State, l: Locale, view: MapView): HTMLElement {
  const card = h('section', { class: 'card', hidden: true, 'aria-live': 'polite' });
  const tip = h('div', { class: 'tip', hidden: true, 'aria-hidden': 'true' });
  const holder = h('div', { class: 'map-cards' }, card, tip);
  let at: [number, number] | null = null;

  function place(element: HTMLElement, point: [number, number], gap: number): void {
    const { x, y } = view.project(point);
    const width = holder.clientWidth;
    const height = holder.clientHeight;
    const toLeft = x + gap + element.offsetWidth > width - 8;
    const left = toLeft ? x - gap - element.offsetWidth : x + gap;
    const top = Math.min(Math.max(8, y - 24), Math.max(8, height - element.offsetHeight - 8));
    element.style.transform = `translate(${Math.max(8, left)}px, ${top}px)`;
  }
  function close(): void {
    card.hidden = true;
    at = null;
  }
  const row = (name: string, ...value: (string | Node)[]) => [
    h('dt', {}, name),
    h('dd', {}, value),
  ];
  const head = (title: string, kicker: string) =>
    h(
      'header',
      {},
      h('p', { class: 'kicker' }, kicker),
      h('h2', {}, title),
      h(
        'button',
        { type: 'button', class: 'icon close', 'aria-label': l.t('card.close'), onclick: close },
        '×',
      ),
    );
  const openEntry = (entry: number) =>
    h(
      'button',
      { type: 'button', class: 'link', onclick: () => state.detail.set({ entry }) },
      l.t('card.evidence'),
    );

  function showReport(rows: number[], turn: number): void {
    const table = state.reports.get();
    const index = rows[turn];
    if (!table || index === undefined) return;
    const kinds = state.mission.get()?.event_kinds ?? [];
    const words = reportWords(l, state.clock.get(), table, index, kinds);
    const where = h('dd', {}, words.precision);
    const source = h('dd', {}, l.t('card.loading'));
    const more = rows.length > 1 && [
      h('span', {}, l.t('card.more', { n: rows.length - 1 })),
      h(
        'button',
        {
          type: 'button',
          class: 'link',
          onclick: () => showReport(rows, (turn + 1) % rows.length),
        },
        l.t('card.next'),
      ),
    ];
    put(
      card,
      head(words.kind, l.t('card.entry', { n: l.number(words.entry) })),
      h('p', { class: 'figure' }, words.deaths),
      h(
        'dl',
        {},
        row(l.t('field.when'), words.local),
        row(l.t('field.utc'), words.utc),
        row(l.t('field.sides'), h('bdi', {}, words.sides)),
        h('dt', {}, l.t('field.where')),
        where,
        h('dt', {}, l.t('field.source')),
        source,
      ),
      h('footer', {}, openEntry(words.entry), more || null),
    );
    void getJson<FullEntry>(address(`entries/${words.entry}`, scopeOf(state))).then(
      (entry) => {
        if (entry.body_state !== 'shown') {
          put(source, bodyAbsence(l, entry));
          return;
        }
        const more = bodyWords(l, entry.body);
        put(
          where,
          more.place && h('bdi', { class: 'strong' }, more.place),
          more.place && h('br'),
          more.precision,
        );
        put(source, h('bdi', {}, more.source || '–'));
        if (at) place(card, at, 16);
      },
      () => put(source, '–'),
    );
  }

  function open(pointed: Pointed): void {
    tip.hidden = true;
    if (!pointed) return close();
    at = pointed.at;
    if (pointed.kind === 'reports') showReport(pointed.rows, 0);
    if (pointed.kind === 'post') put(card, postCard(state, l, pointed.id, head, row, openEntry));
    if (pointed.kind === 'zone') put(card, zoneCard(state, l, pointed.id, head, row, openEntry));
    card.hidden = false;
    place(card, pointed.at, 16);
  }

  function hover(pointed: Pointed): void {
    const words = pointed && !(pointed.kind === 'zone') ? tipText(pointed) : '';
    tip.hidden = !words || !card.hidden;
    if (!words || !pointed) return;
    put(tip, words);
    place(tip, pointed.at, 14);
  }

  function tipText(pointed: Exclude<Pointed, null>): string {
    if (pointed.kind === 'post') {
      const post = state.posts
        .get()
        .features.find((f) => f.properties.id === pointed.id)?.properties;
      if (!post) return '';
      const status = statusAt(post, state.clock.get().dayStart(state.day.get() + 1) - 1);
      return `${l.name(post.names, post.id)} · ${l.word('post.status', status ?? 'none')}`;
    }
    const table = state.reports.get();
    if (pointed.kind !== 'reports' || !table) return '';
    const kinds = state.mission.get()?.event_kinds ?? [];
    const words = reportWords(l, state.clock.get(), table, pointed.rows[0] as number, kinds);
    const others = pointed.rows.length > 1 ? ` · +${l.number(pointed.rows.length - 1)}` : '';
    return `${words.kind} · ${words.local}${others}`;
  }

  view.handlers = {
    hover,
    click: open,
    move: () => at && place(card, at, 16),
    pointer: (lonLat) => holder.dispatchEvent(new CustomEvent('pointer', { detail: lonLat })),
  };
  holder.addEventListener('keydown', (event) => event.key === 'Escape' && close());
  document.addEventListener('keydown', (event) => event.key === 'Escape' && close());
  return holder;
}
