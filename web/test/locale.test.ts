// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en, type Key, type Message } from '../src/locale/en';
import { fill, kCatalogues, locale } from '../src/locale/locale';

const forms = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message);
const holes = (text: string) => new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]));

for (const [lang, catalogue] of Object.entries(kCatalogues)) {
  test(`${lang} has every key of the English catalogue and none besides`, () => {
    assert.deepEqual(Object.keys(catalogue).sort(), Object.keys(en).sort());
  });
  test(`${lang} fills the same holes as English and leaves nothing empty`, () => {
    for (const key of Object.keys(en) as Key[]) {
      const wanted = new Set(forms(en[key]).flatMap((text) => [...holes(text)]));
      const given = new Set(forms(catalogue[key]).flatMap((text) => [...holes(text)]));
      assert.deepEqual([...given].sort(), [...wanted].sort(), key);
      for (const text of forms(catalogue[key])) assert.ok(text.trim(), key);
    }
  });
  test(`${lang} has each plural form its language asks for`, () => {
    const needed = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    for (const [key, message] of Object.entries(catalogue)) {
      if (typeof message === 'string') continue;
      for (const form of needed) assert.ok(form in message, `${key} lacks "${form}"`);
    }
  });
}

test('Arabic is written in Arabic, the name and commands apart', () => {
  for (const [key, message] of Object.entries(kCatalogues.ar)) {
    if (key === 'app.name' || key === 'find.countOf') continue;
    for (const text of forms(message)) assert.match(text, /[\u0600-\u06ff]/, key);
  }
});
test('Arabic counts with its own plural forms and Western digits', () => {
  const l = locale('ar');
  assert.equal(l.t('find.count', { n: 1 }), 'استنتاج واحد');
  assert.equal(l.t('find.count', { n: 2 }), 'استنتاجان');
  assert.equal(l.t('find.count', { n: 3 }), '3 استنتاجات');
  assert.equal(l.t('find.count', { n: 17000 }), '17,000 استنتاج');
  assert.equal(l.dir, 'rtl');
});
test('English counts', () => {
  const l = locale('en');
  assert.equal(l.t('find.count', { n: 1 }), '1 finding');
  assert.equal(l.t('find.count', { n: 300 }), '300 findings');
  assert.equal(l.metres(450), '450 m');
  assert.equal(l.metres(25000), '25 km');
});
test('names fall back to another language, then to the id', () => {
  const l = locale('ar');
  assert.equal(l.name({ en: 'Idlib', ar: 'إدلب' }, 'idlib'), 'إدلب');
  assert.equal(l.name({ fr: 'Idleb' }, 'idlib'), 'Idleb');
  assert.equal(l.name({}, 'idlib'), 'idlib');
  assert.equal(l.word('kind', 'something-new'), 'something-new');
});
test('holes without a value stay visible instead of vanishing', () => {
  assert.equal(fill('{a} and {b}', { a: 1 }), '1 and {b}');
});
