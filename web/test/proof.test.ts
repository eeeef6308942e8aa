// SPDX-License-Identifier: Apache-2.0
//
// The page's own verifier, against the examples of docs/spec and the published edge cases.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fromHex, utf8 } from '../src/proof/bytes';
import { leafHash } from '../src/proof/merkle';
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

test('a policy is refused where the command line refuses it', () => {
  for (const bad of [
    policy.replace('group guarantors 3', 'group guarantors 5'),
    policy.replace('quorum guarantors\n', ''),
    policy.replace('quorum guarantors', 'quorum nobody'),
    policy.trimEnd(),
    policy + 'quorum none\n',
    policy.replace('party-a party-b', 'party-a party-a'),
  ])
    assert.throws(() => parsePolicy(bad), { message: 'policy' });
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
