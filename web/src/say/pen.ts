// SPDX-License-Identifier: Apache-2.0
//
// Who signs on this page. The seed lives here and nowhere else: in the memory of this page, until
// it is put away, half an hour goes by without use, or the page is left. One statement at a time is
// signed and sent; where the connection fails, the very same bytes are sent again, never new ones
// under the same number.
import { ApiProblem, getJson } from '../api/client';
import type { Mission } from '../api/types';
import { signal, type Signal } from '../dom/signal';
import { statementTime_ms } from './clock';
import type { KeyFile } from './key-file';
import { openKeyFile } from './key-file';
import { post, type Accepted } from './post';
import { mayUse, noteSpent, spentOf } from './spent';
import { sign, type Audience, type Chain, type Reference, type Signed } from './statement';
import type { Shape } from './canonical';

export const kIdle_ms = 30 * 60_000;
const kLook_ms = 5_000;
const kRetry_ms = [1_000, 2_000, 4_000, 8_000, 15_000];

/** Answer of /api/v1/keys/{key}. */
export interface KeyStanding extends Chain {
  key: string;
  party: string;
  role: 'author' | 'root';
  holder: string;
  until: number | null;
  end_reason: string;
}

export type PenFault =
  | 'not-author'
  | 'never-enrolled'
  | 'revoked'
  | 'root'
  | 'other-party'
  | 'closed'
  | 'busy'
  | 'number-used'
  | 'number-waits';
export class PenProblem extends Error {
  readonly fault: PenFault;
  readonly holes: Record<string, string | number>;
  constructor(fault: PenFault, holes: Record<string, string | number> = {}) {
    super(fault);
    this.fault = fault;
    this.holes = holes;
  }
}

export type Sending =
  | { state: 'idle' }
  | { state: 'sending' }
  | { state: 'lost'; again_ms: number };
export interface Holder {
  party: string;
  key: string;
}
export interface Words {
  kind: string;
  body: Shape;
  audience: Audience;
  refs?: Reference[];
}

const standingOf = (key: string) => getJson<KeyStanding>(`/api/v1/keys/${key}`);

/** May this key speak for `party` (null: whoever it speaks for)? Throws a PenProblem where not. */
async function standing(key: string, party: string | null): Promise<KeyStanding> {
  let found: KeyStanding;
  try {
    found = await standingOf(key);
  } catch (cause) {
    if (cause instanceof ApiProblem && cause.problem.status === 404)
      throw new PenProblem('never-enrolled');
    throw cause;
  }
  if (found.role !== 'author') throw new PenProblem('root');
  if (found.until !== null)
    throw new PenProblem('revoked', { entry: found.until, reason: found.end_reason });
  if (party !== null && found.party !== party)
    throw new PenProblem('other-party', { key: found.party, account: party });
  return found;
}

export class Pen {
  readonly holder: Signal<Holder | null> = signal<Holder | null>(null);
  readonly sending: Signal<Sending> = signal<Sending>({ state: 'idle' });
  private seed_: Uint8Array | null = null;
  private used_ms_ = 0;
  private hurry_: (() => void) | null = null;
  private readonly mission_: Pick<Mission, 'origin' | 'time_zone'>;

  constructor(mission: Pick<Mission, 'origin' | 'time_zone'>) {
    this.mission_ = mission;
    addEventListener('pagehide', () => this.close());
    addEventListener('beforeunload', (event) => {
      if (this.sending.get().state !== 'idle') event.preventDefault();
    });
    setInterval(() => this.closeIfIdle(Date.now()), kLook_ms);
  }

  /** Reads nothing but `file` and `passphrase`. Throws KeyProblem, PenProblem or ApiProblem. */
  async open(
    file: KeyFile,
    passphrase: string,
    party: string | null,
    onProgress: (part: number) => void,
  ): Promise<void> {
    if (file.use !== 'author') throw new PenProblem(file.use === 'root' ? 'root' : 'not-author');
    const known = await standing(file.public, party); // before minutes of guessing a passphrase
    const seed = await openKeyFile(file, passphrase, onProgress);
    this.close();
    this.seed_ = seed;
    this.used_ms_ = Date.now();
    this.holder.set({ party: known.party, key: file.public });
  }

  close(): void {
    this.seed_?.fill(0);
    this.seed_ = null;
    if (this.holder.get()) this.holder.set(null);
  }

  /** Half an hour without a key press, a touch or a statement. */
  closeIfIdle(now_ms: number): void {
    if (this.seed_ && now_ms - this.used_ms_ > kIdle_ms) this.close();
  }
  noteUse(): void {
    this.used_ms_ = Date.now();
  }

  /** Sends at once what waits for the connection. */
  hurry(): void {
    this.hurry_?.();
  }

  /**
   * Signs `words` and hands them in. Comes back when the server has given them a place in the log,
   * however long the connection is gone. Throws where they are refused: then nothing was entered.
   */
  async say(words: Words): Promise<Accepted> {
    if (this.sending.get().state !== 'idle') throw new PenProblem('busy');
    this.sending.set({ state: 'sending' });
    try {
      return await this.alone(() => this.signAndSend(words));
    } finally {
      this.sending.set({ state: 'idle' });
    }
  }

  /** One tab of this browser at a time: two would take the same number. */
  private async alone<T>(work: () => Promise<T>): Promise<T> {
    const { locks } = navigator as { locks?: LockManager };
    const holder = this.holder.get();
    if (!locks || !holder) return work();
    return (await locks.request(`truceline.${holder.key}`, work)) as T;
  }

  private async signAndSend(words: Words): Promise<Accepted> {
    const holder = this.holder.get();
    if (!holder || !this.seed_) throw new PenProblem('closed');
    const chain = await standing(holder.key, holder.party);
    const spent = spentOf(holder.key);
    const may = mayUse(spent, chain.next_seq, Date.now());
    if (may !== 'yes')
      throw new PenProblem(may === 'used' ? 'number-used' : 'number-waits', {
        seq: chain.next_seq,
      });
    if (!this.seed_) throw new PenProblem('closed'); // put away while we asked
    this.noteUse();
    const author = {
      seed: this.seed_,
      ...holder,
      log: this.mission_.origin,
      zone: this.mission_.time_zone,
    };
    const signed = sign(author, { ...words, time_ms: statementTime_ms() }, chain);
    const note = (fate: 'unknown' | 'entered' | 'refused') =>
      noteSpent(holder.key, { seq: signed.seq, id: signed.id, fate, at_ms: Date.now() });
    note('unknown');
    try {
      const accepted = await this.deliver(signed);
      note('entered');
      return accepted;
    } catch (cause) {
      note('refused');
      throw cause;
    }
  }

  /** The same bytes again and again, until the server says yes or no. */
  private async deliver(signed: Signed): Promise<Accepted> {
    for (let attempt = 0; ; attempt++) {
      const answer = await post(signed);
      if (answer !== 'lost') return answer;
      const wait_ms = kRetry_ms[Math.min(attempt, kRetry_ms.length - 1)] as number;
      this.sending.set({ state: 'lost', again_ms: Date.now() + wait_ms });
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait_ms);
        this.hurry_ = () => (clearTimeout(timer), resolve());
      });
      this.hurry_ = null;
      this.sending.set({ state: 'sending' });
    }
  }
}
