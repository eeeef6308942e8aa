// SPDX-License-Identifier: Apache-2.0
//
// The page signs the same bytes as the program: every statement of tests/vectors, which the program
// wrote, is made here again from seed, salt, body and header; and the key file of the specification
// opens.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fromHex, toHex, utf8 } from '../src/proof/bytes';
import { canonical, lean, NoCanonicalForm, type Shape } from '../src/say/canonical';
import { KeyProblem, openKeyFile, readKeyFile, type KeyFault } from '../src/say/key-file';
import { commitment, sign, type Audience, type Reference } from '../src/say/statement';

const root = join(process.cwd(), '..');
const bytes = (hex: string) => fromHex(hex) as Uint8Array;

interface Vector {
  name: string;
  kind: string;
  seed: string;
  salt: string;
  body: string;
  commitment: string;
  header: string;
  envelope: string;
  entry_id: string;
}
interface Header {
  audience: Audience;
  author: { key: string; party: string };
  kind: string;
  log: string;
  prev: string;
  refs: Reference[];
  seq: number;
  time: { ms: number; zone: string };
}

const { cases } = JSON.parse(
  readFileSync(join(root, 'tests/vectors/statements/valid.json'), 'utf8'),
) as { cases: Vector[] };

/** The members in another order, so that the order must come from us. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, shuffled(one)]),
  );
}

test('there are vectors of every kind that the page says', () => {
  const kinds = new Set(cases.map((one) => one.kind));
  for (const kind of ['notification', 'acknowledgement', 'roster', 'call', 'supersede'])
    assert.ok(kinds.has(kind), kind);
});

for (const vector of cases) {
  test(`the same bytes as the program: ${vector.name}`, () => {
    const header = JSON.parse(vector.header) as Header;
    const body = shuffled(JSON.parse(vector.body)) as Shape;
    assert.equal(commitment(bytes(vector.salt), utf8(vector.body)), vector.commitment);
    const made = sign(
      {
        seed: bytes(vector.seed),
        key: header.author.key,
        party: header.author.party,
        log: header.log,
        zone: header.time.zone,
      },
      {
        kind: header.kind,
        body,
        audience: header.audience,
        refs: header.refs,
        time_ms: header.time.ms,
      },
      { next_seq: header.seq, previous: header.prev },
      bytes(vector.salt),
    );
    assert.equal(made.submission.body, vector.body);
    assert.equal(made.submission.envelope, vector.envelope);
    assert.equal(made.submission.salt, vector.salt);
    assert.equal(made.id, vector.entry_id);
    assert.equal(canonical(lean(body)), vector.body, 'nothing that says something is left out');
  });
}

test('recipients are sorted and each there once; nobody is left out', () => {
  const author = { seed: bytes('01'.repeat(32)), key: 'k', party: 'p', log: 'l', zone: 'UTC' };
  const chain = { next_seq: 0, previous: '0'.repeat(64) };
  const header = (audience: Audience) => {
    const made = sign(author, { kind: 'call', body: {}, audience, time_ms: 1 }, chain);
    return atob(JSON.parse(made.submission.envelope).payload as string);
  };
  assert.match(
    header({ label: 'named', recipients: ['un', 'north', 'un'] }),
    /^\{"audience":\{"label":"named","recipients":\["north","un"\]\}/,
  );
  assert.match(header({ label: 'named', recipients: [] }), /^\{"audience":\{"label":"named"\},/);
});

test('each statement has a salt of its own', () => {
  const author = { seed: bytes('01'.repeat(32)), key: 'k', party: 'p', log: 'l', zone: 'UTC' };
  const once = () =>
    sign(
      author,
      { kind: 'call', body: {}, audience: { label: 'public' }, time_ms: 1 },
      { next_seq: 0, previous: '' },
    ).submission.salt;
  assert.notEqual(once(), once());
});

test('what has no canonical form is not signed', () => {
  for (const wrong of [1.5, -0, NaN, Infinity, 2 ** 53, 'half \ud83d', '\udc00 half'])
    assert.throws(() => canonical({ a: wrong }), NoCanonicalForm, String(wrong));
  assert.equal(
    canonical({ b: 'a"\\\n\u0007\u00e9/', a: 0 }),
    '{"a":0,"b":"a\\"\\\\\\n\\u0007\u00e9/"}',
  );
});

const spec = readFileSync(join(root, 'docs/spec/key_file.md'), 'utf8');
const example = /```text key\n([\s\S]*?)```/.exec(spec)?.[1] as string;
const kPassphrase = 'four unrelated plain words';
const kSeed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
/** The same rules with little memory, so that refusals are quick to test. */
const faultOf = async (text: string, passphrase = kPassphrase): Promise<KeyFault | 'opened'> => {
  try {
    await openKeyFile(readKeyFile(text), passphrase);
    return 'opened';
  } catch (cause) {
    assert.ok(cause instanceof KeyProblem, String(cause));
    return cause.fault;
  }
};

test('the key file of the specification opens', async () => {
  const file = readKeyFile(example);
  assert.equal(file.name, 'turkey');
  assert.equal(file.use, 'author');
  let last = 0;
  const seed = await openKeyFile(file, kPassphrase, (part) => (last = part));
  assert.equal(toHex(seed), kSeed);
  assert.ok(last > 0.99, 'it tells how far it is');
});

test('a wrong passphrase, another name or another key open nothing', async () => {
  const quick = example
    .replace('memory: 67108864', 'memory: 8192')
    .replace('passes: 3', 'passes: 1');
  assert.equal(await faultOf(quick), 'wrong-passphrase', 'its cost is bound, too');
  assert.equal(await faultOf(example.replace('name: turkey', 'name: russia')), 'wrong-passphrase');
});

test('what is no key file, or would take too much, is refused before anything is taken', async () => {
  const open = `truceline-key/2\nname: turkey\nuse: author\npublic: ${/public: (\w+)/.exec(example)?.[1]}\ncipher: none\nseed: ${kSeed}\n`;
  assert.equal(await faultOf(open), 'opened');
  assert.equal(await faultOf(open.replace(kSeed, '11'.repeat(32))), 'mismatch');
  assert.equal(await faultOf(example.replace('key/2', 'key/3')), 'version');
  assert.equal(await faultOf(example.replace('67108864', '1073741825')), 'too-large');
  assert.equal(await faultOf(example.replace('passes: 3', 'passes: 17')), 'too-large');
  for (const wrong of [
    '',
    'hello\n',
    `${example}x: y\n`,
    example.trimEnd(),
    example.replace('use: author', 'use: king'),
    example.replace('salt: 00', 'salt: 0'),
    example.replace('public: d7', 'public: D7'),
    `${open}${'#'.repeat(3000)}\n`,
  ])
    assert.equal(await faultOf(wrong), 'no-key-file', wrong.slice(0, 40));
});
