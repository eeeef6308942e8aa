// SPDX-License-Identifier: Apache-2.0
//
// Findings over the mock reports: mostly breaches, with a few of each other kind.
import { generator } from './random.mjs';
import { agreements, day, kDay, localText, zones } from './world.mjs';

export const eventLabels = {
  en: {
    'armed-force': 'Use of armed force',
    'armed-clash': 'Armed clash',
    shelling: 'Shelling',
    'air-strike': 'Air strike',
    explosive: 'Explosive device',
    'chemical-weapon': 'Chemical weapon',
    'attack-on-civilians': 'Attack on civilians',
  },
  ar: {
    'armed-force': 'استخدام القوة المسلحة',
    'armed-clash': 'اشتباك مسلح',
    shelling: 'قصف',
    'air-strike': 'غارة جوية',
    explosive: 'عبوة ناسفة',
    'chemical-weapon': 'سلاح كيميائي',
    'attack-on-civilians': 'هجوم على مدنيين',
  },
};
const kindLabels = {
  en: {
    breach: 'Breach',
    overdue: 'Overdue',
    dispute: 'Dispute',
    inconsistency: 'Inconsistency',
    gap: 'Gap',
  },
  ar: { breach: 'خرق', overdue: 'تأخّر', dispute: 'نزاع', inconsistency: 'تناقض', gap: 'ثغرة' },
};
const levels = ['low', 'medium', 'high', 'critical'];
const levelLabels = {
  en: ['low', 'medium', 'high', 'critical'],
  ar: ['منخفضة', 'متوسطة', 'عالية', 'حرجة'],
};
const methods = {
  en: {
    breach:
      'By deaths in the best estimate: none low, 1-9 medium, 10-24 high, 25 or more critical.',
    other: 'Fixed by the rule: medium.',
  },
  ar: {
    breach: 'بحسب أفضل تقدير للوفيات: لا وفيات منخفضة، 1-9 متوسطة، 10-24 عالية، 25 فأكثر حرجة.',
    other: 'محدّدة في القاعدة: متوسطة.',
  },
};
const name = (id, lang) => zones.find((z) => z.id === id)?.names[lang] ?? id;
const hex = (random) =>
  Array.from({ length: 8 }, () => random.int(0x100000000).toString(16).padStart(8, '0')).join('');

const texts = {
  breach: {
    en: (r, possible) =>
      `${possible ? 'Possible breach' : 'Breach'}: ${eventLabels.en[r.eventWord].toLowerCase()} between government and opposition near ${r.name.en}, ${r.best} deaths reported, where provision 2a prohibits the use of any weapon.`,
    ar: (r, possible) =>
      `${possible ? 'خرق محتمل' : 'خرق'}: ${eventLabels.ar[r.eventWord]} بين الحكومة والمعارضة قرب ${r.name.ar}، أُبلغ عن ${r.best} من القتلى، حيث تحظر المادة 2a استخدام أي سلاح.`,
  },
};
const others = [
  [
    'overdue',
    'overdue/duty',
    'astana-2017',
    '6b',
    '2017-06-04',
    'The maps of the areas were due on 4 June 2017; no step meets this duty.',
    'كان موعد استكمال خرائط المناطق 4 حزيران 2017، ولا توجد خطوة تفي بهذا الالتزام.',
  ],
  [
    'overdue',
    'overdue/duty',
    'sochi-2018',
    '5',
    '2018-10-15',
    'The withdrawal of radical groups was due on 15 October 2018; no step meets this duty.',
    'كان موعد انسحاب الجماعات المتطرفة 15 تشرين الأول 2018، ولا توجد خطوة تفي بهذا الالتزام.',
  ],
  [
    'overdue',
    'overdue/duty',
    'sochi-2018',
    '8',
    '2018-12-31',
    'Transit on the M4 and M5 was due by the end of 2018; no step meets this duty.',
    'كانت إعادة حركة العبور على الطريقين M4 وM5 مستحقة قبل نهاية 2018، ولا توجد خطوة تفي بهذا الالتزام.',
  ],
  [
    'overdue',
    'overdue/duty-met-late',
    'astana-2017',
    '6a',
    '2017-05-18',
    'The joint working group was formed 13 days after its day.',
    'شُكّل الفريق العامل المشترك بعد موعده بـ13 يومًا.',
  ],
  [
    'dispute',
    'dispute/post-status',
    '',
    '',
    '2018-02-05',
    'Two sources give the post Al-Eis different statuses on 5 February 2018: open, attacked.',
    'يعطي مصدران لنقطة العيس حالتين مختلفتين في 5 شباط 2018: مفتوحة، وتعرضت لهجوم.',
  ],
  [
    'dispute',
    'dispute/control',
    '',
    '',
    '2017-03-15',
    'Two sources name different holders of Menbij in March 2017.',
    'يسمّي مصدران جهتين مختلفتين تسيطران على منبج في آذار 2017.',
  ],
  [
    'inconsistency',
    'inconsistency/tally-two-figures',
    '',
    '',
    '2017-05-20',
    'One bulletin gives 65 and 143 for the same violations in the same period.',
    'تعطي نشرة واحدة 65 و143 للخروقات نفسها في المدة نفسها.',
  ],
  [
    'inconsistency',
    'inconsistency/term-against-register',
    'astana-2017',
    '6a',
    '2017-05-04',
    'A source says "ten days" for the working group; the register says two weeks.',
    'يقول مصدر «عشرة أيام» لتشكيل الفريق العامل، ويقول السجل أسبوعين.',
  ],
];

