// SPDX-License-Identifier: Apache-2.0
//
// The desk's parts, drawn from what the server said last. What somebody is writing in is made once
// and never drawn anew under their hands.
import { address, getJson } from '../api/client';
import type { FindingDetail } from '../api/types';
import { conflictView } from '../conflict/view';
import { h, put } from '../dom/h';
import { redraw } from '../dom/redraw';
import { notifyForm, type NotifyForm } from '../notify/form';
import { problemText } from '../say/problem-text';
import { speaker, type Writing } from '../say/writing';
import { ownActions, rungActions } from './actions';
import type { NotificationBody } from './bodies';
import { callActs } from './call-acts';
import type { Desk } from './desk';
import { emergencyButtons, placeCall } from './emergency';
import { hotline, onDuty } from './hotline';
import { inbox } from './inbox';
import { asItStands, openRevalidate, openWithdraw, sameAgain } from './own';
import { register } from './register';
import { revalidationList, revalidationQueue } from './revalidation';
import { rosterForm } from './roster-form';
import { runningText } from './timer';
import type { Notified, PartyOnDuty, ToDo } from './types';

export const kParts = ['inbox', 'register', 'notify', 'revalidate', 'hotline', 'roster'] as const;
export type Part = (typeof kParts)[number];

export class Panels {
  readonly parts = Object.fromEntries(kParts.map((one) => [one, h('section')])) as Record<
    Part,
    HTMLElement
  >;
  readonly conflict = h('section', { class: 'conflict-panel', hidden: true });
  /** A word about what was just tried. */
  readonly trouble = h('p', { class: 'alarm', role: 'alert' });
  private readonly desk_: Desk;
  private readonly w_: Writing;
  private readonly show_: (part: Part) => void;
  private form_: NotifyForm | null = null;
  private roster_ = '';
  private readonly rosterNow_ = h('div');
  private readonly rosterForm_ = h('div');

  constructor(desk: Desk, show: (part: Part) => void) {
    this.desk_ = desk;
    this.w_ = desk.writing;
    this.show_ = show;
    put(this.parts.roster, this.rosterNow_, this.rosterForm_);
  }

  private readonly say = (text: string): void => put(this.trouble, text);

  draw(): void {
    const told = this.desk_.told.get();
    if (!told) return;
    const w = this.w_;
    const { l } = w;
    const now_ms = this.desk_.now_ms();
    const busy = w.pen.sending.get().state !== 'idle';
    const own = speaker(w);
    redraw(
      this.parts.inbox,
      inbox(told.duty, now_ms, l, {
        mayCall: (party) => own !== '' && party !== own,
        call: (party, todo) => void this.callAbout(party, todo),
        answers: (todo) => this.answersTo(todo, own),
      }),
    );
    redraw(
      this.parts.register,
      register(told.register, () => void this.desk_.more(), l, {
        rung: (notified, one) => rungActions(w, notified, one),
        own: (notified) => ownActions(w, notified, (one) => void this.change(one)),
      }),
    );
    const profiles = told.arrangements.flatMap((one) => one.body.profiles ?? []);
    redraw(
      this.parts.revalidate,
      revalidationList(
        revalidationQueue(told.register.items, own, profiles),
        now_ms,
        w,
        (one) => void this.again(one),
        busy,
      ),
    );
    const log = hotline(told.duty, now_ms, l, (one) => callActs(w, one, this.say, busy));
    const callSomebody =
      own !== '' &&
      h('div', {}, h('h2', {}, l.t('call.title')), emergencyButtons(w, this.say, busy));
    redraw(
      this.parts.hotline,
      // What runs comes first; calling somebody else may wait.
      told.duty.calls.some((one) => one.running) ? [log, callSomebody] : [callSomebody, log],
    );
    put(this.rosterNow_, onDuty(told.duty, l));
    this.drawForms();
  }

