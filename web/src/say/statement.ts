// SPDX-License-Identifier: Apache-2.0
//
// A statement as its author signs it: header, commitment, envelope, entry id, byte for byte as
// domain/envelope.cpp and docs/spec/statement.md have them. web/test/statement.test.ts holds it to
// the vectors that the program writes.
import { ed25519 } from '@noble/curves/ed25519';
import { sha256 } from '@noble/hashes/sha2';
import { randomBytes } from '@noble/hashes/utils';
import { concat, toBase64, toHex, utf8 } from '../proof/bytes';
import { canonical, type Shape } from './canonical';

const kType = 'application/vnd.truceline.statement.v1+json';
const kCommitmentLabel = utf8('truceline.org/commitment/v1\0');
export const kBodyBytes = 32_768;
const kHeaderBytes = 8_192;

export type Audience =
  | { label: 'public' | 'all-parties' }
  | { label: 'named'; recipients: string[] };
export interface Reference {
  entry: string;
  kind: 'answers' | 'cites' | 'supersedes';
}
/** Where the key's own count stands. */
export interface Chain {
  next_seq: number;
  previous: string;
}
export interface Draft {
  kind: string;
  body: Shape;
  audience: Audience;
  refs?: Reference[];
  time_ms: number;
}
export interface Author {
  /** The Ed25519 seed. */
  seed: Uint8Array;
  key: string;
  party: string;
  /** Origin of the log. */
  log: string;
  /** The zone its author works in. */
  zone: string;
}
/** What is posted to /api/v1/statements, and the entry id it will have. */
export interface Signed {
  submission: { envelope: string; salt: string; body: string };
  id: string;
  seq: number;
}

export class TooLarge extends Error {}

export function commitment(salt: Uint8Array, body: Uint8Array): string {
  return toHex(sha256(concat(kCommitmentLabel, salt, body)));
}

/** Sorted by their bytes, each once; left out where there is nobody. */
function audienceShape(audience: Audience): Shape {
  if (audience.label !== 'named') return { label: audience.label };
  const recipients = [...new Set(audience.recipients)].sort();
  return { label: 'named', recipients: recipients.length ? recipients : undefined };
}

export function headerText(
  author: Omit<Author, 'seed'>,
  draft: Draft,
  chain: Chain,
  commit: string,
): string {
  return canonical({
    audience: audienceShape(draft.audience),
    author: { key: author.key, party: author.party },
    commit,
    kind: draft.kind,
    log: author.log,
    prev: chain.previous,
    refs: (draft.refs ?? []).map(({ entry, kind }) => ({ entry, kind })),
    seq: chain.next_seq,
    time: { ms: draft.time_ms, zone: author.zone },
    v: 1,
  });
}

/** DSSE's pre-authentication encoding of the header. */
export function toSign(header: Uint8Array): Uint8Array {
  return concat(utf8(`DSSEv1 ${kType.length} ${kType} ${header.length} `), header);
}

/** `salt`: 32 fresh random bytes; left out: taken from the system's generator. */
export function sign(
  author: Author,
  draft: Draft,
  chain: Chain,
  salt: Uint8Array = randomBytes(32),
): Signed {
  const body = canonical(draft.body);
  const bytes = utf8(body);
  if (bytes.length > kBodyBytes) throw new TooLarge(`${bytes.length} > ${kBodyBytes}`);
  const header = utf8(headerText(author, draft, chain, commitment(salt, bytes)));
  if (header.length > kHeaderBytes) throw new TooLarge(`${header.length} > ${kHeaderBytes}`);
  const signature = ed25519.sign(toSign(header), author.seed);
  const envelope =
    `{"payload":"${toBase64(header)}","payloadType":"${kType}",` +
    `"signatures":[{"keyid":"${author.key}","sig":"${toBase64(signature)}"}]}`;
  return {
    submission: { envelope, salt: toHex(salt), body },
    id: toHex(sha256(concat(Uint8Array.of(0), utf8(envelope)))),
    seq: chain.next_seq,
  };
}
