// SPDX-License-Identifier: Apache-2.0
//
// How long ago, or how long yet: "4 min", "2 h 05". Hours and minutes alone, so that it is read at
// arm's length; days from two days on.
import type { Locale } from '../locale/locale';

const kMinute = 60_000;

export function lengthText(length_ms: number, l: Locale): string {
  const minutes = Math.floor(Math.abs(length_ms) / kMinute);
  const unit = (value: number, name: 'minute' | 'hour' | 'day') =>
    new Intl.NumberFormat(l.lang === 'ar' ? 'ar-u-nu-latn' : 'en-GB', {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
    }).format(value);
  if (minutes < 60) return unit(minutes, 'minute');
  if (minutes < 48 * 60) {
    const rest = minutes % 60;
    return `${unit(Math.floor(minutes / 60), 'hour')}${rest ? ` ${unit(rest, 'minute')}` : ''}`;
  }
  return unit(Math.floor(minutes / (24 * 60)), 'day');
}

/** "due 4 min ago", "due in 2 hrs 5 min". */
export function dueText(due_ms: number, now_ms: number, l: Locale): string {
  const time = lengthText(now_ms - due_ms, l);
  return due_ms <= now_ms ? l.t('duty.since', { time }) : l.t('duty.until', { time });
}

/** A call's clock: "4:07", "1:02:09". Counted in seconds, since somebody waits. */
export function runningText(length_ms: number): string {
  const seconds = Math.max(0, Math.floor(length_ms / 1000));
  const pad = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${hours ? pad(Math.floor(seconds / 60) % 60) : Math.floor(seconds / 60)}:${pad(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}
