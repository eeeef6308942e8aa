// SPDX-License-Identifier: Apache-2.0
//
// Day, tab, finding and entry stand behind the # of the address, so that a link shows a colleague
// the same thing. Nothing of it is sent to the server.
import { onAny } from '../dom/signal';
import type { State, TabId } from './state';

let waiting: ReturnType<typeof setTimeout> | undefined;
const kTabs: TabId[] = ['findings', 'provisions', 'chart', 'posts', 'record'];

function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

export function readPlace(state: State, hash = location.hash): void {
  const place = new URLSearchParams(hash.slice(1));
  const day = Date.parse(`${place.get('day') ?? ''}T00:00:00Z`) / 86_400_000;
  if (Number.isInteger(day)) state.day.set(day);
  const tab = kTabs.find((id) => id === place.get('tab'));
  if (tab) state.tab.set(tab);
  const finding = place.get('finding');
  const entry = Number(place.get('entry') ?? Number.NaN);
  if (finding && /^[0-9a-z-]+$/i.test(finding)) state.detail.set({ finding });
  else if (Number.isSafeInteger(entry) && entry >= 0) state.detail.set({ entry });
}

export function writePlace(state: State): void {
  const write = () => {
    // While playing, the address would change thirty times a second; browsers refuse that.
    if (state.playing.get() || !Number.isFinite(state.day.get())) return;
    const place = new URLSearchParams({ day: dayText(state.day.get()), tab: state.tab.get() });
    const detail = state.detail.get();
    if (detail && 'finding' in detail) place.set('finding', detail.finding);
    if (detail && 'entry' in detail) place.set('entry', String(detail.entry));
    clearTimeout(waiting);
    waiting = setTimeout(() => history.replaceState(null, '', `#${place.toString()}`), 250);
  };
  onAny([state.day, state.tab, state.detail, state.playing], write);
}
