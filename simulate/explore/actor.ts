import type { ApiEvent } from '../../lambdas/http/route.ts';
import { leads } from '../configuration.ts';
import type { Person } from '../people/people.ts';
import { alice, approvers, bob, carol, dave, mallory, sessionOf } from '../people/people.ts';
import type { ActionName } from './schedule.ts';
import type { Stage } from './stage.ts';

/** Does what a schedule says, for its one request. */
export class Actor {
  readonly #stage: Stage;
  readonly #quorum: number;
  #lastClick: ApiEvent | undefined;

  constructor(stage: Stage, quorum: number) {
    this.#stage = stage;
    this.#quorum = quorum;
  }

  /** The id of the request, once it is in the trail. */
  get requestId(): string | undefined {
    return [...this.#stage.ledger.accounts.keys()][0];
  }

  get expiresAt(): number {
    return Date.parse(
      this.#stage.ledger.accounts.get(this.requestId ?? '')?.expiresAt || '9999-01-01T00:00:00Z',
    );
  }

  /** Whether an action can be done at all: one needs a card to click on. */
  canDo(action: ActionName): boolean {
    const clicks: readonly ActionName[] = ['approve-b', 'approve-c', 'deny', 'duplicate'];
    if (clicks.includes(action)) return this.#card !== undefined;
    return (
      this.requestId !== undefined &&
      (action !== 'expire' || this.expiresAt < Date.parse('9000-01-01T00:00:00Z'))
    );
  }

  /** `isInterruption`: others are at work, whose seconds must not become hours. */
  do(action: ActionName, isInterruption = false): void {
    switch (action) {
      case 'approve-b':
        this.#lastClick = this.#click(bob, 'approve');
        break;
      case 'approve-c':
        this.#click(carol, 'approve');
        break;
      case 'deny':
        this.#click(dave, 'deny');
        break;
      case 'duplicate':
        if (this.#lastClick) this.#stage.crowd.deliver(this.#lastClick);
        else this.#lastClick = this.#click(bob, 'approve');
        break;
      case 'stranger':
        this.#click(mallory, 'approve');
        break;
      case 'cancel':
        this.#stage.crowd.cancel(this.requestId ?? '', sessionOf(alice));
        break;
      case 'expire':
        this.#expire(isInterruption);
        break;
      default:
        this.#operate(action);
    }
  }

  #expire(isInterruption: boolean): void {
    const { world } = this.#stage;
    if (isInterruption && world.agenda.now < this.expiresAt - 1000) return;
    world.agenda.now = Math.max(world.agenda.now, this.expiresAt + 1);
    world.invoke('reconcile', { scope: 'due' });
  }

  #operate(action: ActionName): void {
    const { world, stopped } = this.#stage;
    const running = [...world.workflow.executions.values()].find(
      ({ described }) => described.status === 'RUNNING',
    );
    if (action === 'reconcile') world.invoke('reconcile', { scope: 'open' });
    else if (action === 'demote') world.slack.setMembers(leads, approvers.slice(1));
    else if (action === 'replace') world.services.replaceRoles();
    else if (action === 'rules') world.deploy({ quorum: this.#quorum + 1, group: leads });
    else if (action === 'kill') running?.end('FAILED', { error: 'States.Runtime', cause: 'killed' });
    else if (running) {
      running.end('ABORTED', { error: 'Operator', cause: 'stopped by hand' });
      stopped.add(this.requestId ?? '');
    }
  }

  #click(person: Person, kind: 'approve' | 'deny'): ApiEvent | undefined {
    return this.#card && this.#stage.crowd.click(person, kind, this.#card);
  }

  get #card() {
    return this.#stage.world.slack.cards(this.requestId ?? '')[0];
  }
}
