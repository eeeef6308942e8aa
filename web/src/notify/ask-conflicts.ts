// SPDX-License-Identifier: Apache-2.0
//
// POST /api/v1/conflicts/check: what a notification would be in the way of, and what others have
// notified near it. Unsigned, and nothing of it is kept.
import { ask } from '../api/client';
import { asShape, type NotificationBody } from '../duty/bodies';
import { canonical } from '../say/canonical';
import type { Audience } from '../say/statement';
import { speaker, type Writing } from '../say/writing';
import type { Foreseen } from './types';

export interface ConflictQuestion {
  url: string;
  body: string;
}

/** Throws NoCanonicalForm. */
export function conflictQuestion(
  w: Writing,
  body: NotificationBody,
  audience: Audience,
): ConflictQuestion {
  const parameters = new URLSearchParams({ lang: w.l.lang, limit: '20', party: speaker(w) });
  if (audience.label === 'named' && audience.recipients.length)
    parameters.set('to', [...audience.recipients].sort().join());
  return {
    url: `/api/v1/conflicts/check?${parameters.toString()}`,
    body: canonical(asShape(body)),
  };
}

export const askConflicts = (question: ConflictQuestion, signal?: AbortSignal) =>
  ask<Foreseen>(question.url, question.body, signal);