  /** The buttons of the register on the card of a finding that rests on one's own rung or notification. */
  private answersTo(todo: ToDo, own: string): HTMLElement[] {
    const about =
      this.desk_.told
        .get()
        ?.register.items.filter((one) => one.findings.includes(todo.finding.id)) ?? [];
    const acts = about.flatMap((notified) => [
      ...notified.ladder
        .filter((rung) => rung.recipient === own)
        .map((rung) => rungActions(this.w_, notified, rung)),
      todo.finding.must_act.includes(own)
        ? ownActions(this.w_, notified, (one) => void this.change(one))
        : null,
    ]);
    return acts.filter((one): one is HTMLElement => one !== null);
  }

  /** Forms are made when somebody can use them, and made anew when that is somebody else. */
  private drawForms(): void {
    const told = this.desk_.told.get();
    const own = speaker(this.w_);
    const { l } = this.w_;
    if (!told) return;
    const basis = `${own} ${told.rosters.map((one) => one.index).join()}`;
    if (this.roster_ !== basis && !this.rosterForm_.contains(document.activeElement)) {
      this.roster_ = basis;
      put(
        this.rosterForm_,
        h('h2', {}, l.t('roster.title')),
        own
          ? rosterForm(this.w_, told.rosters, told.arrangements)
          : h('p', { class: 'quiet' }, l.t('queue.who')),
      );
    }
    if (own && !this.form_) {
      this.form_ = notifyForm(
        this.w_,
        () => this.desk_.told.get()?.arrangements ?? [],
        () => this.show_('register'),
      );
      put(this.parts.notify, this.form_.element);
    } else if (!own) {
      this.form_ = null;
      put(this.parts.notify, h('p', { class: 'calm' }, l.t('queue.who')));
    }
  }

  /** Every second: the calls' clocks alone. */
  tick(): void {
    const now_ms = this.desk_.now_ms();
    for (const clock of this.parts.hotline.querySelectorAll<HTMLElement>('.running'))
      clock.textContent = this.w_.l.t('duty.running', {
        time: runningText(now_ms - Number(clock.dataset['begun'])),
      });
  }

  private async change(notified: Notified): Promise<void> {
    try {
      const same = await asItStands(this.w_, notified);
      this.show_('notify');
      this.form_?.change(same.body as unknown as NotificationBody, same.audience);
    } catch (cause) {
      this.say(problemText(cause, this.w_.l));
    }
  }

  private async again(notified: Notified): Promise<void> {
    const { pen, l } = this.w_;
    this.say('');
    if (!pen.holder.get()) {
      openRevalidate(this.w_, notified);
      return;
    }
    try {
      this.w_.entered(await pen.say(await sameAgain(this.w_, notified)));
    } catch (cause) {
      this.say(problemText(cause, l));
    }
  }

  private async callAbout(party: PartyOnDuty, todo: ToDo): Promise<void> {
    const { finding } = todo;
    this.say('');
    try {
      const detail = await getJson<FindingDetail>(
        address(`findings/${finding.id}`, { lang: this.w_.l.lang, asKnownAt: null }),
      );
      const refs = detail.evidence_entries
        .slice(0, 8)
        .map((one) => ({ entry: one.id, kind: 'cites' as const }));
      placeCall(
        this.w_,
        { party, emergency: finding.severity.level === 'critical', text: finding.sentence, refs },
        this.say,
      );
      this.show_('hotline');
    } catch (cause) {
      this.say(problemText(cause, this.w_.l));
    }
  }

  showConflict(id: string): void {
    const { w_: w } = this;
    const officers = (party: string) => w.duty()?.on_duty.find((one) => one.party === party);
    put(
      this.conflict,
      conflictView(w, id, {
        change: (one) => void this.change(one),
        withdraw: (one) => openWithdraw(w, one),
        call: (party) => {
          placeCall(
            w,
            {
              party: officers(party) ?? { party, name: w.name(party), officers: [] },
              emergency: false,
            },
            this.say,
          );
          this.show_('hotline');
        },
        own: (entry) => this.desk_.told.get()?.register.items.find((one) => one.entry === entry),
        back: () => this.show_('inbox'),
      }),
    );
  }
}
