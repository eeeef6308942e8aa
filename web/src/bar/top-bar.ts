// SPDX-License-Identifier: Apache-2.0
//
// Mission, the slider's day on two clocks, where in the record we stand, language and theme.
import type { Lang } from '../api/types';
import { h, put, svg } from '../dom/h';
import type { Signal } from '../dom/signal';
import { clockText, type Locale } from '../locale/locale';
import type { Theme } from '../map/palette';
import type { State } from '../model/state';
import { createKnownAt } from './known-at';

export interface BarActions {
  reload(): void;
  setLang(lang: Lang): void;
  setTheme(theme: Theme): void;
}

/** The sign: a line, and the space both sides keep from it. */
function sign(): SVGElement {
  return svg(
    'svg',
    { class: 'brand-sign', viewBox: '0 0 28 28', 'aria-hidden': 'true' },
    svg('path', { d: 'M2 22 L9.5 16.5 M18.5 11.5 L26 6', class: 'brand-line' }),
    svg('circle', { cx: 14, cy: 14, r: 2.6 }),
  );
}

function createClock(state: State, l: Locale): HTMLElement {
  const date = h('p', { class: 'clock-day' });
  const zone = h('span', { class: 'clock-zone' });
  const utc = h('span', { class: 'clock-utc' });
  const paint = () => {
    const day = state.day.get();
    if (!Number.isFinite(day) || !state.mission.get()) return;
    const clock = state.clock.get();
    const start = clock.dayStart(day);
    const end = clock.dayStart(day + 1);
    put(date, l.day(day));
    put(zone, h('bdi', {}, clockText(clock, start)));
    put(utc, 'UTC ', h('bdi', {}, l.utc(start)), ' – ', h('bdi', {}, l.utc(end)));
  };
  state.day.watch(paint);
  state.mission.on(paint);
  return h('div', { class: 'clock' }, date, h('p', { class: 'clock-lines' }, zone, utc));
}

function createLine(state: State, l: Locale): HTMLElement {
  const text = h('span', { class: 'line-text' });
  const element = h('p', { class: 'line', role: 'status' }, h('span', { class: 'line-dot' }), text);
  state.line.watch((line) => {
    element.dataset['state'] = line;
    element.title = l.t(`bar.line.${line}`);
    put(text, l.t(`bar.line.${line}`));
  });
  return element;
}

export function createTopBar(
  state: State,
  l: Locale,
  theme: Signal<Theme>,
  actions: BarActions,
): HTMLElement {
  const title = h('h1', {});
  state.mission.watch((mission) => {
    put(title, mission ? l.name(mission.title, mission.id) : '');
    if (mission) document.title = `${l.name(mission.title, mission.id)} · ${l.t('app.name')}`;
  });
  const lang = (id: Lang, name: string) =>
    h(
      'button',
      {
        type: 'button',
        lang: id,
        'aria-pressed': String(l.lang === id),
        onclick: () => l.lang !== id && actions.setLang(id),
      },
      name,
    );
  const mode = h('button', {
    type: 'button',
    class: 'icon theme',
    onclick: () => actions.setTheme(theme.get() === 'dark' ? 'light' : 'dark'),
  });
  theme.watch((now) => {
    const next = l.t(now === 'dark' ? 'bar.theme.light' : 'bar.theme.dark');
    mode.setAttribute('aria-label', `${l.t('bar.theme')}: ${next}`);
    mode.title = next;
    put(mode, now === 'dark' ? '☀' : '☾');
  });
  return h(
    'header',
    { class: 'bar' },
    h(
      'div',
      { class: 'brand' },
      sign(),
      h('div', {}, h('p', { class: 'brand-name', dir: 'ltr' }, l.t('app.name')), title),
    ),
    createClock(state, l),
    createKnownAt(state, l, actions.reload),
    h(
      'div',
      { class: 'bar-tools' },
      h('a', { class: 'bar-desk', href: `/duty.html?lang=${l.lang}` }, l.t('duty.title')),
      createLine(state, l),
      h(
        'div',
        { class: 'segments', role: 'group', 'aria-label': l.t('bar.language') },
        lang('en', 'English'),
        lang('ar', 'العربية'),
      ),
      mode,
    ),
  );
}
