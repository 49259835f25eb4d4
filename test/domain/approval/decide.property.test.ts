import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DecisionRefused, decide } from '../../../domain/approval/decide.ts';
import { tally } from '../../../domain/approval/quorum.ts';
import type { ApprovalRule, Identity } from '../../../domain/configuration/configuration.ts';
import { link } from '../../../domain/trail/chain.ts';
import type { Actor, Draft, TrailEvent } from '../../../domain/trail/events.ts';
import type { Request } from '../../../domain/trail/request.ts';
import { withdraw } from '../../../domain/trail/transitions.ts';
import { authorityOver } from '../../../lambdas/slack/authority.ts';
import { SlackFailure } from '../../../lambdas/slack/failure.ts';
import { configurationWith } from '../../support/configuration.ts';
import { emails, inSlack } from '../../support/people.ts';
import {
  asked,
  chained,
  foldAll,
  requestId,
  submitted,
  submittedDetail,
  t,
  validated,
} from '../../support/trails.ts';

/** One of those who exist, whatever they are called, and what they speak through; the code knows the actor alone. */
interface Voice {
  being: string;
  actor: Actor;
}

const account = '111122223333';
const iam = (being: string, arn: string): Voice => ({
  being,
  actor: { kind: 'iam', id: arn, name: arn.split('/').at(-1) ?? '' },
});
const session = (being: string, role: string, name: string) =>
  iam(being, `arn:aws:sts::${account}:assumed-role/${role}/${name}`);
const userOf = (being: string, name: string) => iam(being, `arn:aws:iam::${account}:user/ci/${name}`);

const people = ['alice', 'bob', 'carol', 'mallory'] as const;
const everybody = [...people, 'erin'] as const;
/** What each person alone can speak through. Erin has no account in Slack. */
const own: Voice[] = [
  ...people.map((being) => ({ being, actor: inSlack(being) })),
  ...everybody.map((being) => session(being, 'AWSReservedSSO_Developer_01', `${being}@example.com`)),
  ...everybody.map((being) => session(being, 'AWSReservedSSO_Approver_02', `${being}@EXAMPLE.com`)),
  session('bob', 'payments-ci', 'run-1'),
  userOf('carol', 'carol-cli'),
];
/** What anybody can speak through, under any name. */
const shared: Voice[] = everybody.flatMap((being) => [
  ...['bob@example.com', 'carol@example.com', 'run-1'].map((name) => session(being, 'ops', name)),
  session(being, 'sec', `${being}@example.com`),
  userOf(being, 'shared-user'),
]);
/** What no person can speak through. */
const machines: Voice[] = [
  ...['run-1', 'alice@example.com'].map((name) => session('gate', 'gate', name)),
  userOf('gate', 'gate-bot'),
  session('scan', 'scan', 'run-1'),
];
const anyVoice = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...own) },
  { weight: 2, arbitrary: fc.constantFrom(...shared) },
  { weight: 1, arbitrary: fc.constantFrom(...machines) },
);

/** What an operator may say without lying. */
const identities = fc.shuffledSubarray<Identity>([
  { role: 'AWSReservedSSO_*', sessionNameIs: 'email' },
  { role: 'AWSReservedSSO_Approver_*', sessionNameIs: 'email' },
  { role: 'payments-ci', slack: 'U0BOB' },
  { user: 'carol-cli', slack: 'U0CAROL', account },
  { role: 'gate', machine: 'gate' },
  { user: 'gate-bot', machine: 'gate' },
  { role: 'sc*', machine: 'scan' },
  { role: 'ops', machine: 'elsewhere', account: '444455556666' },
]);
const approver = fc.constantFrom<ApprovalRule['approvers'][number]>(
  ...[{ group: 'S0LEADS' }, { user: 'U0ALICE' }, { user: 'U0MALLORY' }, { role: 'AWSReservedSSO_*' }],
  ...[{ role: '*' }, { role: 'ops' }, { role: 'gate' }, { iamUser: 'carol-cli' }, { iamUser: 'shared-user' }],
);
/** Mostly one: of sequences that need three people hardly any ends in an approval. */
const few = fc.constantFrom(1, 1, 1, 2, 2, 3);
const rule = fc.record({
  when: fc.constant('any' as const),
  approvers: fc.array(approver, { minLength: 2, maxLength: 7 }),
  quorum: few,
  window: fc.constant('72h'),
});
const { digest } = submittedDetail();

/** What happens to a request: people, operators, Slack, and the executor that looks before it creates. */
const happening = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('word' as const),
      voice: anyVoice,
      verdict: fc.constantFrom(...(['approve', 'approve', 'approve', 'approve', 'approve', 'deny'] as const)),
      digest: fc.constantFrom(digest, digest, digest, digest, 'sha256:other'),
    }),
  },
  /** What a release wrote that took whoever it could not tell apart for somebody of their own. */
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('old-approval' as const),
      voice: fc.constantFrom(...own, ...shared),
      complete: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('identities' as const), identities }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rule' as const), rule }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('members' as const),
      members: fc.subarray(['U0ALICE', 'U0BOB', 'U0CAROL'], { minLength: 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'outage' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'days' as const }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'execution' as const }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** A request and everything around it that decides. */
