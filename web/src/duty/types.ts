// SPDX-License-Identifier: Apache-2.0
//
// The answers of /api/v1/duty, /api/v1/notifications and /api/v1/session (api/openapi.yaml).
import type { Finding } from '../api/types';

export interface Officer {
  officer: string;
  rank_label: string;
  languages: string[];
  reach: { channel: string; channel_label: string; address: string }[];
  until_ms: number;
  until_text: string;
}
export interface PartyOnDuty {
  party: string;
  name: string;
  officers: Officer[];
}
export interface ToDo {
  finding: Finding;
  call: PartyOnDuty[];
}
export interface CallStep {
  entry: number;
  step: string;
  step_label: string;
  officer: string;
  channel_label: string;
  address: string;
  at_text: string;
  text: string;
  outcome: string;
}
export interface HotlineCall {
  party: string;
  party_name: string;
  id: string;
  caller: string;
  called: string;
  called_name: string;
  emergency: boolean;
  running: boolean;
  begun_ms: number;
  steps: CallStep[];
}
export interface Duty {
  at_ms: number;
  at_text: string;
  total: number;
  inbox: ToDo[];
  on_duty: PartyOnDuty[];
  calls: HotlineCall[];
}

export interface Acknowledged {
  entry: number;
  step_label: string;
  officer: string;
  unit: string;
  channel_label: string;
  told_by: string;
  witness: string;
  reason: string;
  at_text: string;
}
/** What the ledger itself shows; null where the mission has no witnesses, or they no mirror. */
export interface LedgerProof {
  label: string;
  receipt: boolean | null;
  mirror: { holds: boolean; text: string } | null;
}
export interface Rung {
  recipient: string;
  name: string;
  level: number;
  level_label: string;
  proof: LedgerProof;
  answer: Acknowledged | null;
  objection: Acknowledged | null;
}
export interface Notified {
  party: string;
  party_name: string;
  id: string;
  name: string;
  kind: string;
  kind_label: string;
  phase: string;
  phase_label: string;
  emergency: boolean;
  when: { text: string };
  entry: number;
  /** By the author's clock. */
  said_ms: number;
  ladder: Rung[];
  findings: string[];
}
export interface Notifications {
  note: string;
  items: Notified[];
  next: number | null;
}

export interface Session {
  session: { account: string; party: string; role: string } | null;
  /** There is somebody who could log in. */
  accounts: boolean;
}
