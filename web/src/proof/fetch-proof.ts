// SPDX-License-Identifier: Apache-2.0
//
// What the server offers for one entry: its receipt, the entry's bytes out of the tile that holds
// them, and the mission's own policy. All of it is checked before a word of it is believed; the
// policy is the one thing a reader should have from elsewhere.
import { getText, getBytes } from '../api/client';
import { ProofError, parseCheckpoint, parseNote } from './note';
import { parseReceipt } from './receipt';

const kBundle = 256n;

/** "x001/x234/067" */
function tileNumber(n: bigint): string {
  const groups = n.toString().padStart(Math.ceil(n.toString().length / 3) * 3, '0').match(/.../g)!;
  return groups.map((group, i) => (i + 1 < groups.length ? `x${group}` : group)).join('/');
}

/** The address of the bundle that holds an entry, in a tree of `size`. */
export function bundlePath(index: bigint, size: bigint): string {
  const number = index / kBundle;
  const width = size - number * kBundle;
  return `/tile/entries/${tileNumber(number)}${width < kBundle ? `.p/${width}` : ''}`;
}

/** One entry's bytes: each stands behind its length in two bytes. */
export function entryIn(bundle: Uint8Array, place: number): Uint8Array {
  let at = 0;
  for (let i = 0; at + 2 <= bundle.length; ++i) {
    const end = at + 2 + bundle[at]! * 256 + bundle[at + 1]!;
    if (end > bundle.length) break;
    if (i === place) return bundle.slice(at + 2, end);
    at = end;
  }
  throw new ProofError('entry', String(place));
}

export interface Offered {
  receipt: string;
  entry: Uint8Array;
  policy: string;
}

/** Throws ApiProblem or ProofError. */
export async function fetchProof(entry: string): Promise<Offered> {
  const [receipt, policy] = await Promise.all([
    getText(`/api/v1/receipts/${encodeURIComponent(entry)}`),
    getText('/api/v1/policy'),
  ]);
  const { index, checkpoint } = parseReceipt(receipt);
  const { size } = parseCheckpoint(parseNote(checkpoint).text);
  const bundle = await getBytes(bundlePath(index, size));
  return { receipt, policy, entry: entryIn(bundle, Number(index % kBundle)) };
}
