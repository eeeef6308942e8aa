// SPDX-License-Identifier: Apache-2.0
//
// What the page says of a call on the hotline: a row of statements with one id, from "placed" to
// "ended" (docs/spec/bodies.md#call).
import { lean } from '../say/canonical';
import { statementTime_ms } from '../say/clock';
import type { Words } from '../say/pen';
import type { Reference } from '../say/statement';
import { toThemAndTheMission, type Writing } from '../say/writing';
import { lastOfficer } from './officer-field';
import type { Officer } from './types';

export type CallStep = 'placed' | 'answered' | 'not-answered' | 'ended';

/** "call-20261122-183005": sorts by time and is this party's own. */
export function callId(time_ms: number): string {
  const digits = new Date(time_ms).toISOString().replace(/\D/g, '');
  return `call-${digits.slice(0, 8)}-${digits.slice(8, 14)}`;
}

/** How to reach them, the phone first: a hotline is a voice. */
export function bestReach(officer: Officer | undefined): { channel: string; address: string } {
  const found = officer?.reach.find((one) => one.channel === 'phone') ?? officer?.reach[0];
  return { channel: found?.channel ?? 'phone', address: found?.address ?? '' };
}

export interface CallSaid {
  id: string;
  step: CallStep;
  called: string;
  emergency: boolean;
  officer?: Officer | undefined;
  text?: string;
  outcome?: string;
  refs?: Reference[];
}

export function callWords(w: Writing, said: CallSaid): Words {
  const { channel, address } = bestReach(said.officer);
  return {
    kind: 'call',
    body: lean({
      id: said.id,
      step: said.step,
      emergency: said.emergency,
      caller: lastOfficer(w) || w.me()?.account || w.l.t('call.dutyOfficer'),
      called: said.called,
      officer: said.officer?.officer ?? '',
      channel,
      address,
      at: { time_ms: statementTime_ms() },
      text: said.text ?? '',
      outcome: said.outcome ?? '',
    }),
    audience: toThemAndTheMission(w, [said.called]),
    refs: said.refs ?? [],
  };
}
