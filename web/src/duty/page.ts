// SPDX-License-Identifier: Apache-2.0
//
// The duty desk: what to do now, who was told, the hotline, who is on duty; and, with the officer's
// key, saying all of it. One page, because the key lives in its memory and is gone with it.
import { openStream } from '../api/stream';
import { applyTheme, firstLang, firstTheme, keep } from '../bar/theme';
import { h, put } from '../dom/h';
import { tabs } from '../dom/tabs';
import { locale, type Locale } from '../locale/locale';
import { problemText } from '../say/problem-text';
import '../style/duty.css';
import { Desk } from './desk';
import { emergency } from './emergency';
import { login } from './login';
import { kParts, Panels, type Part } from './panels';
import { penBar } from './pen-bar';
import type { Session } from './types';

const kAskAgain_ms = 30_000;
const kRedraw_ms = 10_000;
const kTick_ms = 1_000;

const l: Locale = locale(firstLang());

function looks(): HTMLElement {
  const other = l.lang === 'ar' ? 'en' : 'ar';
  const turn = () => {
    const theme = document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark';
    applyTheme(theme);
    keep('theme', theme);
  };
  return h(
    'span',
    { class: 'looks' },
    h(
      'a',
      { href: `?lang=${other}`, lang: other, hreflang: other },
      other === 'ar' ? 'العربية' : 'English',
    ),
    h('button', { type: 'button', onclick: turn, 'aria-label': l.t('bar.theme') }, '◐'),
  );
}

function mount(desk: Desk, page: HTMLElement): void {
  const { writing } = desk;
  const asOf = h('p', { class: 'quiet', role: 'status' });
  const entered = h('p', { class: 'entered', role: 'status' });
  const show = (part: string) => {
    const id = (kParts as readonly string[]).includes(part) ? part : 'inbox';
    panels.conflict.hidden = true;
    bar.bar.hidden = false;
    bar.select(id);
    put(panels.trouble);
    history.replaceState(null, '', `#${id}`);
  };
  const panels = new Panels(desk, (part: Part) => show(part));
  const parts = kParts.map((id) => ({ id, label: l.t(`duty.${id}`), panel: panels.parts[id] }));
  const bar = tabs(parts, l.t('duty.tabs'), show);
  const follow = () => {
    const wanted = location.hash.slice(1);
    const conflict = /^conflict=([0-9a-f]{64})$/.exec(wanted)?.[1];
    if (!conflict) return show(wanted);
    for (const part of parts) part.panel.hidden = true;
    panels.conflict.hidden = false;
    panels.showConflict(conflict);
  };
  const account = h('div', { class: 'account' });
  const alarm = h(
    'button',
    {
      type: 'button',
      class: 'emergency',
      onclick: () => {
        show('hotline');
        emergency(writing, (text) => put(panels.trouble, text));
      },
    },
    l.t('call.button'),
  );
  put(
    page,
    h(
      'header',
      { class: 'duty-top' },
      h('strong', {}, l.t('app.name')),
      h('a', { href: '/' }, l.t('duty.map')),
      looks(),
      penBar(writing),
      account,
    ),
    h('div', { class: 'duty-head' }, h('h1', {}, l.t('duty.title')), alarm),
    asOf,
    entered,
    panels.trouble,
    bar.bar,
    parts.map((part) => part.panel),
    panels.conflict,
  );

  const draw = () => panels.draw();
  desk.told.on((told) => {
    if (told) put(asOf, l.t('duty.asOf', { time: told.duty.at_text }));
    draw();
  });
  desk.lost.on((lost) => lost && put(asOf, h('strong', { class: 'alarm' }, l.t('duty.lost'))));
  desk.last.on(
    (last) =>
      last &&
      put(
        entered,
        l.t('say.entered', { n: last.index }),
        ' ',
        h('a', { href: `/#entry=${last.index}` }, l.t('card.evidence')),
      ),
  );
  writing.pen.sending.on(draw);
  const hasSpeaker = () => (alarm.hidden = !writing.pen.holder.get() && !desk.me.get());
  writing.pen.holder.watch(() => (hasSpeaker(), draw()));
  const signedIn = (now: Session) => {
    const before = desk.me.get();
    // Whoever signs out, or comes in as somebody else, takes their key along.
    if (before && before.account !== now.session?.account) writing.pen.close();
    desk.me.set(now.session);
    hasSpeaker();
    void desk.ask();
  };
  for (const event of ['pointerdown', 'keydown'])
    addEventListener(event, () => writing.pen.noteUse(), { passive: true });
  addEventListener('hashchange', follow);
  follow();
  login(account, signedIn, l).catch(() => void desk.ask()); // a server without accounts needs none
  setInterval(() => void desk.ask(), kAskAgain_ms);
  setInterval(draw, kRedraw_ms);
  setInterval(() => panels.tick(), kTick_ms);
  openStream(l.lang, {
    state: () => undefined,
    entries: () => void desk.ask(),
    finding: () => undefined,
  });
}

async function begin(): Promise<void> {
  const page = document.getElementById('duty') as HTMLElement;
  applyTheme(firstTheme());
  document.title = `${l.t('duty.title')} · ${l.t('app.name')}`;
  try {
    mount(await Desk.begin(l), page);
  } catch (cause) {
    const again = h('button', { type: 'button', onclick: () => void begin() }, l.t('app.retry'));
    put(page, h('p', { class: 'alarm', role: 'alert' }, problemText(cause, l)), again);
  }
}

void begin();
