// SPDX-License-Identifier: Apache-2.0
//
// RFC 6962 hashes, and the check of an inclusion proof as RFC 9162 2.1.3.2 runs it. Positions are
// BigInt: a log may be longer than a double counts.
import { sha256 } from '@noble/hashes/sha256';
import { concat } from './bytes';

export { sha256 };

export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(concat(Uint8Array.of(0), entry));
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concat(Uint8Array.of(1), left, right));
}

/** The root that the proof leads to; null where it cannot be a proof for this place and size. */
export function rootFromProof(
  leaf: Uint8Array,
  index: bigint,
  size: bigint,
  proof: Uint8Array[],
): Uint8Array | null {
  if (index >= size) return null;
  let place = index;
  let last = size - 1n;
  let hash = leaf;
  for (const other of proof) {
    if (last === 0n) return null;
    if (place % 2n === 1n || place === last) {
      hash = nodeHash(other, hash);
      while (place % 2n === 0n && place !== 0n) {
        place /= 2n;
        last /= 2n;
      }
    } else {
      hash = nodeHash(hash, other);
    }
    place /= 2n;
    last /= 2n;
  }
  return last === 0n ? hash : null;
}
