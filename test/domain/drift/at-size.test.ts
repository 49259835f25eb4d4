import { expect, test } from '@jest/globals';
import { unhurried } from '../../../domain/aws/haste.ts';
import { boundaryPolicyName } from '../../../domain/aws/own-resources.ts';
import { pacedReads } from '../../../domain/aws/paced-reads.ts';
import { pacedRolesAnywhere } from '../../../domain/aws/paced-roles-anywhere.ts';
import { detectDrift } from '../../../domain/drift/detect.ts';
import { listings, listPresent } from '../../../domain/request-types/listings.ts';
import type { Request } from '../../../domain/trail/request.ts';
import { Iam } from '../../../local/doubles/iam/iam.ts';
import { Ram } from '../../../local/doubles/ram/ram.ts';
import { RolesAnywhere } from '../../../local/doubles/roles-anywhere/roles-anywhere.ts';
import { Random } from '../../../simulate/random.ts';
import { Agenda } from '../../../simulate/world/agenda.ts';
import { awsClients } from '../../../simulate/world/clients.ts';
import { clientError } from '../../../simulate/world/sdk-errors.ts';
import { arnIn } from '../../../simulate/world/visibility.ts';
import { chained, foldAll, submitted, submittedDetail } from '../../support/trails.ts';

const counts = { 'iam-role': 1500, 'iam-policy': 850, 'rolesanywhere-profile': 150 } as const;
const begin = Date.parse('2026-11-02T09:00:00.000Z');
const latency = 80;
const boundary = {
  arn: `arn:aws:iam::111122223333:policy/${boundaryPolicyName}`,
  document: { Version: '2012-10-17', Statement: [] },
};

const random = new Random(1);
const agenda = new Agenda(begin, 'by-time');
const sources = { clock: () => new Date(agenda.now), newId: () => random.uuid() };
const timing = {
  now: () => new Date(agenda.now).toISOString(),
  sleep: (milliseconds: number) => new Promise<void>((resolve) => agenda.add(milliseconds, resolve)),
  random: () => random.next(),
};

const names = {
  'iam-role': 'RoleName',
  'iam-policy': 'PolicyName',
  'rolesanywhere-profile': 'name',
} as const;
const kinds = ['iam-role', 'iam-policy', 'rolesanywhere-profile'] as const;

/** Requests by id, each with its resource in the doubles, which from then on take only so much a second. */
function furnished() {
  const iam = new Iam({ ...sources, limit: false, policies: [boundary] });
  const profiles = new RolesAnywhere({ ...sources, limit: false });
  const requests = new Map<string, Request>();
  for (const type of kinds) {
    const told = foldAll(chained([submitted(submittedDetail(type))]));
    for (let index = 0; index < counts[type]; index++) {
      const id = random.uuid();
      const [call] = told.plan;
      if (call === undefined) throw new RangeError('An example plans nothing');
      const text = JSON.stringify({ ...call.parameters, [names[type]]: `simulated-${index}` });
      const parameters = JSON.parse(text.replaceAll(told.id, id));
      const answer = (type === 'rolesanywhere-profile' ? profiles : iam).call(call.operation, parameters);
      const result = { arn: arnIn(answer), adopted: false };
      requests.set(id, { ...told, id, plan: [{ ...call, parameters }], status: 'created', result });
    }
  }
  return {
    requests,
    iam: new Iam({ ...sources, state: iam.snapshot() }),
    rolesanywhere: new RolesAnywhere({ ...sources, state: profiles.snapshot() }),
    ram: new Ram(sources),
  };
}

async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** Runs what is on the agenda until something has come to its end. */
async function played<Result>(work: Promise<Result>): Promise<Result> {
  let isOver = false;
  const ended = work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await new Promise<void>((resolve) => process.nextTick(resolve));
    agenda.take(Number.POSITIVE_INFINITY)?.run();
  }
  return ended;
}

test('drift over 2,500 resources, at what IAM and Roles Anywhere take, is looked for in less than eleven minutes', async () => {
  const { requests, ...doubles } = furnished();
  let throttled = 0;
  const bases = awsClients(
    (service, operation, input) =>
      new Promise((resolve, reject) => {
        agenda.add(latency, () => {
          try {
            resolve(coreOf(service).call(operation, input));
          } catch (error) {
            throttled += 1;
            reject(clientError(service, error));
          }
        });
      }),
  );
  function coreOf(service: string) {
    if (service === 'iam' || service === 'ram' || service === 'rolesanywhere') return doubles[service];
    throw new RangeError(`Drift detection does not ask ${service}`);
  }
  const clients = {
    iam: pacedReads(bases.iam, timing, unhurried),
    ram: pacedReads(bases.ram, timing, unhurried),
    rolesAnywhere: pacedRolesAnywhere(bases.rolesanywhere, timing, unhurried),
  };
  agenda.now += 3_600_000;
  const from = agenda.now;
  const ids = [...requests.keys()].sort();
  const findings = detectDrift({
    now: timing.now,
    settleSeconds: 120,
    present: () => listPresent(clients, '/requested/'),
    created: async function* () {
      for (let start = 0; start < ids.length; start += 25) yield ids.slice(start, start + 25);
    },
    request: async (id) => requests.get(id),
    looksAt: () => true,
    look: (request, arn) => listings[request.type].look(request, arn, clients),
    isListed: () => true,
  });
  expect(await played(allOf(findings))).toEqual([]);
  expect(throttled).toBeGreaterThan(0);
  expect((agenda.now - from) / 60_000).toBeLessThan(11);
  expect((agenda.now - from) / 60_000).toBeGreaterThan(9);
}, 60_000);
