// SPDX-License-Identifier: Apache-2.0
//
// The duty desk: what to do now, who was told, the hotline, who is on duty. Asked again when the
// record grows and twice a minute; the timers go on by themselves between.
import { address, getJson, type Scope } from '../api/client';
import { openStream } from '../api/stream';
import { firstLang } from '../bar/theme';
import { h, put } from '../dom/h';
import { tabs } from '../dom/tabs';
import { locale, type Locale } from '../locale/locale';
import '../style/duty.css';
import { hotline, onDuty } from './hotline';
import { inbox } from './inbox';
import { login } from './login';
import { register } from './register';
import type { Duty, Notifications } from './types';

const kAskAgain_ms = 30_000;
const kRedraw_ms = 10_000;

const l: Locale = locale(firstLang());
const scope: Scope = { lang: l.lang, asKnownAt: null };

class Desk {
  readonly panels = {
    inbox: h('section'),
    register: h('section'),
    hotline: h('section'),
    roster: h('section'),
  };
  readonly asOf = h('p', { class: 'quiet', role: 'status' });
  private duty: Duty | null = null;
  private told: Notifications | null = null;
  private asked_ms = 0;

  async ask(): Promise<void> {
    try {
      const [duty, told] = await Promise.all([
        getJson<Duty>(address('duty', scope)),
        getJson<Notifications>(address('notifications', scope)),
      ]);
      this.duty = duty;
      this.told = told;
      this.asked_ms = Date.now();
      put(this.asOf, l.t('duty.asOf', { time: duty.at_text }));
      this.draw();
      this.drawRegister();
    } catch {
      put(this.asOf, h('strong', { class: 'alarm' }, l.t('duty.lost')));
    }
  }

  /** Timers count from the server's clock: this machine's may be a day off. */
  draw(): void {
    if (!this.duty) return;
    const now_ms = this.duty.at_ms + (Date.now() - this.asked_ms);
    put(this.panels.inbox, inbox(this.duty, now_ms, l));
    put(this.panels.hotline, hotline(this.duty, now_ms, l));
    put(this.panels.roster, onDuty(this.duty, l));
  }

  private drawRegister(): void {
    const told = this.told;
    if (!told) return;
    const more = async () => {
      const page = await getJson<Notifications>(
        address('notifications', scope, { from: told.next ?? 0 }),
      );
      this.told = { ...page, items: [...told.items, ...page.items] };
      this.drawRegister();
    };
    put(this.panels.register, register(told, () => void more(), l));
  }
}

function mount(): void {
  const desk = new Desk();
  const parts = (['inbox', 'register', 'hotline', 'roster'] as const).map((id) => ({
    id,
    label: l.t(`duty.${id}`),
    panel: desk.panels[id],
  }));
  const show = (id: string) => {
    bar.select(id);
    history.replaceState(null, '', `#${id}`);
  };
  const bar = tabs(parts, l.t('duty.tabs'), show);
  const account = h('div', { class: 'account' });
  document.title = `${l.t('duty.title')} · ${l.t('app.name')}`;
  put(
    document.getElementById('duty') as HTMLElement,
    h(
      'header',
      { class: 'duty-top' },
      h('strong', {}, l.t('app.name')),
      h('a', { href: '/' }, l.t('duty.map')),
      account,
    ),
    h('h1', {}, l.t('duty.title')),
    desk.asOf,
    bar.bar,
    parts.map((part) => part.panel),
  );
  const wanted = location.hash.slice(1);
  bar.select(parts.some((part) => part.id === wanted) ? wanted : 'inbox');
  const ask = () => void desk.ask();
  void login(account, ask, l).catch(() => undefined); // a server without accounts needs none
  ask();
  setInterval(ask, kAskAgain_ms);
  setInterval(() => desk.draw(), kRedraw_ms);
  openStream(l.lang, { state: () => undefined, entries: ask, finding: () => undefined });
}

mount();
