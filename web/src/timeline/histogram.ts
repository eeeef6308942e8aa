// SPDX-License-Identifier: Apache-2.0
//
// Reports a week behind the slider, with the years beneath. Some two hundred bars: drawn afresh at
// every change, in well under a millisecond.
import type { DaySpan } from '../model/span';
import type { DayWindow } from '../time/window';
import { axis, yearStarts } from './axis';

export interface HistogramLook {
  bar: string;
  active: string;
  grid: string;
  text: string;
  font: string;
}

export const kYearRow = 18;
const kYearWidth = 42; // pixels that a year's number takes

export function drawHistogram(
  canvas: HTMLCanvasElement,
  counts: Uint32Array,
  span: DaySpan,
  window: DayWindow,
  rtl: boolean,
  look: HistogramLook,
): void {
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  const ratio = devicePixelRatio || 1;
  if (width === 0) return;
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  const c = canvas.getContext('2d');
  if (!c) return;
  c.setTransform(ratio, 0, 0, ratio, 0, 0);
  c.clearRect(0, 0, width, height);
  const base = height - kYearRow;
  const scale = axis(span, width, rtl);
  const most = counts.reduce((a, b) => Math.max(a, b), 1);

  c.font = look.font;
  c.textBaseline = 'middle';
  c.textAlign = rtl ? 'right' : 'left';
  for (const { day, year } of yearStarts(span, kYearWidth / scale.perDay)) {
    const x = Math.round(scale.x(day)) + 0.5;
    c.strokeStyle = look.grid;
    c.beginPath();
    c.moveTo(x, 0);
    c.lineTo(x, height);
    c.stroke();
    c.fillStyle = look.text;
    c.fillText(String(year), rtl ? x - 5 : x + 5, base + kYearRow / 2 + 1);
  }
  c.strokeStyle = look.grid;
  c.beginPath();
  c.moveTo(0, base + 0.5);
  c.lineTo(width, base + 0.5);
  c.stroke();

  const week = scale.perDay * 7;
  counts.forEach((count, i) => {
    if (count === 0) return;
    const from = span.first + i * 7;
    const left = Math.min(scale.x(from), scale.x(from + 7));
    const tall = Math.max(1, (count / most) * (base - 6));
    const active = from <= window.last && from + 6 >= window.first;
    c.fillStyle = active ? look.active : look.bar;
    c.fillRect(left + 0.5, base - tall, Math.max(0.8, week - 1), tall);
  });
}
