// SPDX-License-Identifier: Apache-2.0
//
// A key file (docs/spec/key_file.md) opened in the browser. The file and its passphrase are sent
// nowhere; what comes out is the seed, which whoever holds it must wipe. Refuses every file that the
// program would refuse, and before any memory is taken.
import { xchacha20poly1305 } from '@noble/ciphers/chacha';
import { ed25519 } from '@noble/curves/ed25519';
import { argon2idAsync } from '@noble/hashes/argon2';
import { fromHex, toHex, utf8 } from '../proof/bytes';

const kFirstLine = 'truceline-key/2';
const kFileBytes = 2_048;
const kSealedLabels = [
  'name',
  'use',
  'public',
  'cipher',
  'memory',
  'passes',
  'salt',
  'nonce',
  'sealed',
];
const kPlainLabels = ['name', 'use', 'public', 'cipher', 'seed'];
const kMemory = [8_192, 1_073_741_824] as const;
const kPasses = [1, 16] as const;

export type KeyFault = 'no-key-file' | 'version' | 'too-large' | 'wrong-passphrase' | 'mismatch';
export class KeyProblem extends Error {
  readonly fault: KeyFault;
  constructor(fault: KeyFault) {
    super(fault);
    this.fault = fault;
  }
}

export interface KeyFile {
  /** The party it speaks for, by its own word. */
  name: string;
  use: 'author' | 'root' | 'log' | 'cosigner';
  public: string;
  /** Null: the seed stands there open. */
  lock: {
    memory: number;
    passes: number;
    salt: Uint8Array;
    nonce: Uint8Array;
    sealed: Uint8Array;
  } | null;
  seed: Uint8Array | null;
  /** The file's own bytes up to and with "sealed: ". */
  bound: string;
}

function hex(text: string | undefined, bytes: number): Uint8Array {
  const value = text !== undefined && /^[0-9a-f]*$/.test(text) ? fromHex(text) : null;
  if (value?.length !== bytes) throw new KeyProblem('no-key-file');
  return value;
}

function decimal(text: string | undefined, [least, most]: readonly [number, number]): number {
  if (!text || !/^[1-9]\d{0,9}$/.test(text)) throw new KeyProblem('no-key-file');
  const value = Number(text);
  if (value < least || value > most) throw new KeyProblem('too-large');
  return value;
}

export function readKeyFile(text: string): KeyFile {
  if (utf8(text).length > kFileBytes || !text.endsWith('\n')) throw new KeyProblem('no-key-file');
  const [first, ...lines] = text.slice(0, -1).split('\n');
  if (first !== kFirstLine)
    throw new KeyProblem(first?.startsWith('truceline-key/') ? 'version' : 'no-key-file');
  const pairs = lines.map((line) => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2)] as const;
  });
  const labels = pairs.map(([label]) => label).join();
  const values = new Map(pairs);
  const open = labels === kPlainLabels.join();
  if (!open && labels !== kSealedLabels.join()) throw new KeyProblem('no-key-file');
  const use = values.get('use') ?? '';
  const cipher = open ? 'none' : 'argon2id13+xchacha20-poly1305';
  if (!/^(author|root|log|cosigner)$/.test(use) || values.get('cipher') !== cipher)
    throw new KeyProblem('no-key-file');
  return {
    name: values.get('name') ?? '',
    use: use as KeyFile['use'],
    public: toHex(hex(values.get('public'), 32)),
    lock: open
      ? null
      : {
          memory: decimal(values.get('memory'), kMemory),
          passes: decimal(values.get('passes'), kPasses),
          salt: hex(values.get('salt'), 16),
          nonce: hex(values.get('nonce'), 24),
          sealed: hex(values.get('sealed'), 48),
        },
    seed: open ? hex(values.get('seed'), 32) : null,
    bound: text.slice(0, text.lastIndexOf('sealed: ') + 'sealed: '.length),
  };
}

async function unseal(
  file: KeyFile,
  passphrase: string,
  onProgress: (part: number) => void,
): Promise<Uint8Array> {
  if (!file.lock) return file.seed as Uint8Array;
  const { memory, passes, salt, nonce, sealed } = file.lock;
  const key = await argon2idAsync(utf8(passphrase), salt, {
    t: passes,
    m: memory / 1024,
    p: 1,
    version: 0x13,
    dkLen: 32,
    maxmem: kMemory[1],
    asyncTick: 20,
    onProgress,
  });
  try {
    return xchacha20poly1305(key, nonce, utf8(file.bound)).decrypt(sealed);
  } catch {
    throw new KeyProblem('wrong-passphrase'); // or somebody changed the file: they look alike
  } finally {
    key.fill(0);
  }
}

/** The seed. Takes seconds: that is what makes guessing slow. `onProgress` hears 0 to 1. */
export async function openKeyFile(
  file: KeyFile,
  passphrase: string,
  onProgress: (part: number) => void = () => undefined,
): Promise<Uint8Array> {
  const seed = await unseal(file, passphrase, onProgress);
  if (toHex(ed25519.getPublicKey(seed)) !== file.public) {
    seed.fill(0);
    throw new KeyProblem('mismatch');
  }
  return seed;
}
