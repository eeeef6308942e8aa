// SPDX-License-Identifier: Apache-2.0
//
// Questions to the mission's server. Every failure, the network's too, comes out as one
// ApiProblem that a person can act on; nothing is retried behind the reader's back. Repeated
// requests are cheap: the browser keeps the ETag and the server answers 304.
import { hearDate } from '../say/clock';
import type { Lang, ProblemBody } from './types';

export class ApiProblem extends Error {
  readonly problem: ProblemBody;
  constructor(problem: ProblemBody) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

export interface Scope {
  lang: Lang;
  /** Answer as known at this number of entries; null: all there are. */
  asKnownAt: number | null;
}

export type Query = Record<string, string | number | boolean | undefined>;

/** Builds the address of an answer; parameters in a fixed order, so that caches agree. */
export function address(path: string, scope: Scope, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const key of Object.keys(query).sort()) {
    const value = query[key];
    if (value !== undefined) parameters.set(key, String(value));
  }
  if (scope.asKnownAt !== null) parameters.set('as_known_at', String(scope.asKnownAt));
  parameters.set('lang', scope.lang);
  return `/api/v1/${path}?${parameters.toString()}`;
}

export async function problemOf(response: Response): Promise<ProblemBody> {
  try {
    if (/json/.test(response.headers.get('content-type') ?? '')) {
      return (await response.json()) as ProblemBody;
    }
  } catch {
    // An error page that is no JSON says no more than its status does.
  }
  return { type: 'about:blank', title: `HTTP ${response.status}`, status: response.status };
}

async function request(
  url: string,
  signal?: AbortSignal,
  more: RequestInit = {},
): Promise<Response> {
  let response: Response;
  const before = Date.now();
  try {
    response = await fetch(url, {
      credentials: 'same-origin',
      ...more,
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiProblem({ type: 'about:blank', title: 'unreachable', status: 0 });
  }
  // An answer out of the browser's own cache has the date of another day.
  if (response.headers.get('cache-control')?.includes('no-store'))
    hearDate(response.headers.get('date'), before, Date.now());
  if (!response.ok) throw new ApiProblem(await problemOf(response));
  return response;
}

/** What a POST with a question answers; nothing is entered by it. */
export async function ask<T>(url: string, question: string, signal?: AbortSignal): Promise<T> {
  const response = await request(url, signal, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: question,
  });
  return (await response.json()) as T;
}

export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  return (await (await request(url, signal)).json()) as T;
}
export async function getText(url: string): Promise<string> {
  return (await request(url)).text();
}

export async function getBytes(url: string): Promise<Uint8Array> {
  return new Uint8Array(await (await request(url)).arrayBuffer());
}
