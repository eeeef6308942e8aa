// SPDX-License-Identifier: Apache-2.0
//
// What went wrong, in a sentence that says what helps.
import { ApiProblem } from '../api/client';
import type { Locale } from '../locale/locale';
import { NoCanonicalForm } from './canonical';
import { KeyProblem } from './key-file';
import { PenProblem } from './pen';
import { TooLarge } from './statement';

export function problemText(cause: unknown, l: Locale): string {
  if (cause instanceof KeyProblem) return l.t(`key.fault.${cause.fault}`);
  if (cause instanceof PenProblem) return l.t(`pen.fault.${cause.fault}`, cause.holes);
  if (cause instanceof TooLarge) return l.t('say.tooLarge');
  if (cause instanceof NoCanonicalForm) return l.t('say.noForm', { seen: cause.message });
  if (cause instanceof ApiProblem) {
    const { problem } = cause;
    if (problem.status === 0) return l.t('error.unreachable');
    return [problem.detail ?? problem.title, problem.mend].filter(Boolean).join(' ');
  }
  return cause instanceof Error ? cause.message : String(cause);
}
