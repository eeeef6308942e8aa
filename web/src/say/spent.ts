// SPDX-License-Identifier: Apache-2.0
//
// Which number this browser has signed last with a key, so that no two statements ever bear one
// number: that would be an author saying two things, and everybody would see it. Only number and
// entry id are kept, nothing that was said, and never a key.

export interface Spent {
  seq: number;
  id: string;
  /** What became of it: not known, in the log, or refused, and then its number is free again. */
  fate: 'unknown' | 'entered' | 'refused';
  at_ms: number;
}

const inPage = new Map<string, Spent>();
const name = (key: string) => `truceline.spent.${key}`;

export function spentOf(key: string): Spent | null {
  const here = inPage.get(key);
  try {
    const kept = localStorage.getItem(name(key));
    const other = kept ? (JSON.parse(kept) as Spent) : null;
    if (other && Number.isSafeInteger(other.seq) && (!here || other.seq > here.seq)) return other;
  } catch {
    // Private windows may refuse; the page's own memory then has to do.
  }
  return here ?? null;
}

export function noteSpent(key: string, spent: Spent): void {
  inPage.set(key, spent);
  try {
    localStorage.setItem(name(key), JSON.stringify(spent));
  } catch {
    // As above.
  }
}

/** So long a request that was cut off may still arrive. */
const kMayArrive_ms = 120_000;

/** May a statement be signed under `seq`? */
export function mayUse(spent: Spent | null, seq: number, now_ms: number): 'yes' | 'used' | 'wait' {
  if (!spent || seq > spent.seq) return 'yes';
  if (seq < spent.seq || spent.fate === 'entered') return 'used';
  if (spent.fate === 'refused') return 'yes';
  return Math.abs(now_ms - spent.at_ms) > kMayArrive_ms ? 'yes' : 'wait';
}
