import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { synthesizedStack } from '../local/synthesis/synthesis.ts';
import type { RequestType } from './answers.ts';
import type { BenchOptions, Figure } from './figure.ts';
import { LocalStack } from './local-stack.ts';
import { type Models, makeModels, storeRequests } from './stored-requests.ts';
import { type Usage, usageOf } from './usage.ts';

const few = 100;
const maxSynthesisMilliseconds = 120_000;
type Usages = Map<string, Usage>;

/** What each operation reads, writes and calls with many requests stored, over what it does with 100 stored. */
export async function measureGrowth({ stored }: BenchOptions): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  try {
    const limit = AbortSignal.timeout(maxSynthesisMilliseconds);
    const assembly = await synthesizedStack('countersign.config.ts', limit);
    const models = await modelsFrom(assembly);
    const withFew = await usages(join(directory, 'few'), assembly, few, models);
    const withMany = await usages(join(directory, 'many'), assembly, stored, models);
    const scans = [...withMany.values()].reduce((sum, { calls }) => sum + (calls['dynamodb:Scan'] ?? 0), 0);
    return [
      ...[...withMany].map(([operation, many]) => figure(operation, withFew.get(operation), many)),
      { what: 'Scans', unit: 'count', measured: scans, budget: 0, note: `with ${stored} requests stored` },
    ];
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function modelsFrom(assembly: string): Promise<Models> {
  const stack = await LocalStack.start({ assembly });
  try {
    return await makeModels(stack, firstOf(await stack.requestTypes()));
  } finally {
    await stack.close();
  }
}

async function usages(data: string, assembly: string, count: number, models: Models): Promise<Usages> {
  await storeRequests(data, assembly, count, models);
  const stack = await LocalStack.start({ assembly, data });
  try {
    const found: Usages = new Map();
    // Before anything is due, and only once: that is how the stack starts.
    found.set('reconcile, nothing due', await usageOf(stack, () => stack.warm()));
    const type = firstOf(await stack.requestTypes());
    await stack.create(type);
    for (const [name, work] of operations(stack, type, models)) found.set(name, await usageOf(stack, work));
    return found;
  } finally {
    await stack.close();
  }
}

/** Each in turn, on the same two requests. */
function operations(stack: LocalStack, type: RequestType, { created: [first] }: Models) {
  const ids: string[] = [];
  const submit = async () => {
    ids.push(await stack.submit(type));
    await stack.card(ids.at(-1) ?? '');
  };
  const get = (path: string) => () => stack.call(z.unknown(), path);
  const secondPage = async () => {
    const { nextCursor } = await stack.call(z.object({ nextCursor: z.string() }), '/requests');
    await stack.call(z.unknown(), `/requests?cursor=${nextCursor}`);
  };
  const approve = async () => {
    const [id = ''] = ids;
    await stack.approve(await stack.card(id));
    await stack.ended(id);
  };
  return new Map<string, () => Promise<unknown>>([
    ['submit, until the approvers are asked', submit],
    ['approve, until created', approve],
    ['get a request', async () => get(`/requests/${ids[0]}`)()],
    ['get an audit trail', async () => get(`/requests/${ids[0]}/audit`)()],
    ['list all', get('/requests')],
    ['list all, two pages', secondPage],
    ['list those of a status', get('/requests?status=pending')],
    ['list those of a requester', get(`/requests?requester=${encodeURIComponent(first?.actor.id ?? '')}`)],
    ['submit another', submit],
    ['cancel it', () => stack.call(z.unknown(), `/requests/${ids[1]}/cancel`, {})],
  ]);
}

function figure(operation: string, few: Usage | undefined, many: Usage): Figure {
  if (few === undefined) throw new Error(`${operation} was measured only once.`);
  const parts = [
    { name: 'calls', few: callsOf(few), many: callsOf(many) },
    { name: 'read units', few: few.readUnits, many: many.readUnits },
    { name: 'write units', few: few.writeUnits, many: many.writeUnits },
  ];
  const measured = Math.max(...parts.map((part) => (part.many === part.few ? 1 : part.many / part.few)));
  const note = parts.map((part) => `${part.name} ${part.few} and ${part.many}`).join(', ');
  return { what: operation, unit: 'ratio', measured, budget: 1, note };
}

function callsOf({ calls }: Usage): number {
  const dynamodb = Object.entries(calls).filter(([name]) => name.startsWith('dynamodb:'));
  return dynamodb.reduce((sum, [, count]) => sum + count, 0);
}

function firstOf(types: readonly RequestType[]): RequestType {
  const [type] = types;
  if (type === undefined) throw new Error('There are no request types.');
  return type;
}
