// SPDX-License-Identifier: Apache-2.0
//
// Hands a signed statement to the server. What the server answered clearly is an answer; what it
// did not, or could not, is "lost": the statement may have arrived, so only the same bytes may be
// sent again. The server gives the same bytes the same place.
import { ApiProblem, problemOf } from '../api/client';
import { hearDate } from './clock';
import type { Signed } from './statement';

/** Answer of POST /api/v1/statements. */
export interface Accepted {
  index: number;
  id: string;
  tree_size: number;
}

const kPatience_ms = 20_000;

/** Too much at once, or not now: asked again later the answer may be another. */
function isPassing(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

/** Throws ApiProblem where the statement was refused. */
export async function post(signed: Signed): Promise<Accepted | 'lost'> {
  const before = Date.now();
  let response: Response;
  try {
    response = await fetch('/api/v1/statements', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(signed.submission),
      signal: AbortSignal.timeout(kPatience_ms),
    });
    hearDate(response.headers.get('date'), before, Date.now());
    if (response.ok) {
      const accepted = (await response.json()) as Accepted;
      if (accepted.id === signed.id) return accepted;
      return 'lost'; // not an answer to what was sent
    }
  } catch {
    return 'lost';
  }
  if (isPassing(response.status)) return 'lost';
  throw new ApiProblem(await problemOf(response));
}
