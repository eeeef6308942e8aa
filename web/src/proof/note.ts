// SPDX-License-Identifier: Apache-2.0
//
// C2SP keys, signed notes and checkpoints (docs/spec/ledger.md). Nothing is guessed: a form that
// is not exactly right is an error with its reason.
import { concat, equal, fromBase64, fromHex, utf8 } from './bytes';
import { sha256 } from './merkle';
import { isValidKey, verify } from './signature';

/** What is wrong, as a word of the catalogue and what was seen. */
export class ProofError extends Error {
  readonly seen: string;
  constructor(reason: ProofReason, seen = '') {
    super(reason);
    this.seen = seen;
  }
}
export type ProofReason =
  | 'key'
  | 'note'
  | 'checkpoint'
  | 'signature'
  | 'log'
  | 'policy'
  | 'quorum'
  | 'receipt'
  | 'proof'
  | 'entry';

export const kTypeLog = 0x01;
export const kTypeCosignature = 0x04;

export interface VerifierKey {
  name: string;
  id: Uint8Array;
  type: number;
  key: Uint8Array;
}

/** "<name>+<8 hex>+<base64(type || key)>" */
export function parseVkey(text: string): VerifierKey {
  const parts = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  const bytes = parts ? fromBase64(parts[3]!) : null;
  if (!parts || !bytes || bytes.length !== 33) throw new ProofError('key', text);
  const name = parts[1]!;
  const id = sha256(concat(utf8(`${name}\n`), bytes)).subarray(0, 4);
  const key = bytes.subarray(1);
  const type = bytes[0]!;
  if (!equal(id, fromHex(parts[2]!)!)) throw new ProofError('key', text);
  if ((type !== kTypeLog && type !== kTypeCosignature) || !isValidKey(key))
    throw new ProofError('key', text);
  return { name, id, type, key };
}

interface SignatureLine {
  name: string;
  id: Uint8Array;
  signature: Uint8Array;
}

export interface Note {
  text: string; // with its last line feed
  lines: SignatureLine[];
}

export function parseNote(note: string): Note {
  const divide = note.lastIndexOf('\n\n');
  // eslint-disable-next-line no-control-regex
  if (divide < 0 || !note.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f\u007f]/.test(note))
    throw new ProofError('note');
  const lines = note
    .slice(divide + 2, -1)
    .split('\n')
    .map((line): SignatureLine => {
      const parts = /^— ([^+\s]+) ([A-Za-z0-9+/=]+)$/.exec(line);
      const bytes = parts ? fromBase64(parts[2]!) : null;
      if (!parts || !bytes || bytes.length < 5) throw new ProofError('note', line);
      return { name: parts[1]!, id: bytes.subarray(0, 4), signature: bytes.subarray(4) };
    });
  return { text: note.slice(0, divide + 1), lines };
}

/** When a cosigner signed, in seconds since 1970; 0 for the log's own signature. */
export interface VerifiedLine {
  key: VerifierKey;
  time_s: bigint;
}

function verifyLine(text: string, line: SignatureLine, key: VerifierKey): VerifiedLine | null {
  if (key.type === kTypeLog)
    return verify(key.key, utf8(text), line.signature) ? { key, time_s: 0n } : null;
  if (line.signature.length !== 72) return null;
  const time_s = new DataView(
    line.signature.buffer,
    line.signature.byteOffset,
    8,
  ).getBigUint64(0);
  const message = utf8(`cosignature/v1\ntime ${time_s}\n${text}`);
  return verify(key.key, message, line.signature.subarray(8)) ? { key, time_s } : null;
}

/** The lines by known keys, all of which must hold; lines by others say nothing. */
export function verifyNote(note: Note, known: VerifierKey[]): VerifiedLine[] {
  const verified: VerifiedLine[] = [];
  for (const line of note.lines) {
    const key = known.find((k) => k.name === line.name && equal(k.id, line.id));
    if (!key) continue;
    const good = verifyLine(note.text, line, key);
    if (!good) throw new ProofError('signature', line.name);
    verified.push(good);
  }
  return verified;
}

export interface Checkpoint {
  origin: string;
  size: bigint;
  root: Uint8Array;
}

export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n');
  const root = fromBase64(lines[2] ?? '');
  if (!lines[0] || !/^(0|[1-9][0-9]{0,18})$/.test(lines[1] ?? '') || root?.length !== 32)
    throw new ProofError('checkpoint');
  return { origin: lines[0], size: BigInt(lines[1]!), root };
}
