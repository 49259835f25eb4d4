import { leads, security } from '../configuration.ts';
import { approvers } from '../people/people.ts';
import type { Random } from '../random.ts';
import type { Stage } from './stage.ts';

const seconds = (count: number) => count * 1000;
const minutes = (count: number) => seconds(60 * count);

/** What operators and time do in one run, as its seed says. */
export class Operations {
  readonly #stage: Stage;
  readonly #random: Random;
  readonly #quorum: number;

  constructor(stage: Stage, random: Random, quorum: number) {
    this.#stage = stage;
    this.#random = random;
    this.#quorum = quorum;
  }

  /** Puts everything on the agenda: a deployment, people who move on, executions that die, the schedule at odd moments. */
  begin(): void {
    const random = this.#random;
    const { world } = this.#stage;
    if (random.chance(0.25)) {
      const rules = { quorum: this.#quorum + random.below(2), group: random.pick([leads, security]) };
      this.#sometime(() => world.deploy(rules));
    }
    if (random.chance(0.3)) {
      const group = random.pick([leads, security]);
      const left = approvers.filter(() => random.chance(0.7));
      this.#sometime(() => world.slack.setMembers(group, left));
    }
    if (random.chance(0.2)) this.#moveOn();
    if (random.chance(0.1)) this.#sometime(() => world.services.replaceReferences());
    if (random.chance(0.1)) this.#pauseCreation(random.below(minutes(30)));
    for (let count = random.below(4); count > 0; count--) this.#reconcile(random.chance(0.5) ? 2 : 1);
    if (random.chance(0.25)) this.#sometime(() => this.#kill());
  }

  /** The kill switch, for a while. */
  #pauseCreation(milliseconds: number): void {
    const { services, agenda } = this.#stage.world;
    this.#sometime(() => {
      services.switchCreation('on');
      agenda.add(milliseconds, () => services.switchCreation('off'));
    });
  }

  #reconcile(runs: number): void {
    this.#sometime(() => {
      for (let left = runs; left > 0; left--)
        this.#stage.world.invoke('reconcile', { scope: this.#random.pick(['due', 'open']) });
    });
  }

  /** Those who approved the first request lose the right to, before or after the executor looks. */
  #moveOn(): void {
    const { world, ledger } = this.#stage;
    let isOver = false;
    world.calls.witnesses.push(({ invocation }) => {
      if (isOver || !invocation.appended.includes('approval.granted')) return;
      const first = [...ledger.accounts.values()].find(({ status }) => status === 'approved');
      if (first === undefined) return;
      isOver = true;
      const left = approvers.filter((id) => first.approvals.every(({ actor }) => actor.id !== id));
      world.agenda.add(this.#random.below(this.#random.pick([40, 400])), () => {
        for (const group of [leads, security]) world.slack.setMembers(group, left);
      });
    });
  }

  /** An execution dies; now and then because an operator stopped it. */
  #kill(): void {
    const { workflow } = this.#stage.world;
    const running = workflow
      .executions()
      .flatMap(({ execution }) => (execution.status === 'RUNNING' ? [execution] : []));
    const [first, ...others] = running;
    if (first === undefined) return;
    const victim = this.#random.pick([first, ...others]);
    if (this.#random.chance(0.8)) {
      workflow.kill(victim.executionArn);
      return;
    }
    workflow.stop(victim.executionArn, { error: 'Operator', cause: 'stopped by hand' });
    this.#stage.stopped.add(victim.name.slice(0, 36));
  }

  /** Half of what happens does so while the first requests are on their way. */
  #sometime(run: () => void): void {
    const random = this.#random;
    this.#stage.world.agenda.add(random.pick([random.below(minutes(30)), random.below(seconds(8))]), run);
  }
}
