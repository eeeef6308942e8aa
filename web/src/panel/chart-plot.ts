// SPDX-License-Identifier: Apache-2.0
//
// The drawing of a zone's series: settled below, possible on top, lighter; vertical lines where
// agreements were signed (dotted) and came into force (full), and one for the slider's day.
import uPlot from 'uplot';
import type { ZoneSeries } from '../api/types';
import type { Locale } from '../locale/locale';
import type { MissionClock } from '../time/zone';

export interface PlotLook {
  ink: string;
  quiet: string;
  hair: string;
  settled: string;
  possible: string;
  deaths: string;
  accent: string;
  font: string;
}

export interface PlotInput {
  series: ZoneSeries;
  deaths: boolean;
  width: number;
  height: number;
  day_ms: number;
}

function line(u: uPlot, at_s: number, colour: string, dash: number[], width: number): void {
  const x = Math.round(u.valToPos(at_s, 'x', true));
  if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) return;
  const c = u.ctx;
  c.save();
  c.strokeStyle = colour;
  c.lineWidth = width * devicePixelRatio;
  c.setLineDash(dash.map((d) => d * devicePixelRatio));
  c.beginPath();
  c.moveTo(x, u.bbox.top);
  c.lineTo(x, u.bbox.top + u.bbox.height);
  c.stroke();
  c.restore();
}

/** Draws into `holder`; the caller destroys what it gets. */
export function plot(
  holder: HTMLElement,
  input: PlotInput,
  l: Locale,
  clock: MissionClock,
  look: PlotLook,
): { chart: uPlot; setDay(day_ms: number): void } {
  const { series, deaths } = input;
  const rtl = l.dir === 'rtl';
  const x = series.starts_ms.map((ms) => (ms + clock.offsetMs(ms)) / 1000);
  const total = series.reports.map((n, i) => n + (series.possible[i] ?? 0));
  const at = (ms: number) => (ms + clock.offsetMs(ms)) / 1000;
  const steps = uPlot.paths.stepped?.({ align: 1 });
  const layer = (fill: string) => ({
    fill,
    stroke: fill,
    width: 0.5,
    points: { show: false },
    ...(steps ? { paths: steps } : {}),
  });
  let day_ms = input.day_ms;
  const data: uPlot.AlignedData = deaths ? [x, series.deaths_best] : [x, total, series.reports];
  const font = `11px ${look.font}`;
  const axis = { font, stroke: look.quiet, ticks: { show: false } };
  const year = (s: number) => new Date(s * 1000).getUTCFullYear();
  const chart = new uPlot(
    {
      width: input.width,
      height: input.height,
      tzDate: (s) => uPlot.tzDate(new Date(s * 1000), 'UTC'),
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      padding: [14, rtl ? 0 : 10, 0, rtl ? 10 : 0],
      scales: {
        x: { time: true, dir: rtl ? -1 : 1 },
        y: { range: (_u, _min, max) => [0, Math.max(4, max * 1.08)] },
      },
      axes: [
        {
          ...axis,
          size: 26,
          grid: { stroke: look.hair, width: 1 },
          splits: (_u, _i, min, max) => {
            const out: number[] = [];
            for (let y = year(min); y <= year(max); y++) {
              const start = Date.UTC(y, 0, 1) / 1000;
              if (start >= min && start <= max) out.push(start);
            }
            return out;
          },
          values: (_u, splits) => splits.map((s) => String(year(s))),
        },
        {
          ...axis,
          size: 38,
          side: rtl ? 1 : 3,
          grid: { stroke: look.hair, width: 1 },
          values: (_u, splits) => splits.map((n) => (Number.isInteger(n) ? l.number(n) : '')),
        },
      ],
      series: deaths ? [{}, layer(look.deaths)] : [{}, layer(look.possible), layer(look.settled)],
      hooks: {
        draw: [
          (u) => {
            for (const mark of series.marks) {
              const force = mark.kind === 'in-force';
              line(
                u,
                at(mark.at_ms),
                force ? look.ink : look.quiet,
                force ? [] : [2, 3],
                force ? 1.5 : 1,
              );
            }
            line(u, at(day_ms), look.accent, [], 1.5);
          },
        ],
      },
    },
    data,
    holder,
  );
  return {
    chart,
    setDay(next) {
      day_ms = next;
      chart.redraw(false);
    },
  };
}
