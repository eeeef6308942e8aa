// SPDX-License-Identifier: Apache-2.0
//
// The answers of /api/v1/locate and /api/v1/conflicts/check (api/openapi.yaml).
import type { Finding } from '../api/types';

export type LonLat = [number, number];
export interface Reading {
  point: LonLat;
  notation: string;
  notation_label: string;
  precision_mm: number;
  assumed: { code: string; sentence: string }[];
  forms: Record<string, string>;
}
export interface Concern {
  code: string;
  weight: 'note' | 'doubt' | 'fault';
  weight_label: string;
  sentence: string;
  name: string;
  distance_m: number;
  mend: LonLat | null;
}
export interface Candidate {
  pcode: string;
  name: string;
  name_ar: string;
  area: string;
  match_label: string;
  point: LonLat;
  radius_m: number;
  distance_m: number;
}
export interface Located {
  text: string;
  datum: string;
  weight: Concern['weight'];
  gazetteer_source: string;
  concerns: Concern[];
  places: { text: string; readings: Reading[]; concerns: Concern[]; candidates: Candidate[] }[];
}
export interface ReadKey {
  key: string;
  size: number;
}
export interface Foreseen {
  items: Omit<Finding, 'id'>[];
  more: boolean;
  unseen_nearby: boolean;
  unseen_sentence: string;
  /** What others have notified near it, and the key of having read that. */
  neighbourhood: {
    has_read: ReadKey;
    total: number;
    items: { entry: number; summary: string }[];
  };
  computed_at: number;
}
