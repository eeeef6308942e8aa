// SPDX-License-Identifier: Apache-2.0
//
// One language's words, numbers and dates. Arabic keeps Western digits: coordinates, entry numbers
// and the quoted sources use them, and one page should not count in two scripts.
import type { Lang, Names } from '../api/types';
import { offsetText, type MissionClock } from '../time/zone';
import { ar } from './ar';
import { en, type Catalogue, type Key } from './en';

export const kCatalogues: Record<Lang, Catalogue> = { en, ar };
const kTags: Record<Lang, string> = { en: 'en-GB', ar: 'ar-u-nu-latn' };

export type Holes = Record<string, string | number>;

export interface Locale {
  lang: Lang;
  dir: 'ltr' | 'rtl';
  /** The message with its holes filled; {n} chooses the plural form where the message has some. */
  t(key: Key, holes?: Holes): string;
  /** For keys made of the server's words: falls back to the word itself. */
  word(prefix: string, word: string): string;
  number(value: number, digits?: number): string;
  /** A local calendar day: "Sat 6 May 2017". */
  day(day: number, form?: 'long' | 'short'): string;
  /** A moment on the mission's clock: "6 May 2017, 00:00". */
  local(time_ms: number, clock: MissionClock): string;
  /** The same moment in UTC: "5 May 2017, 21:00". */
  utc(time_ms: number): string;
  /** "3 km", "450 m". */
  metres(value: number): string;
  /** A name in this language, else in any other, else `fallback`. */
  name(names: Names | string | undefined, fallback: string): string;
}

export function fill(message: string, holes: Holes): string {
  return message.replace(/\{(\w+)\}/g, (whole, key: string) =>
    key in holes ? String(holes[key]) : whole,
  );
}

export function locale(lang: Lang): Locale {
  const tag = kTags[lang];
  const catalogue = kCatalogues[lang];
  const plural = new Intl.PluralRules(tag);
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options });
  const longDay = dates({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const shortDay = dates({ day: 'numeric', month: 'short', year: 'numeric' });
  const minute = dates({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

  const number = (value: number, digits?: number): string =>
    digits === undefined
      ? whole.format(value)
      : new Intl.NumberFormat(tag, {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }).format(value);

  const t = (key: Key, holes: Holes = {}): string => {
    const message = catalogue[key];
    if (typeof message === 'string') return fill(message, holes);
    const n = Number(holes['n'] ?? 0);
    return fill(message[plural.select(n)] ?? message.other, { ...holes, n: number(n) });
  };

  return {
    lang,
    dir: lang === 'ar' ? 'rtl' : 'ltr',
    t,
    number,
    word(prefix, word) {
      const key = `${prefix}.${word}`;
      return key in catalogue ? t(key as Key) : word;
    },
    day: (day, form = 'long') => (form === 'long' ? longDay : shortDay).format(day * 86_400_000),
    local: (time_ms, clock) => minute.format(time_ms + clock.offsetMs(time_ms)),
    utc: (time_ms) => minute.format(time_ms),
    metres(value) {
      const km = value >= 1000;
      return new Intl.NumberFormat(tag, {
        style: 'unit',
        unit: km ? 'kilometer' : 'meter',
        maximumFractionDigits: km && value < 10_000 ? 1 : 0,
      }).format(km ? value / 1000 : value);
    },
    name(names, fallback) {
      if (typeof names === 'string') return names || fallback;
      if (!names) return fallback;
      return names[lang] ?? names['en'] ?? Object.values(names).find(Boolean) ?? fallback;
    },
  };
}

/** "Asia/Damascus, UTC+03:00" at that moment. */
export function clockText(clock: MissionClock, time_ms: number): string {
  const offset = offsetText(clock.offsetMs(time_ms));
  return clock.name === 'UTC' ? offset : `${clock.name} ${offset}`;
}
