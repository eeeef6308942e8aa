// SPDX-License-Identifier: Apache-2.0
//
// Whom a reader believes: a C2SP tlog-policy file (docs/spec/policy.md). This page reads what the
// command line reads; whether the quorum is strong enough, `truceline receipt verify` judges.
import { equal } from './bytes';
import { kTypeCosignature, kTypeLog, parseVkey, ProofError, type VerifierKey } from './note';

export interface Witness {
  name: string; // in this file only
  key: VerifierKey;
}
interface Group {
  name: string;
  threshold: number;
  members: string[];
}
export interface Policy {
  logs: VerifierKey[];
  witnesses: Witness[];
  groups: Group[];
  quorum: string;
}

export function parsePolicy(text: string): Policy {
  const policy: Policy = { logs: [], witnesses: [], groups: [], quorum: '' };
  const used = new Set<string>(['none']);
  const grouped = new Set<string>();
  const refuse = (line: string): never => {
    throw new ProofError('policy', line);
  };
  const define = (name: string | undefined, line: string): string => {
    if (!name || used.has(name)) return refuse(line);
    used.add(name);
    return name;
  };
  if (!text.endsWith('\n')) refuse(text.slice(text.lastIndexOf('\n') + 1));
  for (const line of text.split('\n')) {
    // eslint-disable-next-line no-control-regex
    if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) refuse(line);
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words.length === 0 || words[0]!.startsWith('#')) continue;
    const [kind, first, second] = words;
    if (kind === 'log' && first && words.length <= 3) {
      const key = parseVkey(first);
      if (policy.logs.some((log) => equal(log.key, key.key))) refuse(line);
      policy.logs.push(key);
    } else if (kind === 'witness' && second && words.length <= 4) {
      const key = parseVkey(second);
      const twice = policy.witnesses.some((w) => equal(w.key.key, key.key));
      if (key.type !== kTypeCosignature || twice) refuse(line);
      policy.witnesses.push({ name: define(first, line), key });
    } else if (kind === 'group' && second && words.length > 3) {
      const members = words.slice(3);
      for (const member of members) {
        if (member === 'none' || !used.has(member) || grouped.has(member)) refuse(line);
        grouped.add(member);
      }
      const counts: Record<string, number> = { all: members.length, any: 1 };
      const threshold = counts[second] ?? (/^[1-9][0-9]*$/.test(second) ? Number(second) : 0);
      if (threshold < 1 || threshold > members.length) refuse(line);
      policy.groups.push({ name: define(first, line), threshold, members });
    } else if (kind === 'quorum' && first && words.length === 2 && policy.quorum === '') {
      if (!used.has(first)) refuse(line);
      policy.quorum = first;
    } else {
      refuse(line);
    }
  }
  if (policy.quorum === '') refuse('quorum');
  if (policy.logs.some((log) => log.type !== kTypeLog)) refuse('log');
  return policy;
}

/** True where these witnesses, by their names in the policy, are enough. */
export function satisfies(policy: Policy, seen: ReadonlySet<string>): boolean {
  const holds = (name: string): boolean => {
    if (name === 'none') return true;
    const group = policy.groups.find((g) => g.name === name);
    if (!group) return seen.has(name);
    return group.members.filter(holds).length >= group.threshold;
  };
  return holds(policy.quorum);
}
