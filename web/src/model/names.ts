// SPDX-License-Identifier: Apache-2.0
//
// Ids as people read them: the record's own names, else the id itself.
import type { Locale } from '../locale/locale';
import type { State } from './state';

export function zoneName(state: State, l: Locale, id: string): string {
  const zone = state.zones.get().features.find((f) => f.properties.id === id);
  return l.name(zone?.properties.names, id);
}

/** Provisions name actors or use a selector, one of the words parties, guarantors, anyone. */
export function actorName(state: State, l: Locale, id: string): string {
  return l.name(state.actors.get().get(id)?.names, l.word('who', id));
}

export function actorNames(state: State, l: Locale, ids: string[]): string {
  return new Intl.ListFormat(l.lang, { style: 'short', type: 'unit' }).format(
    ids.map((id) => actorName(state, l, id)),
  );
}

export function agreementTitle(state: State, id: string): string {
  return state.agreements.get().find((a) => a.id === id)?.title ?? id;
}