class Case {
  readonly #events: TrailEvent[];
  /** Who said something, by the minute in which they did. */
  readonly #beings = new Map<string, string>();
  readonly #pinned: ApprovalRule;
  #current: ApprovalRule;
  #identities: Identity[];
  #members: readonly string[] = ['U0BOB', 'U0CAROL'];
  #isSlackDown = false;
  #minute = 0;
  created = false;

  constructor(requester: Voice, pinned: ApprovalRule, known: Identity[]) {
    this.#pinned = pinned;
    this.#current = pinned;
    this.#identities = known;
    this.requester = requester.being;
    const first = { ...submitted(), actor: requester.actor };
    this.#events = chained([
      first,
      validated({ rule: pinned, required: pinned.quorum }),
      asked({ required: 1 }),
    ]);
  }

  readonly requester: string;

  get request(): Request {
    return foldAll(this.#events);
  }

  /** How many beings stand behind what is approved, without the one who asked. */
  get others(): number {
    const beings = this.request.decisions.map(({ at }) => this.#beings.get(at));
    return new Set(beings.filter((being) => being !== this.requester)).size;
  }

  get least(): number {
    return Math.max(this.#pinned.quorum, this.#current.quorum);
  }

  async happen(what: Happening): Promise<void> {
    this.#minute += 1;
    if (this.created) return;
    if (what.kind === 'identities') this.#identities = what.identities;
    else if (what.kind === 'rule') this.#current = what.rule;
    else if (what.kind === 'members') this.#members = what.members;
    else if (what.kind === 'outage') this.#isSlackDown = !this.#isSlackDown;
    else if (what.kind === 'days') this.#minute += 40 * 60;
    else if (what.kind === 'execution') await this.#execute();
    else if (what.kind === 'word') await this.#hear(what);
    else this.#find(what);
  }

  #authority(word?: { actor: Actor; verdict: 'approve' | 'deny' }) {
    const { approvals, ...others } = configurationWith();
    const configuration = { ...others, identities: this.#identities, approvals: [this.#current] };
    const answer = <T>(value: T) =>
      this.#isSlackDown ? Promise.reject(new SlackFailure('internal_error')) : Promise.resolve(value);
    const slack = {
      members: () => answer(this.#members),
      idOf: (email: string) => answer(emails.get(email)),
    };
    return authorityOver(this.request, configuration, slack, word);
  }

  async #hear({ voice, verdict, digest: shown }: Extract<Happening, { kind: 'word' }>): Promise<void> {
    const word = { actor: voice.actor, verdict, digest: shown, at: t(this.#minute), reason: 'Because.' };
    try {
      const authority = await this.#authority(word);
      if (authority) this.#append(decide(this.request, word, authority));
      this.#beings.set(word.at, voice.being);
    } catch (error) {
      if (!(error instanceof DecisionRefused || error instanceof SlackFailure)) throw error;
    }
  }

  #find({ voice, complete }: Extract<Happening, { kind: 'old-approval' }>): void {
    if (this.request.status !== 'pending') return;
    const at = t(this.#minute);
    const detail = { digest, counted: 1, required: 1, complete, rule: this.#pinned };
    this.#append({ type: 'approval.granted', actor: voice.actor, at, detail });
    this.#beings.set(at, voice.being);
  }

  #append(draft: Draft): void {
    this.#events.push(link(draft, this.request.head, requestId, `event-${this.#minute}`));
  }

  async #execute(): Promise<void> {
    const { request } = this;
    if (request.status !== 'approved') return;
    const authority = await this.#authority().catch((error: unknown) => {
      if (!(error instanceof SlackFailure)) throw error;
    });
    if (!authority) return;
    const { pinned, current, directory } = authority;
    const standing = tally(request, [pinned, current], directory);
    if (standing.complete) this.created = true;
    else this.#append(withdraw(standing, t(this.#minute)));
  }
}

test('nothing is created by fewer beings than the rules say, and none of them is the one who asked', async () => {
  let created = 0;
  let byIam = 0;
  await fc.assert(
    fc.asyncProperty(
      anyVoice,
      rule,
      identities,
      fc.array(happening, { minLength: 4, maxLength: 24 }),
      async (requester, pinned, known, happenings) => {
        const about = new Case(requester, pinned, known);
        for (const what of happenings) await about.happen(what);
        await about.happen({ kind: 'execution' });
        if (!about.created) return;
        const { decisions, digest: asWas, approval } = about.request;
        created += 1;
        if (decisions.some(({ approver: who }) => who.kind === 'iam')) byIam += 1;
        expect(about.others).toBeGreaterThanOrEqual(about.least);
        for (const { verdict, digest: shown, at } of decisions) {
          expect([verdict, shown]).toEqual(['approve', asWas]);
          expect(at < (approval?.expiresAt ?? '')).toBe(true);
        }
      },
    ),
    { numRuns: 400 },
  );
  // About 20 of 400 plays create something, a third of them through IAM: fewer than these would prove nothing.
  expect(created).toBeGreaterThan(3);
  expect(byIam).toBeGreaterThan(0);
});
