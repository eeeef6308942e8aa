// SPDX-License-Identifier: Apache-2.0
//
// Runs before the first paint: light or dark, and the language's direction, so nothing flickers.
// Kept choices live in the browser alone; where storage is refused the page asks the system.
import type { Lang } from '../api/types';
import type { Theme } from '../map/palette';

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}

export function firstTheme(): Theme {
  const kept = stored('theme');
  if (kept === 'light' || kept === 'dark') return kept;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
export function firstLang(): Lang {
  const asked = new URLSearchParams(location.search).get('lang') ?? stored('lang');
  if (asked === 'ar' || asked === 'en') return asked;
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('ar')) ? 'ar' : 'en';
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}
export function applyLang(lang: Lang): void {
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === 'ar' ? 'rtl' : 'ltr';
}
