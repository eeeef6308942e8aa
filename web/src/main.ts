// SPDX-License-Identifier: Apache-2.0
//
// Puts the page together. The map is made once; everything else is made anew when the language
// changes, from a state that keeps what the reader had chosen.
import { openStream } from './api/stream';
import type { Lang } from './api/types';
import { applyLang, applyTheme, firstLang, firstTheme, keep } from './bar/theme';
import { createTopBar } from './bar/top-bar';
import { h, put } from './dom/h';
import { signal, type Signal } from './dom/signal';
import { locale } from './locale/locale';
import { bindMap } from './map/bind-map';
import { createMapPane } from './map/map-pane';
import { MapView } from './map/map-view';
import type { Theme } from './map/palette';
import { readPlace, writePlace } from './model/address-bar';
import { load } from './model/load';
import { createState, type State } from './model/state';
import { createPanel } from './panel/panel';
import { createTimeline } from './timeline/timeline';
import './style/app.css';

function createMap(theme: Theme): { canvas: HTMLElement; view: MapView | null } {
  const canvas = h('div', { class: 'map-canvas' });
  try {
    return { canvas, view: new MapView(canvas, theme) };
  } catch {
    return { canvas, view: null }; // No WebGL 2: the lists and charts still serve.
  }
}

const root = document.getElementById('page') as HTMLElement;
const { canvas, view } = createMap(firstTheme());
let closeStream = () => {};

function listen(state: State): void {
  closeStream();
  closeStream = openStream(state.lang, {
    state: (line) => state.line.set(line),
    entries(size) {
      const known = state.mission.get()?.entries;
      if (known !== undefined && size > known) state.waiting.set(size - known);
    },
    finding(finding) {
      // An earlier state of the record stays what it was.
      if (state.asKnownAt.get() !== null) return;
      if (state.findings.get().some((f) => f.id === finding.id)) return;
      state.fresh.set(new Set([...state.fresh.get(), finding.id]));
      state.findings.set([finding, ...state.findings.get()]);
      state.findingsTotal.set(state.findingsTotal.get() + 1);
    },
  });
}

function mount(lang: Lang, now: Theme, old?: State): void {
  old?.playing.set(false);
  const l = locale(lang);
  const state = createState(lang, old);
  if (!old) readPlace(state);
  const theme: Signal<Theme> = signal(now);
  const reload = () => void load(state);
  theme.on((next) => {
    applyTheme(next);
    keep('theme', next);
  });
  const bar = createTopBar(state, l, theme, {
    reload,
    setTheme: (next) => theme.set(next),
    setLang(next) {
      keep('lang', next);
      applyLang(next);
      mount(next, theme.get(), state);
    },
  });
  put(
    root,
    h('a', { class: 'skip', href: '#panel' }, l.t('app.skip')),
    bar,
    createMapPane(state, l, view, canvas, theme),
    createTimeline(state, l, theme),
    createPanel(state, l, view, theme, reload),
  );
  view?.map.resize();
  if (view) void bindMap(view, state, l, theme);
  writePlace(state);
  listen(state);
  reload();
}

mount(firstLang(), firstTheme());
