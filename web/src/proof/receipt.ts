// SPDX-License-Identifier: Apache-2.0
//
// A receipt (C2SP tlog-proof, docs/spec/receipt.md): checked here with nothing but the entry, the
// reader's own policy and this code.
import { equal, fromBase64 } from './bytes';
import { rootFromProof } from './merkle';
import {
  kTypeCosignature,
  kTypeLog,
  parseCheckpoint,
  parseNote,
  ProofError,
  verifyNote,
  type Checkpoint,
} from './note';
import { satisfies, type Policy } from './policy';

export interface Receipt {
  index: bigint;
  proof: Uint8Array[];
  checkpoint: string;
}

const kProofHashes = 63;

export function parseReceipt(text: string): Receipt {
  const divide = text.indexOf('\n\n');
  if (divide < 0) throw new ProofError('receipt');
  const lines = text.slice(0, divide).split('\n');
  if (lines.shift() !== 'c2sp.org/tlog-proof@v1') throw new ProofError('receipt', text.slice(0, 40));
  if (lines[0]?.startsWith('extra ')) {
    const extra = lines.shift()!.slice('extra '.length); // Nobody signed it: nothing rests on it.
    if (!fromBase64(extra)?.length) throw new ProofError('receipt', extra);
  }
  const index = /^index (0|[1-9][0-9]{0,18})$/.exec(lines.shift() ?? '');
  if (!index || lines.length > kProofHashes) throw new ProofError('receipt', 'index');
  const proof = lines.map((line) => {
    const hash = fromBase64(line);
    if (hash?.length !== 32) throw new ProofError('receipt', line);
    return hash;
  });
  return { index: BigInt(index[1]!), proof, checkpoint: text.slice(divide + 2) };
}

/** What a receipt shows, once everything held. */
export interface Shown {
  checkpoint: Checkpoint;
  index: bigint;
  /** The policy's witnesses that cosigned, by their names there, and when. */
  witnesses: { name: string; time_s: bigint }[];
}

/** Throws ProofError with the first thing that does not hold. */
export function verifyReceipt(receipt: Receipt, leaf: Uint8Array, policy: Policy): Shown {
  const note = parseNote(receipt.checkpoint);
  const checkpoint = parseCheckpoint(note.text);
  const lines = verifyNote(note, [...policy.logs, ...policy.witnesses.map((w) => w.key)]);
  if (!lines.some((l) => l.key.type === kTypeLog && l.key.name === checkpoint.origin))
    throw new ProofError('log', checkpoint.origin);
  const witnesses = lines
    .filter((l) => l.key.type === kTypeCosignature)
    .map((l) => ({
      name: policy.witnesses.find((w) => w.key === l.key)!.name,
      time_s: l.time_s,
    }));
  if (!satisfies(policy, new Set(witnesses.map((w) => w.name))))
    throw new ProofError('quorum', witnesses.map((w) => w.name).join(', '));
  const root = rootFromProof(leaf, receipt.index, checkpoint.size, receipt.proof);
  if (!root || !equal(root, checkpoint.root)) throw new ProofError('proof');
  return { checkpoint, index: receipt.index, witnesses };
}
