import type { ApiEvent } from '../../lambdas/http/api-event.ts';
import { leads } from '../configuration.ts';
import {
  alice,
  approverSessionOf,
  approvers,
  bob,
  carol,
  dave,
  erin,
  mallory,
  opsAs,
  type Person,
  releaseAs,
} from '../people/people.ts';
import type { ActionName, Schedule } from './schedule.ts';
import type { Stage } from './stage.ts';

const unknown = Date.parse('9999-01-01T00:00:00Z');
const onCards: readonly ActionName[] = ['approve-b', 'approve-c', 'deny', 'duplicate', 'stranger'];
const whenAsked: readonly ActionName[] = ['expire', 'overdue'];

/** Does what a schedule says, for its one request. */
export class Actor {
  readonly #stage: Stage;
  readonly #quorum: number;
  readonly #requester: string;
  #lastClick: ApiEvent | undefined;

  /** `isInterruption`: others are at work, whose seconds must not become hours. */
  readonly #actions: Record<ActionName, (isInterruption: boolean) => void> = {
    'approve-b': () => {
      this.#lastClick = this.#click(bob, 'approve');
    },
    'approve-c': () => this.#click(carol, 'approve'),
    deny: () => this.#click(dave, 'deny'),
    duplicate: () => this.#deliverAgain(),
    stranger: () => this.#click(mallory, 'approve'),
    cancel: () => this.#stage.crowd.cancel(this.requestId ?? '', this.#requester),
    retry: () => this.#stage.crowd.retry(this.requestId ?? '', this.#requester),
    'http-approve-b': () => this.#decide(approverSessionOf(bob), 'approve'),
    'http-approve-c': () => this.#decide(approverSessionOf(carol), 'approve'),
    'http-deny': () => this.#decide(approverSessionOf(dave), 'deny'),
    'http-own': () => this.#decide(approverSessionOf(alice), 'approve'),
    'machine-approve': () => this.#decide(releaseAs('one'), 'approve'),
    'machine-again': () => this.#decide(releaseAs('another'), 'approve'),
    'ops-approve-b': () => this.#decide(opsAs(bob), 'approve'),
    'ops-own': () => this.#decide(opsAs(alice), 'approve'),
    'ops-deny': () => this.#decide(opsAs(dave), 'deny'),
    'nobody-approve': () => this.#decide(approverSessionOf(erin), 'approve'),
    expire: (isInterruption) => {
      if (this.#becomeOverdue(isInterruption)) this.#stage.world.invoke('reconcile', { scope: 'due' });
    },
    overdue: (isInterruption) => void this.#becomeOverdue(isInterruption),
    reconcile: () => void this.#stage.world.invoke('reconcile', { scope: 'open' }),
    'ask-again': () => void this.#stage.world.invokeAgain('request-approval'),
    demote: () => this.#stage.world.slack.setMembers(leads, approvers.slice(1)),
    replace: () => this.#stage.world.services.replaceReferences(),
    rules: () => this.#stage.world.deploy({ quorum: this.#quorum + 1, group: leads }),
    'switch-on': () => this.#stage.world.services.switchCreation('on'),
    'switch-off': () => this.#stage.world.services.switchCreation('off'),
    kill: () => this.#kill(),
    stop: () => this.#stop(),
  };

  constructor(stage: Stage, { quorum }: Pick<Schedule, 'quorum'>, requester: string) {
    this.#stage = stage;
    this.#quorum = quorum;
    this.#requester = requester;
  }

  /** The id of the request, once it is in the trail. */
  get requestId(): string | undefined {
    return [...this.#stage.ledger.accounts.keys()][0];
  }

  get expiresAt(): number {
    const expiresAt = this.#account?.expiresAt;
    return expiresAt ? Date.parse(expiresAt) : unknown;
  }

  /** Whether an action can be done at all: a click needs a card. */
  canDo(action: ActionName): boolean {
    if (onCards.includes(action)) return this.#card !== undefined;
    return this.requestId !== undefined && !(whenAsked.includes(action) && this.expiresAt === unknown);
  }

  do(action: ActionName, isInterruption = false): void {
    this.#actions[action](isInterruption);
  }

  /** Moves the clock behind the expiry, unless that is hours away and others are at work; whether it did. */
  #becomeOverdue(isInterruption: boolean): boolean {
    const { agenda } = this.#stage.world;
    if (isInterruption && agenda.now < this.expiresAt - 1000) return false;
    agenda.now = Math.max(agenda.now, this.expiresAt + 1);
    return true;
  }

  #deliverAgain(): void {
    if (this.#lastClick) this.#stage.crowd.deliver(this.#lastClick);
    else this.#lastClick = this.#click(bob, 'approve');
  }

  #kill(): void {
    const running = this.#running;
    if (running !== undefined) this.#stage.world.workflow.kill(running.executionArn);
  }

  #stop(): void {
    const running = this.#running;
    if (running === undefined) return;
    const reason = { error: 'Operator', cause: 'stopped by hand' };
    this.#stage.world.workflow.stop(running.executionArn, reason);
    this.#stage.stopped.add(this.requestId ?? '');
  }

  #click(person: Person, kind: 'approve' | 'deny'): ApiEvent | undefined {
    return this.#card && this.#stage.crowd.click(person, kind, this.#card);
  }

  #decide(caller: string, verdict: 'approve' | 'deny'): void {
    const digest = this.#account?.submitted.detail.digest ?? '';
    this.#stage.crowd.decide(this.requestId ?? '', caller, { verdict, digest });
  }

  get #account() {
    return this.#stage.ledger.accounts.get(this.requestId ?? '');
  }

  get #card() {
    return this.#stage.world.slack.cards(this.requestId ?? '')[0];
  }

  get #running() {
    const executions = this.#stage.world.workflow.executions().map(({ execution }) => execution);
    return executions.find(({ status }) => status === 'RUNNING');
  }
}
