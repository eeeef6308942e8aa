// SPDX-License-Identifier: Apache-2.0
//
// The time slider. Its track is one ARIA slider over days: arrows move a day (mirrored with the
// page), Page keys a window, Home and End to the ends, space plays.
import { h, put } from '../dom/h';
import { onAny, type Signal } from '../dom/signal';
import type { Locale } from '../locale/locale';
import { weeklyCounts } from '../model/report-table';
import { timeSpan, type DaySpan } from '../model/span';
import type { State } from '../model/state';
import { kWindowLengths, windowOf } from '../time/window';
import { axis } from './axis';
import { drawHistogram } from './histogram';
import { drawMarks } from './marks';
import { createPlayer, kSpeeds } from './player';

export function createTimeline(state: State, l: Locale, theme: Signal<unknown>): HTMLElement {
  const rtl = l.dir === 'rtl';
  let span: DaySpan = { first: 0, last: 1 };
  let counts: Uint32Array = new Uint32Array(0);
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const band = h('div', { class: 'band' });
  const hand = h('div', { class: 'hand' }, h('span', { class: 'hand-grip' }));
  const marks = h('div', { class: 'marks' });
  const note = h('p', { class: 'time-note' });
  const track = h(
    'div',
    { class: 'track', role: 'slider', tabindex: 0, 'aria-label': l.t('time.slider') },
    canvas,
    band,
    hand,
  );
  const go = (day: number) => {
    state.playing.set(false);
    state.day.set(Math.max(span.first, Math.min(span.last, day)));
  };
  const play = h('button', {
    type: 'button',
    class: 'play',
    onclick: () => state.playing.set(!state.playing.get()),
  });
  const step = (by: number, label: string, sign: string) =>
    h(
      'button',
      {
        type: 'button',
        class: 'icon',
        'aria-label': label,
        title: label,
        onclick: () => go(state.day.get() + by),
      },
      sign,
    );

  const windows = h(
    'div',
    { class: 'segments', role: 'group', 'aria-label': l.t('time.window') },
    kWindowLengths.map((n) =>
      h(
        'button',
        { type: 'button', 'data-n': n, onclick: () => state.windowLength.set(n) },
        l.t('time.days', { n }),
      ),
    ),
  );
  const speed = h(
    'select',
    {
      'aria-label': l.t('time.speed'),
      onchange: (event: Event) =>
        state.speed.set(Number((event.target as HTMLSelectElement).value)),
    },
    kSpeeds.map((n) =>
      h('option', { value: n, selected: n === state.speed.get() }, l.t('time.perSecond', { n })),
    ),
  );

  track.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    track.setPointerCapture(event.pointerId);
    const move = (e: PointerEvent) => {
      const box = track.getBoundingClientRect();
      go(axis(span, box.width, rtl).day(e.clientX - box.left));
    };
    move(event);
    track.addEventListener('pointermove', move);
    const end = () => track.removeEventListener('pointermove', move);
    track.addEventListener('pointerup', end, { once: true });
    track.addEventListener('pointercancel', end, { once: true });
  });
  track.addEventListener('keydown', (event) => {
    const ahead = rtl ? 'ArrowLeft' : 'ArrowRight';
    const back = rtl ? 'ArrowRight' : 'ArrowLeft';
    const length = state.windowLength.get();
    const steps: Record<string, number> = {
      [ahead]: 1,
      [back]: -1,
      ArrowUp: 1,
      ArrowDown: -1,
      PageUp: Math.max(7, length),
      PageDown: -Math.max(7, length),
      Home: -1e6,
      End: 1e6,
    };
    const by = steps[event.key];
    if (event.key === ' ') state.playing.set(!state.playing.get());
    else if (by !== undefined) go(state.day.get() + by);
    else return;
    event.preventDefault();
  });

  function look() {
    const style = getComputedStyle(track);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    return {
      bar: colour('--bar'),
      active: colour('--bar-active'),
      grid: colour('--hair'),
      text: colour('--ink-2'),
      font: `500 11px ${style.fontFamily}`,
    };
  }
  function paint(): void {
    const day = state.day.get();
    if (!Number.isFinite(day)) return;
    const shown = windowOf(day, state.windowLength.get());
    drawHistogram(canvas, counts, span, shown, rtl, look());
    const scale = axis(span, track.clientWidth, rtl);
    const start = Math.max(span.first, shown.first);
    band.style.insetInlineStart = `${(start - span.first) * scale.perDay}px`;
    band.style.inlineSize = `${(shown.last + 1 - start) * scale.perDay}px`;
    hand.style.insetInlineStart = `${(shown.last + 1 - span.first) * scale.perDay}px`;
    track.setAttribute('aria-valuenow', String(day));
    track.setAttribute('aria-valuetext', l.day(day));
    for (const button of windows.querySelectorAll('button')) {
      const on = Number(button.dataset['n']) === state.windowLength.get();
      button.setAttribute('aria-pressed', String(on));
    }
  }
  function rebuild(): void {
    const mission = state.mission.get();
    if (!mission) return;
    span = timeSpan(mission, state.agreements.get(), state.clock.get());
    const table = state.reports.get();
    counts = table ? weeklyCounts(table, span.first, span.last) : new Uint32Array(0);
    track.setAttribute('aria-valuemin', String(span.first));
    track.setAttribute('aria-valuemax', String(span.last));
    put(note, table && table.length === 0 ? l.t('time.empty') : l.t('time.perWeek'));
    drawMarks(marks, state, l, span, track.clientWidth);
    paint();
  }

  state.playing.watch((playing) => {
    const label = l.t(playing ? 'time.pause' : 'time.play');
    play.setAttribute('aria-label', label);
    play.title = label;
    play.classList.toggle('on', playing);
  });
  createPlayer(state, () => span);
  onAny([state.mission, state.agreements, state.reports, theme], rebuild);
  onAny([state.day, state.windowLength], paint);
  new ResizeObserver(rebuild).observe(track);
  void document.fonts.ready.then(paint);

  return h(
    'section',
    { class: 'timeline', 'aria-label': l.t('time.slider') },
    h(
      'div',
      { class: 'time-tools' },
      h(
        'div',
        { class: 'time-row' },
        step(-1, l.t('time.previous'), '‹'),
        play,
        step(1, l.t('time.next'), '›'),
        speed,
      ),
      h('div', { class: 'time-row' }, windows),
    ),
    h('div', { class: 'time-track' }, marks, track, note),
  );
}
