// SPDX-License-Identifier: Apache-2.0
//
// The fixed part of the mock mission: zones, posts, agreements, towns. Invented for tests; the
// lines are drawn by hand and mean nothing.

export const kDay = 86_400_000;
export const day = (text) => Date.parse(`${text}T00:00:00Z`) - 2 * 3_600_000;

/** Damascus until 2019: UTC+2, one hour more in summer. */
export const offsets = [{ from_ms: 0, offset_s: 7200 }];
for (const [from, to] of [
  ['2015-03-27', '2015-10-30'],
  ['2016-03-25', '2016-10-28'],
  ['2017-03-31', '2017-10-27'],
  ['2018-03-30', '2018-10-26'],
  ['2019-03-29', '2019-10-25'],
]) {
  offsets.push({ from_ms: day(from), offset_s: 10800 });
  offsets.push({ from_ms: day(to) - 3_600_000, offset_s: 7200 });
}

export function localText(ms, lang = 'en') {
  let offset = 0;
  for (const o of offsets) if (o.from_ms <= ms) offset = o.offset_s;
  return new Intl.DateTimeFormat(lang === 'ar' ? 'ar-u-nu-latn' : 'en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(ms + offset * 1000);
}

const zone = (id, kind, en, ar, agreement, from, to, monitors, ring) => ({
  id,
  kind,
  names: { en, ar },
  agreement,
  from,
  to,
  monitors,
  ring: [...ring, ring[0]],
});

export const zones = [
  zone(
    'idlib',
    'de-escalation',
    'Idlib',
    'إدلب',
    'astana-2017',
    '2017-05-06',
    null,
    ['turkey', 'russia', 'iran'],
    [
      [36.02, 35.83],
      [36.2, 36.05],
      [36.42, 36.22],
      [36.68, 36.26],
      [36.9, 36.32],
      [37.02, 36.12],
      [37.0, 35.86],
      [37.16, 35.62],
      [37.08, 35.4],
      [36.82, 35.24],
      [36.55, 35.3],
      [36.34, 35.42],
      [36.2, 35.6],
    ],
  ),
  zone(
    'north-homs',
    'de-escalation',
    'North Homs',
    'ريف حمص الشمالي',
    'astana-2017',
    '2017-05-06',
    '2018-05-16',
    ['russia'],
    [
      [36.6, 34.86],
      [36.66, 34.98],
      [36.78, 34.99],
      [36.87, 34.92],
      [36.82, 34.83],
      [36.7, 34.81],
    ],
  ),
  zone(
    'eastern-ghouta',
    'de-escalation',
    'Eastern Ghouta',
    'الغوطة الشرقية',
    'astana-2017',
    '2017-05-06',
    '2018-04-14',
    ['russia'],
    [
      [36.33, 33.53],
      [36.38, 33.6],
      [36.5, 33.6],
      [36.57, 33.53],
      [36.5, 33.46],
      [36.39, 33.47],
    ],
  ),
  zone(
    'south-west',
    'de-escalation',
    "Dar'a and Quneitra",
    'درعا والقنيطرة',
    'astana-2017',
    '2017-05-06',
    '2018-07-31',
    [],
    [
      [35.85, 33.24],
      [35.98, 33.14],
      [36.06, 32.92],
      [36.25, 32.84],
      [36.45, 32.7],
      [36.35, 32.5],
      [36.08, 32.52],
      [35.95, 32.72],
      [35.83, 32.83],
      [35.82, 33.05],
    ],
  ),
  zone(
    'demilitarised',
    'demilitarised',
    'Demilitarised zone',
    'المنطقة منزوعة السلاح',
    'sochi-2018',
    '2018-10-15',
    null,
    ['turkey', 'russia'],
    [
      [36.02, 35.83],
      [36.2, 35.6],
      [36.34, 35.42],
      [36.55, 35.3],
      [36.82, 35.24],
      [37.08, 35.4],
      [37.16, 35.62],
      [37.0, 35.86],
      [37.02, 36.12],
      [36.88, 36.13],
      [36.84, 35.82],
      [36.98, 35.58],
      [36.94, 35.48],
      [36.77, 35.38],
      [36.58, 35.44],
      [36.44, 35.54],
      [36.32, 35.72],
      [36.14, 35.92],
    ],
  ),
];

const post = (id, kind, en, ar, operators, lon, lat, history) => ({
  id,
  kind,
  names: { en, ar },
  operators,
  lon,
  lat,
  history,
});
export const posts = [
  post('salwa', 'observation-post', 'Salwa', 'سلوى', ['turkey'], 36.81, 36.27, [
    ['open', '2017-10-13'],
  ]),
  post('sheikh-aqil', 'observation-post', 'Sheikh Aqil', 'الشيخ عقيل', ['turkey'], 36.94, 36.31, [
    ['open', '2017-10-23'],
  ]),
  post('anadan', 'observation-post', 'Anadan', 'عندان', ['turkey'], 37.04, 36.29, [
    ['open', '2018-03-17'],
  ]),
  post('al-eis', 'observation-post', 'Al-Eis', 'العيس', ['turkey'], 37.0, 36.0, [
    ['attacked', '2018-02-05'],
    ['open', '2018-02-20'],
  ]),
  post('tal-tuqan', 'observation-post', 'Tal Tuqan', 'تل طوقان', ['turkey'], 36.98, 35.79, [
    ['open', '2018-02-09'],
  ]),
  post('surman', 'observation-post', 'Surman', 'الصرمان', ['turkey'], 36.93, 35.61, [
    ['open', '2018-02-15'],
  ]),
  post('murak', 'observation-post', 'Murak', 'مورك', ['turkey'], 36.69, 35.37, [
    ['open', '2018-04-07'],
    ['restricted', '2019-08-23'],
  ]),
  post('shir-mughar', 'observation-post', 'Shir Mughar', 'شير مغار', ['turkey'], 36.38, 35.46, [
    ['open', '2018-05-14'],
    ['attacked', '2019-05-04'],
    ['restricted', '2019-06-16'],
  ]),
  post('ishtabraq', 'observation-post', 'Ishtabraq', 'اشتبرق', ['turkey'], 36.34, 35.77, [
    ['open', '2018-05-16'],
  ]),
  post('zaytunah', 'observation-post', 'Zaytunah', 'الزيتونة', ['turkey'], 36.13, 35.86, [
    ['unknown', '2018-05-16'],
  ]),
  post('dar-al-kabira', 'checkpoint', 'Dar al-Kabira', 'الدار الكبيرة', ['russia'], 36.68, 34.83, [
    ['open', '2017-08-04'],
    ['closed', '2018-05-16'],
  ]),
  post(
    'wafidin',
    'crossing',
    'Wafidin',
    'مخيم الوافدين',
    ['syrian-government', 'russia'],
    36.45,
    33.6,
    [
      ['restricted', '2017-08-01'],
      ['open', '2018-02-27'],
      ['closed', '2018-04-14'],
    ],
  ),
  post('bab-al-hawa', 'crossing', 'Bab al-Hawa', 'باب الهوى', ['turkey'], 36.68, 36.23, [
    ['open', '2016-01-01'],
    ['restricted', '2017-08-10'],
    ['open', '2018-09-01'],
  ]),
  post('hmeimim', 'base', 'Hmeimim', 'حميميم', ['russia'], 35.95, 35.41, [
    ['open', '2015-09-30'],
    ['attacked', '2018-01-06'],
    ['open', '2018-01-07'],
  ]),
  post('abu-duhur', 'crossing', 'Abu al-Duhur', 'أبو الظهور', ['russia'], 37.05, 35.74, [
    ['closed', '2018-01-20'],
    ['open', '2018-08-20'],
    ['closed', '2019-04-30'],
  ]),
];

const p = (id, modality, what, state, more = {}) => ({
  id,
  modality,
  who: more.who ?? ['parties'],
  what,
  zones: more.zones ?? [],
  everywhere: more.everywhere ?? false,
  due: more.due,
  state,
  breach: more.breach ?? 0,
  possible: more.possible ?? 0,
  overdue: more.overdue ?? 0,
});
export const agreements = [
  {
    id: 'cessation-2016',
    title: { en: 'Cessation of hostilities, February 2016', ar: 'وقف الأعمال العدائية، شباط 2016' },
    signed: '2016-02-22',
    from: '2016-02-27',
    to: '2016-12-30',
    guarantors: ['united-states', 'russia'],
    excluded: ['islamic-state', 'nusra-front'],
    provisions: [
      p('1', 'prohibits', 'attacks with any weapon between the parties', 'ended', {
        everywhere: true,
        breach: 41,
        possible: 22,
      }),
      p('2', 'prohibits', 'acquiring territory from other parties', 'ended', {
        everywhere: true,
        breach: 1,
      }),
      p('3', 'obliges', 'allow rapid, safe and unhindered humanitarian access', 'ended', {
        everywhere: true,
      }),
    ],
  },
  {
    id: 'ceasefire-2016',
    title: {
      en: 'Nationwide ceasefire, December 2016',
      ar: 'وقف إطلاق النار الشامل، كانون الأول 2016',
    },
    signed: '2016-12-29',
    from: '2016-12-30',
    to: null,
    guarantors: ['russia', 'turkey'],
    excluded: ['islamic-state', 'nusra-front'],
    provisions: [
      p('1', 'prohibits', 'use of any weapon between the parties', 'in-effect', {
        everywhere: true,
        breach: 58,
        possible: 37,
      }),
      p('2', 'obliges', 'record violations, each guarantor its own', 'in-effect', {
        who: ['guarantors'],
        everywhere: true,
      }),
    ],
  },
  {
    id: 'astana-2017',
    title: { en: 'Memorandum on de-escalation areas', ar: 'مذكرة إنشاء مناطق خفض التصعيد' },
    signed: '2017-05-04',
    from: '2017-05-05',
    to: null,
    guarantors: ['russia', 'turkey', 'iran'],
    excluded: ['islamic-state', 'nusra-front'],
    provisions: [
      p('2a', 'prohibits', 'use of any weapon inside the areas, aircraft included', 'in-effect', {
        zones: ['idlib', 'north-homs', 'eastern-ghouta', 'south-west'],
        breach: 64,
        possible: 41,
      }),
      p('2b', 'obliges', 'provide rapid, safe and unhindered humanitarian access', 'in-effect', {
        zones: ['idlib', 'north-homs', 'eastern-ghouta', 'south-west'],
      }),
      p('6a', 'obliges', 'form the joint working group', 'met-late', {
        who: ['guarantors'],
        due: '2017-05-18',
        everywhere: true,
        overdue: 1,
      }),
      p('6b', 'obliges', 'complete the maps of the areas and security zones', 'overdue', {
        who: ['guarantors'],
        due: '2017-06-04',
        everywhere: true,
        overdue: 1,
      }),
      p('6c', 'prohibits', 'air operations over the areas', 'in-effect', {
        zones: ['idlib', 'north-homs', 'eastern-ghouta', 'south-west'],
        breach: 12,
        possible: 9,
      }),
    ],
  },
  {
    id: 'sochi-2018',
    title: { en: 'Memorandum on Idlib, Sochi', ar: 'مذكرة سوتشي حول إدلب' },
    signed: '2018-09-17',
    from: '2018-09-17',
    to: null,
    guarantors: ['russia', 'turkey'],
    excluded: ['islamic-state', 'nusra-front'],
    provisions: [
      p('2', 'obliges', 'avoid operations and attacks on Idlib', 'in-effect', {
        who: ['russia'],
        zones: ['idlib'],
      }),
      p('5', 'commits', 'withdraw radical groups from the demilitarised zone', 'overdue', {
        who: ['turkey'],
        due: '2018-10-15',
        zones: ['demilitarised'],
        overdue: 1,
      }),
      p('6', 'commits', 'withdraw tanks, rocket launchers, artillery and mortars', 'met', {
        who: ['parties'],
        due: '2018-10-10',
        zones: ['demilitarised'],
      }),
      p('8', 'commits', 'restore transit traffic on the M4 and M5 roads', 'overdue', {
        who: ['guarantors'],
        due: '2018-12-31',
        everywhere: true,
        overdue: 1,
      }),
    ],
  },
];

/** [weight, lon, lat, spread in degrees, en, ar] */
export const places = [
  [16, 37.15, 36.2, 0.12, 'Aleppo', 'حلب'],
  [9, 36.63, 35.93, 0.16, 'Idlib', 'إدلب'],
  [9, 36.75, 35.14, 0.14, 'Hama', 'حماة'],
  [6, 36.72, 34.86, 0.1, 'Rastan', 'الرستن'],
  [12, 36.4, 33.53, 0.08, 'Douma', 'دوما'],
  [7, 36.1, 32.63, 0.12, "Dar'a", 'درعا'],
  [8, 39.0, 35.95, 0.22, 'Raqqa', 'الرقة'],
  [8, 40.14, 35.33, 0.2, 'Deir-ez-Zor', 'دير الزور'],
  [4, 38.28, 34.55, 0.2, 'Palmyra', 'تدمر'],
  [4, 36.87, 36.51, 0.1, 'Afrin', 'عفرين'],
  [3, 36.05, 35.6, 0.1, 'Salma', 'سلمى'],
  [3, 37.95, 36.52, 0.12, 'Menbij', 'منبج'],
  [3, 40.92, 34.45, 0.12, 'Abu Kamal', 'البوكمال'],
  [3, 37.52, 36.37, 0.12, 'Al-Bab', 'الباب'],
  [3, 36.1, 33.72, 0.08, 'Zabadani', 'الزبداني'],
  [2, 40.75, 36.5, 0.2, 'Al-Hasakeh', 'الحسكة'],
  [3, 36.63, 35.44, 0.08, 'Khan Shaykun', 'خان شيخون'],
];
