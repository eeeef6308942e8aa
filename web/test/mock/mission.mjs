// SPDX-License-Identifier: Apache-2.0
//
// The mock mission as a whole, and its answers by path.
import { agreements, day, kDay, offsets, places, posts, zones } from './world.mjs';
import { columns, dyads, events, inside, makeReports, precisions } from './reports.mjs';
import { eventLabels, findingView, makeFindings } from './findings.mjs';
import {
  checkpoint,
  digest,
  fixedEntries,
  fullEntry,
  reportEntry,
  shortEntry,
} from './entries.mjs';

const states = {
  en: {
    'not-yet': 'not yet in effect',
    'in-effect': 'in effect',
    met: 'met',
    'met-late': 'met late',
    overdue: 'overdue',
    ended: 'ended',
  },
  ar: {
    'not-yet': 'لم يسرِ بعد',
    'in-effect': 'سارٍ',
    met: 'تم الوفاء به',
    'met-late': 'تم الوفاء به متأخرًا',
    overdue: 'متأخر',
    ended: 'منتهٍ',
  },
};
export class Problem extends Error {
  constructor(status, code, title, detail, mend) {
    super(detail);
    this.body = { type: `https://truceline.org/problems/${code}`, title, status, detail, mend };
  }
}

export function makeMission({ reports: count = 17_000, findings: findingCount = 300 } = {}) {
  const fixed = fixedEntries();
  const rows = makeReports(count, fixed.length);
  let size = fixed.length + rows.length;
  const allFindings = count ? makeFindings(rows, size, findingCount) : [];
  const entryAt = (i) =>
    fixed[i] ?? (rows[i - fixed.length] && reportEntry(rows[i - fixed.length]));
  const known = (q) => {
    const n = q.has('as_known_at') ? Number(q.get('as_known_at')) : size;
    if (!Number.isInteger(n) || n < 0 || n > size)
      throw new Problem(
        400,
        'as-known-at',
        'No such entry count',
        `as_known_at=${q.get('as_known_at')} is outside 0..${size}`,
        `give a number from 0 to ${size}`,
      );
    return n;
  };
  const rowsAt = (n) => (n >= size ? rows : rows.filter((r) => r.index < n));
  const findingsAt = (n) =>
    n >= size ? allFindings : allFindings.filter((f) => f.evidence.every((e) => e < n));
  const point = (coordinates, properties) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates },
    properties,
  });
  const collection = (features, more = {}) => ({ type: 'FeatureCollection', features, ...more });

  const routes = {
    '/api/v1/mission': (q, lang) => {
      const n = known(q);
      const found = findingsAt(n);
      const seen = rowsAt(n);
      return {
        id: 'mock-2017',
        title: { en: 'Mock mission: Syria, 2016–2019', ar: 'بعثة تجريبية: سوريا، 2016–2019' },
        origin: 'truceline.example/mock',
        time_zone: 'Asia/Damascus',
        languages: ['en', 'ar'],
        bounds: [35.4, 32.2, 42.5, 37.4],
        disclaimer: {
          en: 'Invented data for tests. Lines drawn on this map are illustrative and imply no position on any boundary or status.',
          ar: 'بيانات مختلقة للاختبار. الخطوط المرسومة على هذه الخريطة توضيحية ولا تعبّر عن أي موقف من الحدود أو الأوضاع القانونية.',
        },
        span: seen.length
          ? { from_ms: seen[0].from, to_ms: Math.max(...seen.slice(-60).map((r) => r.to)) }
          : null,
        entries: size,
        as_known_at: n,
        digest: digest(n),
        layers: [
          {
            id: 'towns',
            title: { en: 'Towns', ar: 'البلدات' },
            kind: 'town',
            href: '/layers/towns.geojson',
            source: 'Invented for tests',
            disclaimer: {
              en: 'Names as the source writes them.',
              ar: 'الأسماء كما يكتبها المصدر.',
            },
          },
          {
            id: 'governorates',
            title: { en: 'Governorates', ar: 'المحافظات' },
            kind: 'boundary',
            href: '/layers/governorates.geojson',
            source: 'Invented for tests',
            disclaimer: {
              en: 'The boundaries shown imply no endorsement.',
              ar: 'لا تعني الحدود المبيّنة إقرارًا بها.',
            },
          },
        ],
        counts: {
          agreements: agreements.length,
          actors: 20,
          zones: zones.length,
          posts: posts.length,
          reports: seen.length,
          tallies: 12,
          statuses: 17,
          controls: 14,
          findings: found.length,
        },
        event_kinds: Object.entries(eventLabels[lang]).map(([id, label]) => ({ id, label })),
        utc_offsets: offsets,
      };
    },
    '/api/v1/agreements': (_q, lang) => ({
      items: agreements.map((a, i) => ({
        id: a.id,
        title: a.title[lang],
        index: 1 + i,
        signed_ms: day(a.signed),
        signed_text: a.signed,
        in_force: {
          from_ms: day(a.from),
          to_ms: a.to ? day(a.to) : null,
          text: lang === 'ar' ? `منذ ${a.from}` : `from ${a.from}${a.to ? ` to ${a.to}` : ''}`,
        },
        parties: ['syrian-government', 'armed-opposition'],
        guarantors: a.guarantors,
        excluded: a.excluded,
        zones: zones.filter((z) => z.agreement === a.id).map((z) => z.id),
        provisions: a.provisions.map((p) => ({
          id: p.id,
          modality: p.modality,
          who: p.who,
          what: p.what,
          zones: p.zones,
          everywhere: p.everywhere,
          ...(p.due ? { due_ms: day(p.due), due_text: p.due } : {}),
          in_effect: p.state === 'in-effect',
          state: p.state,
          state_label: states[lang][p.state],
          findings: { breach: p.breach, possible: p.possible, overdue: p.overdue },
        })),
      })),
    }),
    '/api/v1/actors': () => ({
      items: [
        ['russia', 'Russia', 'روسيا'],
        ['turkey', 'Turkey', 'تركيا'],
        ['iran', 'Iran', 'إيران'],
        ['united-states', 'United States', 'الولايات المتحدة'],
        ['syrian-government', 'Syrian government', 'الحكومة السورية'],
        ['armed-opposition', 'Armed opposition', 'المعارضة المسلحة'],
        ['islamic-state', 'Islamic State', 'تنظيم الدولة الإسلامية'],
        ['nusra-front', 'Nusra Front', 'جبهة النصرة'],
      ].map(([id, en, ar], i) => ({
        id,
        kind: 'other',
        names: { en, ar },
        aliases: [],
        codes: [],
        relations: [],
        note: '',
        index: 60 + i,
      })),
    }),
    '/api/v1/zones': () =>
      collection(
        zones.map((z, i) => ({
          type: 'Feature',
          geometry: { type: 'Polygon', coordinates: [z.ring] },
          properties: {
            id: z.id,
            kind: z.kind,
            line: 'illustrative',
            names: z.names,
            agreement: z.agreement,
            valid: { from_ms: day(z.from), ...(z.to ? { to_ms: day(z.to) } : {}) },
            monitors: z.monitors,
            note: 'Drawn from the text; no agreed line was ever published.',
            source: { publisher: 'mission' },
            index: 5 + i,
            area_km2: 1000,
          },
        })),
      ),
    '/api/v1/posts': () =>
      collection(
        posts.map((p, i) => {
          const history = p.history.map(([status, from], k) => ({
            status,
            when: {
              from_ms: day(from),
              to_ms: p.history[k + 1] ? day(p.history[k + 1][1]) : null,
              text: from,
            },
            index: 10 + i,
            source: { publisher: 'mission' },
          }));
          const last = history[history.length - 1];
          return point([p.lon, p.lat], {
            id: p.id,
            kind: p.kind,
            names: p.names,
            operators: p.operators.map((name) => ({ name, code: name })),
            status: last.status,
            when: last.when,
            history,
            precision: 'settlement',
            radius_m: 2000,
            index: 10 + i,
            source: { publisher: 'mission' },
          });
        }),
      ),
    '/api/v1/reports/columns': (q) => columns(rowsAt(known(q))),
    '/api/v1/findings': (q, lang) => {
      let found = findingsAt(known(q));
      for (const key of ['kind', 'zone', 'agreement', 'provision'])
        if (q.has(key)) found = found.filter((f) => f[key] === q.get(key));
      if (q.has('possible')) found = found.filter((f) => String(f.possible) === q.get('possible'));
      if (q.has('entry')) found = found.filter((f) => f.evidence.includes(Number(q.get('entry'))));
      const limit = Math.min(5000, Number(q.get('limit') ?? 500));
      const start = Number(q.get('cursor') ?? 0);
      const counts = {};
      for (const f of found) counts[f.kind] = (counts[f.kind] ?? 0) + 1;
      return {
        total: found.length,
        counts,
        items: found.slice(start, start + limit).map((f) => findingView(f, lang)),
        next: start + limit < found.length ? String(start + limit) : null,
      };
    },
    '/api/v1/entries': (q) => {
      const from = Number(q.get('from') ?? 0);
      const limit = Math.min(1000, Number(q.get('limit') ?? 100));
      const items = [];
      for (let i = from; i < Math.min(size, from + limit); i++) items.push(shortEntry(entryAt(i)));
      return { total: known(q), items };
    },
    '/layers/towns.geojson': () =>
      collection(
        places.map(([w, lon, lat, , en, ar]) => point([lon, lat], { names: { en, ar }, rank: w })),
      ),
    '/layers/governorates.geojson': () =>
      collection([
        {
          type: 'Feature',
          geometry: {
            type: 'MultiLineString',
            coordinates: [
              [
                [36.4, 36.2],
                [36.8, 35.7],
                [37.4, 35.4],
                [37.3, 34.9],
                [36.4, 34.6],
              ],
              [
                [37.4, 35.4],
                [38.3, 35.6],
                [39.4, 35.2],
                [39.7, 34.2],
              ],
            ],
          },
          properties: {},
        },
      ]),
  };

  const series = (id, q) => {
    const zone = zones.find((z) => z.id === id);
    if (!zone)
      throw new Problem(
        404,
        'no-such-zone',
        'No such zone',
        `There is no zone "${id}"`,
        'see /api/v1/zones',
      );
    const unit = q.get('unit') ?? 'week';
    const width = unit === 'day' ? kDay : unit === 'month' ? 30 * kDay : 7 * kDay;
    const start = day('2016-01-01');
    const buckets = Math.ceil((day('2019-12-01') - start) / width);
    const out = {
      zone: id,
      unit,
      starts_ms: [],
      reports: [],
      possible: [],
      deaths_best: [],
      marks: [],
      method:
        'Reports whose place and time lie wholly inside the zone and the bucket are settled; the others are possible and stand in the bucket where their interval starts.',
    };
    for (let i = 0; i < buckets; i++) {
      out.starts_ms.push(start + i * width);
      out.reports.push(0);
      out.possible.push(0);
      out.deaths_best.push(0);
    }
    for (const r of rows) {
      if (!inside(zone.ring, r.lon, r.lat)) continue;
      const i = Math.floor((r.from - start) / width);
      if (i < 0 || i >= buckets) continue;
      out[r.precision >= 4 || r.length > 1 ? 'possible' : 'reports'][i]++;
      out.deaths_best[i] += r.best;
    }
    for (const a of agreements) {
      out.marks.push({ at_ms: day(a.signed), agreement: a.id, label: a.id, kind: 'signed' });
      out.marks.push({ at_ms: day(a.from), agreement: a.id, label: a.id, kind: 'in-force' });
    }
    return out;
  };

  return {
    get size() {
      return size;
    },
    grow() {
      size += 1;
      return size;
    },
    newFinding(lang) {
      return findingView(
        { ...allFindings[0], id: `new-${size}`.padEnd(64, '0'), evidence: [fixed.length] },
        lang,
      );
    },
    checkpoint: () => checkpoint(size),
    answer(path, q, lang) {
      if (routes[path]) return routes[path](q, lang);
      let m = /^\/api\/v1\/zones\/([^/]+)\/series$/.exec(path);
      if (m) return series(decodeURIComponent(m[1]), q);
      m = /^\/api\/v1\/findings\/([0-9a-z-]+)$/.exec(path);
      const finding = m && allFindings.find((f) => f.id === m[1]);
      if (finding)
        return {
          ...findingView(finding, lang),
          evidence_entries: finding.evidence.map((i) => shortEntry(entryAt(i))),
        };
      m = /^\/api\/v1\/entries\/(\d+)$/.exec(path);
      const entry = m && entryAt(Number(m[1]));
      if (entry) return fullEntry(entry, allFindings, size);
      throw new Problem(
        404,
        'not-found',
        'Nothing here',
        `There is nothing at ${path}`,
        'see /api/v1/mission',
      );
    },
    parts: { dyads, events, precisions },
  };
}
