import { leads } from '../configuration.ts';
import { checkEnding } from '../invariants/ending.ts';
import { must } from '../invariants/violation.ts';
import { Random } from '../random.ts';
import type { Deployment } from '../workflow/deployment.ts';
import type { Sabotage } from '../world/options.ts';
import { Chaos } from './chaos.ts';
import { Operations } from './operations.ts';
import { Stage } from './stage.ts';
import { Workload } from './workload.ts';

const hour = 3_600_000;
/** Approval windows are 8 hours, visits at most 6 apart, approvals withdrawn may be given again: a day and a bit. */
const enough = 40 * hour;

export interface Weathered {
  stage: Stage;
  chaos: Chaos;
  requests: number;
  failure: unknown;
}

export interface SeedOptions {
  sabotage?: Sabotage;
  /** Whether the nth fault that is drawn may happen. */
  isAllowed?: (ordinal: number) => boolean;
}

/** Runs one seed: many requests at once, everything that can go wrong for a while, then calm until all is over. */
export async function runSeed(
  deployment: Deployment,
  seed: number,
  options: SeedOptions = {},
): Promise<Weathered> {
  const random = new Random(seed);
  let elapsed = () => 0;
  const chaos = new Chaos(random.fork('chaos'), () => elapsed(), options.isAllowed ?? (() => true));
  const jitter = random.fork('jitter');
  const quorum = 1 + random.below(2);
  const world = {
    seed: random.below(2 ** 31),
    policy: 'by-time' as const,
    latency: chaos.latency.bind(chaos),
    fault: chaos.fault.bind(chaos),
    duplicate: chaos.duplicate.bind(chaos),
    jitter: () => jitter.next(),
    hiddenFor: chaos.weather.hiddenFor,
    indexLag: chaos.indexLag.bind(chaos),
    ...(options.sabotage && { sabotage: options.sabotage }),
  };
  const stage = new Stage(deployment, world, { rules: { quorum, group: leads }, pace: 0 });
  const start = stage.world.agenda.now;
  elapsed = () => stage.world.agenda.now - start;
  const workload = new Workload(stage, random.fork('workload'));
  const requests = () => workload.wishes.length;
  try {
    workload.begin();
    new Operations(stage, random.fork('operations'), quorum).begin();
    await stage.pass(start + enough);
    checkEnding(stage);
    checkAnswers(stage);
    return { stage, chaos, requests: requests(), failure: undefined };
  } catch (failure) {
    return { stage, chaos, requests: requests(), failure };
  }
}

/** Every accepted submission is one request, and after so much time it is over. */
function checkAnswers({ crowd, ledger, stopped }: Stage): void {
  for (const [key, ids] of crowd.submitted) {
    must('nothing-twice', ids.size === 1, () => `${key} became ${[...ids].join(' and ')}`);
    for (const id of ids) {
      const account = ledger.accounts.get(id);
      must('nothing-lost', account !== undefined, () => `${id} was accepted and is nowhere`);
      const over = account.status !== 'pending' && account.status !== 'submitted';
      must('nothing-lost', over || stopped.has(id), () => `${id} is still ${account.status}`);
    }
  }
}
