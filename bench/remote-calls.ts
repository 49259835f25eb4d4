import * as z from 'zod';
import type { RequestType } from './answers.ts';
import { type AnsweredCall, CallLog } from './call-log.ts';
import type { Figure } from './figure.ts';
import { LocalStack } from './local-stack.ts';
import { maxChain } from './longest-chain.ts';
import { permittedRole } from './permitted-role.ts';
import { usageOf } from './usage.ts';

/** Each call is made to last this long, so that calls made at once are seen to overlap. */
const callMilliseconds = 40;

/** How many remote calls a warm function waits for one after the other, by type and function. */
export async function measureRemoteCalls(): Promise<Figure[]> {
  const stack = await LocalStack.start();
  const log = new CallLog();
  try {
    const types = await stack.requestTypes();
    for (const type of types) await stack.create(type, { asIs: true });
    const figures: Figure[][] = [];
    const measured = [...types, ...permittedRole(types)];
    for (const type of measured) figures.push(await measureType(stack, log, type));
    return figures.flat();
  } finally {
    log.close();
    await stack.close();
  }
}

async function measureType(stack: LocalStack, log: CallLog, type: RequestType): Promise<Figure[]> {
  const { calls } = await usageOf(stack, () => stack.create(type));
  await delay(stack, Object.keys(calls));
  log.take();
  const id = await stack.submit(type);
  const ts = await stack.card(id);
  const submission = log.take();
  await stack.approve(ts);
  await stack.ended(id);
  await stack.quiet();
  const approval = log.take();
  await stack.expectCreated(id);
  const name = type.label ?? type.type;
  return [
    figure(`${name}: submit`, 3, answeredBy(submission, 'POST /requests')),
    figure(`${name}: click to acknowledgement`, 4, answeredBy(approval, 'POST /slack/interactions')),
    // With permissions: a call for each of the three policies, and what is read of them, at once.
    figure(`${name}: create`, type.label === undefined ? 6 : 11, creation(approval)),
  ];
}

function figure(what: string, budget: number, calls: readonly AnsweredCall[]): Figure {
  const chain = maxChain(calls);
  const note = `${chain.map(({ name }) => name).join(', ')} (${calls.length} in all)`;
  return { what, unit: 'count', measured: chain.length, budget, note };
}

async function delay(stack: LocalStack, calls: readonly string[]): Promise<void> {
  for (const call of calls) {
    const [service, operation] = call.split(':');
    const fault = { service, operation, fault: `delay:${callMilliseconds}`, times: 10_000 };
    await stack.call(z.unknown(), '/_local/faults', fault);
  }
}

/** The calls that the API's function made for a request to the API: those of whoever called first after it came. */
function answeredBy(calls: readonly AnsweredCall[], name: string): AnsweredCall[] {
  const request = calls.find((call) => call.name === name);
  if (request === undefined) throw new Error(`There was no ${name}.`);
  const during = calls.filter(({ start, end }) => start >= request.start && end <= request.end);
  const caller = during.find((call) => call.caller !== undefined)?.caller;
  return during.filter((call) => call.caller === caller);
}

/** The calls of the function that called the API which creates. */
function creation(calls: readonly AnsweredCall[]): AnsweredCall[] {
  const creator = calls.find(({ name }) => /^(iam|ram|rolesanywhere):/.test(name))?.caller;
  if (creator === undefined) throw new Error('Nothing was created.');
  return calls.filter(({ caller }) => caller === creator);
}
