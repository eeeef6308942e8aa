// SPDX-License-Identifier: Apache-2.0
//
// A mission made by the built program in a temporary folder, served by it, with three parties: an
// aid agency that notifies, north and south that are told. For tests where it is a matter of
// writing: what the page signs must be taken by the server itself.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const kBuilds = ['release', 'dev', 'asan', 'tsan'].map((one) =>
  join(root, 'build', one, 'src/app/truceline'),
);

/** The newest build, or the one that TRUCELINE_PROGRAM names; null where there is none. */
export const program =
  process.env.TRUCELINE_PROGRAM ??
  kBuilds.filter(existsSync).sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0] ??
  null;

export const kPassphrase = 'four unrelated plain words';
export const kParties = ['relief', 'north', 'south'];
const kHour = 3_600_000;

const arrangement = `arrangement: lake-rules
title: Who is told at the lake
names: {ar: من يُبلَّغ عند البحيرة}
priority: [evacuation, site, aid-delivery, movement, operation]
separations:
  - {between: [operation, site], apart: 2 km}
  - {between: [movement, operation], apart: 2 km}
profiles:
  - for: site
    tell: [north, south]
    may_know: [mission]
    needs: [place-name, contacts]
    acknowledge_within: 2 hours
    relay_within: 4 hours
    revalidate_every: 1 minute
  - for: [movement, evacuation]
    tell: [north, south]
    may_know: [mission]
    needs: [times, plates, night-marking, contacts]
    notice: 48 hours
    emergency_notice: 24 hours
  - for: operation
    tell: [relief, south]
    may_know: [mission]
    discloses: area
  - for: exercise
    tell: [south]
    may_know: [relief, mission]
    read_first: yes
cover:
  - {parties: [north, south], rank: field, languages: [ar], ahead: 48 hours}
answer_within: 5 minutes
`;

function roster(party, name, number, now) {
  return {
    id: `duty-${party}`,
    party,
    shifts: [
      {
        officer: { name, languages: ['ar', 'en'], reach: [{ channel: 'phone', address: number }] },
        rank: 'field',
        interval: { from_ms: now - kHour, to_ms: now + 9 * kHour },
      },
    ],
  };
}

/** Resolves to {url, folder, key(party), openKey(party), run, say, stop, start, close}. */
export async function realMission() {
  const folder = mkdtempSync(join(tmpdir(), 'truceline-page-'));
  const passphrase = join(folder, 'passphrase');
  writeFileSync(passphrase, `${kPassphrase}\n`, { mode: 0o600 });
  const mission = join(folder, 'lake');
  const run = (...words) => {
    const done = spawnSync(program, words, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, TRUCELINE_MISSION: mission },
    });
    if (done.status !== 0)
      throw new Error(`truceline ${words.join(' ')}: ${done.stderr}${done.stdout}`);
    return done.stdout;
  };
  const openKey = (party) => join(folder, `${party}.open.key`);
  const say = (kind, body, ...words) => {
    const file = join(folder, `said-${Math.random()}.json`);
    writeFileSync(file, JSON.stringify(body));
    return run('say', kind, file, ...words);
  };
  run(
    'init',
    mission,
    '--no-passphrase',
    '--id',
    'lake',
    '--title',
    'Lake',
    '--time-zone',
    'Asia/Damascus',
  );
  writeFileSync(
    join(mission, 'places.csv'),
    'name,name_ar,latitude,longitude,radius_m\nMill,الطاحونة,36.2000,37.1300,1500\n',
  );
  appendFileSync(
    join(mission, 'mission.yaml'),
    '\ngazetteer: {file: places.csv, source: Test places}\n',
  );
  for (const party of kParties) {
    run('key', 'new', party, '--root', '--no-passphrase');
    run('key', 'enrol', party, '--root');
    run('key', 'new', party, '--passphrase-file', passphrase);
    run('key', 'enrol', party, '--holder', 'duty desk');
    // Opening a sealed key takes seconds: most tests use one that is not.
    run('key', 'new', party, '--no-passphrase', '--out', openKey(party));
    run('key', 'enrol', party, openKey(party), '--holder', 'tests');
    run(
      'account',
      'new',
      `${party}.duty`,
      '--party',
      party,
      '--role',
      'duty-officer',
      '--passphrase-file',
      passphrase,
    );
  }
  for (const [id, en, ar] of [
    ['relief', 'Relief Agency', 'وكالة الإغاثة'],
    ['north', 'North', 'الشمال'],
    ['south', 'South', 'الجنوب'],
    ['mission', 'Lake Mission', 'بعثة البحيرة'],
  ])
    say(
      'actor',
      { id, kind: id === 'relief' ? 'agency' : 'armed-group', names: { en, ar } },
      '--audience',
      'public',
    );
  writeFileSync(join(folder, 'rules.yaml'), arrangement);
  run('say', 'arrangement', 'rules.yaml', '--audience', 'all-parties');
  const now = Date.now();
  say(
    'roster',
    roster('north', 'Colonel Haddad', '+963 11 555 0100', now),
    '--audience',
    'all-parties',
  );
  say(
    'roster',
    roster('south', 'Colonel Sami', '+963 11 555 0101', now),
    '--audience',
    'all-parties',
  );

  let server = null;
  const here = {
    folder,
    url: '',
    key: (party) => join(mission, 'keys', `${party}.key`),
    openKey,
    run,
    say,
    async start(port = 0) {
      server = spawn(
        program,
        ['serve', mission, '--port', String(port), '--web', join(root, 'web/dist')],
        { cwd: folder },
      );
      const lines = [];
      here.url = await new Promise((resolve, reject) => {
        const hear = (chunk) => {
          lines.push(String(chunk));
          const found = /http:\/\/[^\s/]+:\d+/.exec(lines.join(''));
          if (found) resolve(`${found[0]}/`);
        };
        server.stdout.on('data', hear);
        server.stderr.on('data', hear);
        server.on('exit', (code) =>
          reject(new Error(`serve ended with ${code}: ${lines.join('')}`)),
        );
      });
    },
    async stop() {
      if (!server) return;
      const ended = new Promise((resolve) => server.on('exit', resolve));
      server.kill('SIGTERM');
      await ended;
      server = null;
    },
    /** What `truceline verify` says of the ledger that the page has written to. */
    verify: () => spawnSync(program, ['verify', mission], { encoding: 'utf8' }),
    async close() {
      await here.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await here.start();
  return here;
}
