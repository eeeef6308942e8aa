// SPDX-License-Identifier: Apache-2.0
//
// The one spelling of a header and a body (docs/spec/statement.md): RFC 8785, with whole numbers
// only, and without what says nothing. Refuses what has no such spelling, so that nothing is signed
// that the record would not take.

export type Value = boolean | number | string | Value[] | Shape;
export interface Shape {
  [key: string]: Value | undefined;
}

export class NoCanonicalForm extends Error {}

/** Members sorted by their UTF-16 code units, which is how JavaScript compares strings. */
export function canonical(value: Value): string {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0))
      throw new NoCanonicalForm(`${value} is no whole number`);
    return String(value);
  }
  if (typeof value === 'string') {
    // A lone half of a surrogate pair has no UTF-8.
    if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value))
      throw new NoCanonicalForm('a text holds half a character');
    return JSON.stringify(value);
  }
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key];
      return member === undefined ? [] : [`${JSON.stringify(key)}:${canonical(member)}`];
    });
  return `{${members.join(',')}}`;
}

function saysNothing(value: Value | undefined): boolean {
  if (value === undefined || value === '' || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every((one) => one === undefined);
}

/** Without empty texts, lists and maps and without `false`; a 0 is kept, since it may be required. */
export function lean(shape: Shape): Shape {
  const out: Shape = {};
  for (const [key, value] of Object.entries(shape)) {
    const inner =
      value !== null && typeof value === 'object'
        ? Array.isArray(value)
          ? value.map((one) => (typeof one === 'object' && !Array.isArray(one) ? lean(one) : one))
          : lean(value)
        : value;
    if (!saysNothing(inner)) out[key] = inner;
  }
  return out;
}
