import { checkEnding } from '../../invariants/ending.ts';
import { must } from '../../invariants/violation.ts';
import { alice, bob, sessionOf } from '../../people/people.ts';
import { Random } from '../../random.ts';
import type { Deployment } from '../../workflow/deployment.ts';
import type { Sabotage } from '../../world/options.ts';
import type { Ran } from '../run-schedule.ts';
import { Stage } from '../stage.ts';
import type { Play, Scenario } from './scenario.ts';

const seconds = (count: number) => count * 1000;
const hour = seconds(3600);

interface Bar {
  /** How many profiles are approved at the same moment. */
  profiles: number;
  /** Milliseconds from the approval until each is created. */
  within: number;
  /** How often somebody else in the account asks Roles Anywhere for something, in milliseconds. */
  neighbour?: number;
}

/**
 * Profiles approved at once, each with its workflow and its function, at the one request a second that the account has; the
 * next requests are validated at the same time. Throws nothing: what is broken is in the answer.
 */
export async function approvedAtOnce(
  deployment: Deployment,
  seed: number,
  bar: Bar,
  sabotage?: Sabotage,
): Promise<Ran> {
  const random = new Random(seed);
  const options = {
    ...{ seed, policy: 'by-time' as const, fault: () => undefined },
    latency: () => 20 + random.below(180),
    jitter: () => random.next(),
    ...(sabotage && { sabotage }),
  };
  const stage = new Stage(deployment, options, { pace: 0 });
  const ran = (failure: unknown): Ran => ({ stage, calls: stage.world.calls.count, failure });
  try {
    await play(stage, bar);
    await stage.pass(stage.world.agenda.now + 12 * hour);
    checkEnding(stage);
    return ran(undefined);
  } catch (failure) {
    return ran(failure);
  }
}

async function play(stage: Stage, { profiles, within, neighbour }: Bar): Promise<void> {
  const { world, crowd, ledger } = stage;
  for (let index = 0; index < profiles; index++) submit(stage, `profile-${index}`);
  await stage.pass(world.agenda.now + seconds(120));
  const approvedAt = world.agenda.now;
  const asked = [...ledger.accounts.keys()];
  if (neighbour !== undefined) interfere(stage, neighbour, approvedAt + within);
  for (const id of asked) {
    const [card] = world.slack.cards(id);
    if (card) crowd.click(bob, 'approve', card);
  }
  submit(stage, 'meanwhile');
  await stage.pass(approvedAt + within);
  const late = asked.filter((id) => ledger.accounts.get(id)?.status !== 'created');
  const wanted = () =>
    `${late.length} of ${profiles} are not created ${within / 1000} s after their approval`;
  must('in-time', asked.length === profiles && late.length === 0, wanted);
}

function submit({ crowd }: Stage, name: string): void {
  crowd.submit({ type: 'rolesanywhere-profile', name, requester: sessionOf(alice), key: name });
}

/** Takes the account's requests from time to time, as drift detection does. */
function interfere({ world }: Stage, each: number, until: number): void {
  const arn = 'arn:aws:rolesanywhere:us-east-1:111122223333:profile/6f2b8a6e-0000-4000-8000-000000000001';
  const take = (operation: string, input: object) => {
    try {
      world.services.call('rolesanywhere', operation, input);
    } catch {
      // Throttled, or there is no such profile: either way the account's quota is what it is.
    }
  };
  const again = () => {
    take('ListProfiles', {});
    take('ListTagsForResource', { resourceArn: arn });
    if (world.agenda.now < until) world.agenda.add(each, again);
  };
  world.agenda.add(0, again);
}

const seedsOf = (count: number) => Array.from({ length: count }, (_each, index) => index + 1);
const plays = (name: string, count: number, bar: Bar): Play[] =>
  seedsOf(count).map((seed) => ({
    name: `${name}, seed ${seed}`,
    run: (deployment) => approvedAtOnce(deployment, seed, bar),
  }));

const one = { profiles: 1, within: seconds(15) };
const ten = { profiles: 10, within: seconds(90) };

/** The account's quotas of requests to Roles Anywhere. */
export const throttled: readonly Scenario[] = [
  {
    what: 'one profile at one request a second, alone and beside drift detection',
    cases: [],
    plays: [
      ...plays('one profile is approved', 3, one),
      ...plays('one profile is approved while drift is detected', 3, { ...one, neighbour: seconds(2) }),
    ],
  },
  {
    what: 'ten profiles approved at once at one request a second, alone and beside drift detection',
    cases: [],
    plays: [
      ...plays('ten profiles are approved', 2, ten),
      ...plays('ten profiles are approved while drift is detected', 2, { ...ten, neighbour: seconds(2) }),
    ],
  },
];