export function makeFindings(reports, treeSize, count, seed = 65) {
  const random = generator(seed);
  const items = [];
  const push = (f) =>
    items.push({
      id: hex(random),
      rule_version: 1,
      computed_at: treeSize,
      audience: { label: 'public', recipients: [] },
      ...f,
    });
  for (const [kind, rule, agreement, provision, at, en, ar] of others) {
    push({
      kind,
      rule,
      agreement,
      provision,
      possible: false,
      doubts: [],
      level: 1,
      en,
      ar,
      from: day(at),
      to: day(at) + kDay,
      point: kind === 'dispute' ? [37.0, 36.0] : null,
      radius_m: 500,
      zone: '',
      evidence: [3 + random.int(30), 40 + random.int(30)],
      must_act: kind === 'overdue' ? ['guarantors'] : [],
      due: kind === 'overdue' ? day(at) : null,
      place: null,
    });
  }
  const candidates = reports.filter((r) => r.breach);
  const step = Math.max(1, candidates.length / Math.max(1, count - items.length));
  for (let i = 0; items.length < count && candidates.length; i++) {
    const r = candidates[Math.floor(i * step) % candidates.length];
    const possible = r.breach === 1;
    const eventWord = [
      'armed-force',
      'armed-clash',
      'shelling',
      'air-strike',
      'explosive',
      'chemical-weapon',
      'attack-on-civilians',
    ][r.event];
    const seen = { ...r, eventWord };
    push({
      kind: 'breach',
      rule: 'breach/prohibited-event',
      agreement: r.zone === 'demilitarised' ? 'sochi-2018' : 'astana-2017',
      provision: r.event === 3 ? '6c' : '2a',
      possible,
      doubts: possible ? (r.precision >= 4 ? ['place'] : ['actor']) : [],
      level: r.best >= 25 ? 3 : r.best >= 10 ? 2 : r.best ? 1 : 0,
      en: texts.breach.en(seen, possible),
      ar: texts.breach.ar(seen, possible),
      from: r.from,
      to: r.to,
      point: [r.lon, r.lat],
      radius_m: r.radius_m,
      zone: r.zone,
      evidence: [r.index, 2],
      must_act: [],
      due: null,
      place: r.name,
    });
  }
  return items.sort((a, b) => b.from - a.from);
}

export function findingView(f, lang) {
  const to = f.to - 1;
  const span = (l) =>
    to - f.from < kDay ? localText(f.from, l) : `${localText(f.from, l)} – ${localText(to, l)}`;
  return {
    id: f.id,
    kind: f.kind,
    kind_label: kindLabels[lang][f.kind],
    rule: f.rule,
    rule_version: f.rule_version,
    possible: f.possible,
    doubts: f.doubts,
    severity: {
      level: levels[f.level],
      level_label: levelLabels[lang][f.level],
      method: methods[lang][f.kind === 'breach' ? 'breach' : 'other'],
    },
    sentence: f[lang],
    when: {
      from_ms: f.from,
      to_ms: f.to,
      text_local: span(lang),
      text_utc: `${new Date(f.from).toISOString().slice(0, 16)}Z / ${new Date(f.to).toISOString().slice(0, 16)}Z`,
    },
    point: f.point,
    radius_m: f.radius_m,
    place_name: f.place?.[lang] ?? '',
    zone: f.zone,
    agreement: f.agreement,
    provision: f.provision,
    evidence: f.evidence,
    computed_at: f.computed_at,
    must_act: f.must_act,
    due_ms: f.due,
    audience: f.audience,
  };
}
export { kindLabels, name as zoneName, agreements };
