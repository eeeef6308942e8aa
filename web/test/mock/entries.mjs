// SPDX-License-Identifier: Apache-2.0
//
// The ledger's side of the mock: short and full forms of every entry.
import { createHash } from 'node:crypto';
import { agreements, day, posts, zones } from './world.mjs';
import { events, precisions, dyads } from './reports.mjs';

const hash = (text) => createHash('sha256').update(text).digest();

/** The entries before the first report: one agreement, zone, post, actor ... each. */
export function fixedEntries() {
  const rows = [];
  const add = (kind, party, at, summary, body) =>
    rows.push({ kind, party, time_ms: day(at), summary, body });
  add('key', 'mission', '2017-01-01', 'Key enrolled for the monitoring desk', {
    action: 'enrol',
    party: 'mission',
    holder: 'monitoring desk',
  });
  for (const a of agreements)
    add('agreement', 'mission', a.signed, a.title.en, {
      id: a.id,
      title: a.title.en,
      guarantors: a.guarantors,
      excluded: a.excluded,
      provisions: a.provisions.map((p) => ({ id: p.id, modality: p.modality, what: p.what })),
    });
  for (const z of zones)
    add('zone', 'mission', z.from, `${z.names.en}: ${z.kind}`, {
      id: z.id,
      kind: z.kind,
      line: 'illustrative',
      names: z.names,
      monitors: z.monitors,
    });
  for (const p of posts)
    for (const [status, from] of p.history)
      add('post', 'mission', from, `${p.names.en}: ${status}`, {
        id: p.id,
        kind: p.kind,
        names: p.names,
        operators: p.operators.map((name) => ({ name })),
        status,
        when: { from_ms: day(from) },
      });
  while (rows.length < 80)
    add('actor', 'mission', '2017-01-01', `Actor ${rows.length}`, {
      id: `actor-${rows.length}`,
      kind: 'armed-group',
    });
  return rows.map((row, index) => ({ index, ...row }));
}

export function reportEntry(r) {
  return {
    index: r.index,
    kind: 'report',
    party: 'mission',
    time_ms: day('2019-12-05') + r.index * 20,
    summary: `${events[r.event]} at ${r.name.en}: ${dyads[r.dyad]}, ${r.best} deaths`,
    body: {
      event: events[r.event],
      side_a: [{ name: dyads[r.dyad].split(' - ')[0] }],
      side_b: [{ name: dyads[r.dyad].split(' - ')[1] }],
      when: {
        from_ms: r.from,
        to_ms: r.to,
        precision: r.length === 1 ? 'day' : 'days',
        zone: 'UTC',
      },
      place: {
        point: { lon_e7: Math.round(r.lon * 1e7), lat_e7: Math.round(r.lat * 1e7) },
        radius_m: r.radius_m,
        precision: precisions[r.precision],
        name: r.name.en,
      },
      counts: [
        {
          unit: 'deaths',
          low: Math.floor(r.best * 0.8),
          best: r.best,
          high: Math.ceil(r.best * 1.4),
        },
      ],
      source: {
        publisher: 'UCDP GED',
        id: `ucdp:${200000 + r.index}`,
        certainty: 'reported',
        cites: ['"Agence France Presse","Report of the day"'],
      },
    },
  };
}

export const shortEntry = (e) => ({
  index: e.index,
  id: hash(`entry ${e.index}`).toString('hex'),
  kind: e.kind,
  party: e.party,
  time_ms: e.time_ms,
  audience: 'public',
  summary: e.summary,
});

export function fullEntry(e, findings, size) {
  const short = shortEntry(e);
  const withheld = e.index === 1042;
  const erased = e.index === 1043;
  return {
    index: e.index,
    id: short.id,
    header: {
      log: 'truceline.example/mock',
      party: e.party,
      key: hash('key').toString('hex'),
      sequence: e.index,
      previous: hash(`entry ${e.index - 1}`).toString('hex'),
      kind: e.kind,
      time_ms: e.time_ms,
      time_zone: 'Asia/Damascus',
      audience: {
        label: withheld ? 'named' : 'public',
        recipients: withheld ? ['guarantors'] : [],
      },
      references: [],
      commitment: hash(`body ${e.index}`).toString('hex'),
    },
    body: withheld || erased ? null : e.body,
    body_state: withheld ? 'withheld' : erased ? 'erased' : 'shown',
    erasure: erased
      ? { entry: 1044, party: 'mission', basis: 'GDPR article 17', decided_by: 'data desk' }
      : null,
    findings: findings
      .filter((f) => f.evidence.includes(e.index))
      .slice(0, 20)
      .map((f) => f.id),
    superseded_by: null,
    receipt: {
      checkpoint: checkpoint(size),
      inclusion: Array.from({ length: 15 }, (_, i) => hash(`${e.index}/${i}`).toString('base64')),
    },
  };
}

export const digest = (size) => hash(`digest ${size}`).toString('hex');
export const checkpoint = (size) =>
  `truceline.example/mock\n${size}\n${hash(`root ${size}`).toString('base64')}\n\n— truceline.example/mock ${hash('sig').toString('base64')}\n`;
