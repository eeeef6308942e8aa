// SPDX-License-Identifier: Apache-2.0

export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
/** A sentence with {holes}, or one sentence per plural form of the number {n}. */
export type Message = string | Plural;
