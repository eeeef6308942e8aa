// SPDX-License-Identifier: Apache-2.0
//
// What every form on the page writes with: the pen, the mission's clock, who is signed in, what
// people are called.
import type { Mission } from '../api/types';
import type { Locale } from '../locale/locale';
import type { Duty } from '../duty/types';
import type { MissionClock } from '../time/zone';
import type { Pen } from './pen';
import type { Accepted } from './post';
import type { Audience } from './statement';

export interface Me {
  account: string;
  party: string;
  role: string;
}

export interface Writing {
  readonly l: Locale;
  readonly pen: Pen;
  readonly mission: Mission;
  readonly clock: MissionClock;
  /** The mission's own party, which keeps the record. */
  readonly missionParty: string;
  me(): Me | null;
  duty(): Duty | null;
  /** What a party is called. */
  name(party: string): string;
  /** All parties that one may address. */
  parties(): string[];
  /** Tells the person that it stands in the record, and asks the server anew. */
  entered(accepted: Accepted): void;
}

/** Whoever speaks on this page: by the key, else by the account; empty: nobody. */
export function speaker(w: Writing): string {
  return w.pen.holder.get()?.party ?? w.me()?.party ?? '';
}

/** To these and the mission's own party, which must see what it keeps watch over. */
export function toThemAndTheMission(w: Writing, them: string[]): Audience {
  const own = speaker(w);
  const recipients = [...new Set([...them, w.missionParty])].filter((one) => one && one !== own);
  return { label: 'named', recipients: recipients.sort() };
}
