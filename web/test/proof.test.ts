// SPDX-License-Identifier: Apache-2.0
//
// The page's own verifier, against the examples of docs/spec and the published edge cases.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fromHex, utf8 } from '../src/proof/bytes';
import { leafHash } from '../src/proof/merkle';
import { ProofError } from '../src/proof/note';
import { parsePolicy, satisfies } from '../src/proof/policy';
import { parseReceipt, verifyReceipt } from '../src/proof/receipt';
import { isValidKey, verify } from '../src/proof/signature';

/** The first fenced block of a page of docs/spec, from the folder the tests start in. */
function example(page: string): string {
  const text = readFileSync(`../docs/spec/${page}`, 'utf8');
  return /```\n([\s\S]*?)```/.exec(text)![1]!;
}

const receipt = example('receipt.md');
const policy = example('policy.md');
const second = leafHash(utf8('second'));

test('the example of the specification verifies, with the witnesses that cosigned', () => {
  const shown = verifyReceipt(parseReceipt(receipt), second, parsePolicy(policy));
  assert.equal(shown.checkpoint.origin, 'ledger.example/idlib');
  assert.equal(shown.index, 1n);
  assert.deepEqual(
    shown.witnesses.map((w) => w.name),
    ['party-a', 'party-b', 'party-c'],
  );
});

test('another entry, or another place, does not verify', () => {
  const trust = parsePolicy(policy);
  assert.throws(() => verifyReceipt(parseReceipt(receipt), leafHash(utf8('first')), trust), {
    message: 'proof',
  });
  const moved = receipt.replace('index 1', 'index 2');
  assert.throws(() => verifyReceipt(parseReceipt(moved), second, trust), { message: 'proof' });
});

test('no letter of a receipt can be changed', () => {
  const trust = parsePolicy(policy);
  for (let at = 0; at < receipt.length; at += 11) {
    const letter = receipt[at] === 'A' ? 'B' : 'A';
    const changed = receipt.slice(0, at) + letter + receipt.slice(at + 1);
    // A line whose name or key id was hit is by nobody we know; three witnesses are then too few.
    assert.throws(() => verifyReceipt(parseReceipt(changed), second, trust), `letter ${at}`);
  }
});

test('fewer witnesses than the policy asks for are not enough', () => {
  const lines = receipt.split('\n').filter((line) => !line.includes('c.example'));
  assert.throws(
    () => verifyReceipt(parseReceipt(lines.join('\n')), second, parsePolicy(policy)),
    { message: 'quorum' },
  );
});

interface Change {
  name: string;
  from: string;
  to: string;
  accepted: boolean;
}

/** The vectors that the command line is held to as well. */
function changesOf<T extends Change>(name: string): T[] {
  const file = readFileSync(`../tests/vectors/ledger/${name}`, 'utf8');
  return (JSON.parse(file) as { cases: T[] }).cases;
}

function holds(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch (error) {
    assert.ok(error instanceof ProofError, String(error));
    return false;
  }
}

test('a policy is read or refused as the command line does', () => {
  for (const { name, from, to, accepted } of changesOf('policies.json'))
    assert.equal(holds(() => parsePolicy(policy.replace(from, () => to))), accepted, name);
});

test('a receipt is accepted or refused as the command line does', () => {
  type Case = Change & { entry: string; policy_from: string; policy_to: string };
  for (const c of changesOf<Case>('receipts.json')) {
    const trust = parsePolicy(policy.replace(c.policy_from, () => c.policy_to));
    const text = receipt.replace(c.from, () => c.to);
    const leaf = leafHash(utf8(c.entry));
    assert.equal(holds(() => verifyReceipt(parseReceipt(text), leaf, trust)), c.accepted, c.name);
  }
});

test('groups of groups count as the policy says', () => {
  const trust = parsePolicy(
    policy.replace(
      'group guarantors 3 party-a party-b party-c neutral',
      'group two any party-a party-b\ngroup guarantors all two neutral',
    ),
  );
  assert.equal(satisfies(trust, new Set(['party-b', 'neutral'])), true);
  assert.equal(satisfies(trust, new Set(['party-a', 'party-b'])), false);
});

const vectors = '../../shared/vectors/ed25519/cctv_ed25519vectors.json';
test(
  'on 914 crafted signatures the verdict is that of the server',
  { skip: existsSync(vectors) ? false : 'the published edge cases are not beside this checkout' },
  () => {
    const cases = JSON.parse(readFileSync(vectors, 'utf8')) as {
      key: string;
      sig: string;
      msg: string;
      flags: string[] | null;
    }[];
    // Sound: whatever is crafted with a point of low order, or a spelling that is not canonical,
    // is refused, and nothing else is.
    let accepted = 0;
    for (const { key, sig, msg, flags } of cases) {
      const good = verify(fromHex(key)!, utf8(msg), fromHex(sig)!);
      if (good) ++accepted;
      const crafted = (flags ?? []).length > 0;
      assert.equal(good, !crafted, `${key} ${sig} ${flags?.join(' ')}`);
    }
    assert.equal(cases.length, 914);
    assert.ok(accepted > 0);
    assert.equal(isValidKey(new Uint8Array(32)), false);
  },
);
