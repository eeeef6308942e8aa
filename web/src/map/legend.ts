// SPDX-License-Identifier: Apache-2.0
//
// What the dots mean, and switches for each kind, on a strip under the map so that it hides nothing.
// Kinds that no report has are not listed.
import { h, put } from '../dom/h';
import type { Signal } from '../dom/signal';
import { onAny } from '../dom/signal';
import type { Locale } from '../locale/locale';
import { countShown } from '../model/report-table';
import type { ColourBy, State } from '../model/state';
import { windowOf } from '../time/window';
import { eventColour, kBreachColours, type Theme } from './palette';

function dot(colour: string): HTMLElement {
  const element = h('span', { class: 'dot', 'aria-hidden': 'true' });
  element.style.backgroundColor = colour;
  return element;
}

export function createLegend(state: State, l: Locale, theme: Signal<Theme>): HTMLElement {
  const list = h('div', { class: 'legend-list' });
  const shown = h('p', { class: 'legend-count', role: 'status' });
  const by = (value: ColourBy, label: string) =>
    h(
      'button',
      {
        type: 'button',
        'data-by': value,
        'aria-pressed': 'false',
        onclick: () => state.colourBy.set(value),
      },
      label,
    );
  const choice = h(
    'div',
    { class: 'segments', role: 'group', 'aria-label': l.t('map.colourBy') },
    by('kind', l.t('map.colour.kind')),
    by('breach', l.t('map.colour.breach')),
  );
  const note = (sign: string, text: string) =>
    h(
      'p',
      { class: 'legend-note' },
      h('span', { class: `dot ${sign}`, 'aria-hidden': 'true' }),
      text,
    );
  const element = h(
    'section',
    { class: 'legend', 'aria-label': l.t('map.legend') },
    choice,
    list,
    h(
      'div',
      { class: 'legend-notes' },
      note('sized', l.t('map.size')),
      note('hollow', l.t('map.coarse')),
    ),
    shown,
  );

  function toggle(code: number): void {
    const next = new Set(state.hiddenEvents.get());
    if (!next.delete(code)) next.add(code);
    state.hiddenEvents.set(next);
  }

  function paint(): void {
    const table = state.reports.get();
    const now = theme.get();
    for (const button of choice.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.dataset['by'] === state.colourBy.get()));
    }
    const labels = new Map((state.mission.get()?.event_kinds ?? []).map((k) => [k.id, k.label]));
    if (state.colourBy.get() === 'breach') {
      const words = [l.t('map.breach.0'), l.t('map.breach.1'), l.t('map.breach.2')];
      put(
        list,
        words.map((word, i) =>
          h('p', { class: 'legend-row' }, dot(kBreachColours[now][i] as string), word),
        ),
      );
      return;
    }
    const present = new Set(table?.event ?? []);
    const codes = [...present].sort((a, b) => a - b);
    put(
      list,
      codes.map((code) => {
        const kind = table?.columns.events[code] ?? '';
        const on = !state.hiddenEvents.get().has(code);
        return h(
          'button',
          {
            type: 'button',
            class: 'legend-row',
            'aria-pressed': String(on),
            onclick: () => toggle(code),
          },
          dot(eventColour(kind, now)),
          labels.get(kind) ?? kind,
        );
      }),
    );
  }
  function count(): void {
    const table = state.reports.get();
    const { first, last } = windowOf(state.day.get(), state.windowLength.get());
    const n = table ? countShown(table, first, last, state.hiddenEvents.get()) : 0;
    put(shown, l.t('map.shown', { n }));
  }
  paint();
  count();
  onAny([state.reports, state.hiddenEvents, state.colourBy, theme, state.mission], paint);
  onAny([state.reports, state.hiddenEvents, state.day, state.windowLength], count);
  return element;
}
