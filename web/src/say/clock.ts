// SPDX-License-Identifier: Apache-2.0
//
// How far this machine's clock is from the server's. A statement carries its author's clock, so a
// phone that is a day off would date what it says a day off. Nothing is corrected silently: the
// page says so, and the person chooses which clock counts.

/** More than this is worth a word; less is the way of networks and cheap clocks. */
export const kClockDoubt_ms = 120_000;

let server_ms: number | null = null; // server minus here, from the newest answer

/** Takes in an answer's Date header; the moments around the request bracket it. */
export function hearDate(date: string | null, before_ms: number, after_ms: number): void {
  const said = date === null ? NaN : Date.parse(date);
  if (!Number.isFinite(said)) return;
  server_ms = said + 500 - (before_ms + after_ms) / 2; // the header is cut to whole seconds
}

/** Server's clock minus this one; null before the first answer. */
export function clockDifference_ms(): number | null {
  return server_ms;
}

export function isClockDoubtful(): boolean {
  return server_ms !== null && Math.abs(server_ms) > kClockDoubt_ms;
}

export type ClockChoice = 'here' | 'server' | null;
let choice: ClockChoice = null;

export function chooseClock(one: ClockChoice): void {
  choice = one;
}
export function chosenClock(): ClockChoice {
  return choice;
}

/** The server's clock as far as it is known: for what a form begins with, which a person sees. */
export function serverNow_ms(): number {
  return Math.round(Date.now() + (isClockDoubtful() ? (server_ms ?? 0) : 0));
}

/** What a statement made now is dated with. */
export function statementTime_ms(): number {
  const here = Date.now();
  return Math.round(choice === 'server' && server_ms !== null ? here + server_ms : here);
}
