// SPDX-License-Identifier: Apache-2.0
//
// Colours of the map, for both themes. The event colours are Okabe and Ito's set, which the common
// forms of colour blindness keep apart, shifted in lightness to stand on paper and on ink. No
// colour says anything that the card and the legend do not say in words.

export type Theme = 'light' | 'dark';

export interface MapColours {
  sea: string;
  land: string;
  coast: string;
  grid: string;
  zone: string;
  zoneText: string;
  town: string;
  townText: string;
  boundary: string;
  halo: string;
  post: string;
  postBack: string;
  alarm: string;
  selected: string;
}

export const kMapColours: Record<Theme, MapColours> = {
  light: {
    sea: '#dde4e4',
    land: '#f5f2ea',
    coast: '#8b9a9c',
    grid: 'rgba(40,60,66,0.10)',
    zone: '#1f5f6b',
    zoneText: '#174852',
    town: '#5d6564',
    townText: '#4a5251',
    boundary: '#a49c8c',
    halo: 'rgba(245,242,234,0.92)',
    post: '#20292b',
    postBack: '#fdfcf8',
    alarm: '#b3400e',
    selected: '#111719',
  },
  dark: {
    sea: '#0a1013',
    land: '#141d21',
    coast: '#4a5c62',
    grid: 'rgba(190,215,220,0.075)',
    zone: '#6fb9c4',
    zoneText: '#a5d6dd',
    town: '#9aa7aa',
    townText: '#a9b5b7',
    boundary: '#4d565a',
    halo: 'rgba(16,24,28,0.92)',
    post: '#e4ecec',
    postBack: '#10181b',
    alarm: '#ff9a62',
    selected: '#ffffff',
  },
};

const kOther: Record<Theme, string> = { light: '#77807f', dark: '#8c9899' };
const kEvents: Record<string, Record<Theme, string>> = {
  'armed-force': { light: '#0a66a0', dark: '#5aa9e0' },
  'armed-clash': { light: '#3aa0d0', dark: '#9ad8f5' },
  shelling: { light: '#cf8a00', dark: '#f0b429' },
  'air-strike': { light: '#c24a00', dark: '#ff8143' },
  explosive: { light: '#b45a92', dark: '#e39ac6' },
  'chemical-weapon': { light: '#7a6a00', dark: '#f0e442' },
  'attack-on-civilians': { light: '#00795a', dark: '#2fc09a' },
  abduction: { light: '#6b4fa0', dark: '#b39ae6' },
};

export function eventColour(kind: string, theme: Theme): string {
  return (kEvents[kind] ?? kOther)[theme];
}

/** None, possible, settled. */
export const kBreachColours: Record<Theme, [string, string, string]> = {
  light: ['#9aa3a3', '#cf8a00', '#b3300a'],
  dark: ['#5d696c', '#f0b429', '#ff7a45'],
};

/** "#rrggbb" as three numbers in 0..1. */
export function rgb(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** Two volumes and what is named besides; told apart by their names on the map, too. */
export const kPlanColours: Record<
  Theme,
  { first: string; second: string; near: string; ink: string }
> = {
  light: { first: '#0a66a0', second: '#b3300a', near: '#6b4fa0', ink: '#111719' },
  dark: { first: '#5aa9e0', second: '#ff8143', near: '#b39ae6', ink: '#ffffff' },
};
