// SPDX-License-Identifier: Apache-2.0
//
// The zone chart: one zone's counts over the years, before and after agreements came into force.
import { address, getJson } from '../api/client';
import type { ZoneSeries } from '../api/types';
import { h, put } from '../dom/h';
import { onAny, type Signal } from '../dom/signal';
import type { Locale } from '../locale/locale';
import { agreementTitle, zoneName } from '../model/names';
import { problemBody, scopeOf } from '../model/load';
import type { State } from '../model/state';
import { compare, kCompareDays } from './chart-compare';
import { plot } from './chart-plot';
import { emptyNotice, loadingNotice, problemNotice } from './notice';

type Unit = 'day' | 'week' | 'month';
const kUnits: Unit[] = ['day', 'week', 'month'];

export function createChart(state: State, l: Locale, theme: Signal<unknown>): HTMLElement {
  let unit: Unit = 'week';
  let deaths = false;
  let series: ZoneSeries | null = null;
  let drawn: ReturnType<typeof plot> | null = null;
  let asked = '';

  const zone = h('select', {
    'aria-label': l.t('chart.zone'),
    onchange: (event: Event) => state.chartZone.set((event.target as HTMLSelectElement).value),
  });
  const segments = <T extends string>(
    label: string,
    values: T[],
    words: string[],
    set: (v: T) => void,
  ) =>
    h(
      'div',
      { class: 'segments', role: 'group', 'aria-label': label },
      values.map((value, i) =>
        h(
          'button',
          {
            type: 'button',
            'data-value': value,
            'aria-pressed': String(i === (values.length === 3 ? 1 : 0)),
            onclick: (event: Event) => {
              const self = event.currentTarget as HTMLElement;
              for (const one of self.parentElement?.children ?? []) {
                one.setAttribute('aria-pressed', String(one === self));
              }
              set(value);
            },
          },
          words[i],
        ),
      ),
    );
  const units = segments(
    l.t('chart.unit'),
    kUnits,
    kUnits.map((u) => l.t(`chart.unit.${u}`)),
    (value) => {
      unit = value;
      void read();
    },
  );
  const what = segments(
    `${l.t('chart.reports')} / ${l.t('chart.deaths')}`,
    ['reports', 'deaths'],
    [l.t('chart.reports'), l.t('chart.deaths')],
    (value) => {
      deaths = value === 'deaths';
      draw();
    },
  );
  const holder = h('div', { class: 'plot', dir: 'ltr' });
  const key = h('p', { class: 'plot-key' });
  const below = h('div', {});
  const title = h('h3', { class: 'plot-title' });
  const element = h(
    'section',
    { class: 'scroll chart' },
    h('div', { class: 'filter-row' }, zone, units, what),
    title,
    key,
    holder,
    below,
  );

  async function read(): Promise<void> {
    const id = state.chartZone.get();
    if (state.tab.get() !== 'chart' || !id) return;
    const url = address(`zones/${encodeURIComponent(id)}/series`, scopeOf(state), { unit });
    asked = url;
    try {
      const answer = await getJson<ZoneSeries>(url);
      if (asked !== url) return;
      series = answer;
      draw();
    } catch (error) {
      if (asked === url)
        put(
          below,
          problemNotice(l, problemBody(error), () => void read()),
        );
    }
  }

  function draw(): void {
    drawn?.chart.destroy();
    drawn = null;
    if (!series || holder.clientWidth === 0) return;
    const style = getComputedStyle(element);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const look = {
      ink: colour('--ink'),
      quiet: colour('--ink-2'),
      hair: colour('--hair'),
      settled: colour('--chart-settled'),
      possible: colour('--chart-possible'),
      deaths: colour('--deaths'),
      accent: colour('--alarm'),
      font: style.fontFamily,
    };
    const day_ms = state.clock.get().dayStart(state.day.get());
    const input = { series, deaths, width: holder.clientWidth, height: 260, day_ms };
    drawn = plot(holder, input, l, state.clock.get(), look);
    put(title, zoneName(state, l, series.zone));
    const swatch = (kind: string, word: string) => [
      h('i', { class: `swatch ${kind}` }),
      h('span', {}, word),
    ];
    put(
      key,
      deaths
        ? swatch('deaths', l.t('chart.deathsBest'))
        : [swatch('settled', l.t('chart.settled')), swatch('possible', l.t('chart.possible'))],
      swatch('in-force', l.t('prov.inForce')),
      swatch('signed', l.t('prov.signed')),
      swatch('today', l.day(state.day.get(), 'short')),
    );
    put(
      below,
      comparison(series),
      h(
        'p',
        { class: 'quiet' },
        h('strong', {}, `${l.t('chart.method')}. `),
        series.method,
        ' ',
        l.t('chart.mean'),
      ),
    );
  }

  function comparison(from: ZoneSeries): HTMLElement | null {
    const values = deaths
      ? from.deaths_best
      : from.reports.map((n, i) => n + (from.possible[i] ?? 0));
    const rows = compare(from, values).filter((row) => row.before !== null && row.after !== null);
    if (!rows.length) return null;
    const per = l.t(`chart.per.${unit}`);
    const figure = (value: number | null) => `${l.number(value ?? 0, 1)}`;
    return h(
      'table',
      { class: 'compare' },
      h(
        'caption',
        {},
        `${l.t('chart.compare')}, ${deaths ? l.t('chart.deaths') : l.t('chart.reports')} ${per}`,
      ),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', {}),
          h('th', { scope: 'col' }, l.t('chart.before', { n: kCompareDays })),
          h('th', { scope: 'col' }, l.t('chart.after', { n: kCompareDays })),
        ),
      ),
      h(
        'tbody',
        {},
        rows.map((row) =>
          h(
            'tr',
            {},
            h(
              'th',
              { scope: 'row' },
              agreementTitle(state, row.label),
              h('small', {}, l.day(state.clock.get().day(row.at_ms), 'short')),
            ),
            h('td', {}, figure(row.before)),
            h('td', {}, figure(row.after)),
          ),
        ),
      ),
    );
  }

  function zonesChanged(): void {
    const zones = state.zones.get().features.map((f) => f.properties.id);
    put(
      zone,
      zones.map((id) => h('option', { value: id }, zoneName(state, l, id))),
    );
    if (!zones.includes(state.chartZone.get())) state.chartZone.set(zones[0] ?? '');
    zone.value = state.chartZone.get();
    element.classList.toggle('without-zones', zones.length === 0);
    if (zones.length === 0) {
      put(
        below,
        state.loading.get()
          ? loadingNotice(l)
          : emptyNotice(l.t('chart.none'), l.t('chart.none.help')),
      );
    } else {
      void read();
    }
  }
  state.zones.watch(zonesChanged);
  state.loading.on(() => !state.zones.get().features.length && zonesChanged());
  state.chartZone.on((id) => {
    zone.value = id;
    void read();
  });
  state.tab.on(() => void read());
  onAny([theme as Signal<never>, state.agreements], draw);
  onAny([state.day], () => {
    drawn?.setDay(state.clock.get().dayStart(state.day.get()));
    put(key.lastElementChild ?? key, l.day(state.day.get(), 'short'));
  });
  new ResizeObserver(() => {
    if (drawn && Math.abs(drawn.chart.width - holder.clientWidth) < 2) return;
    draw();
  }).observe(holder);
  return element;
}
