import { type Profiler, type Runtime, Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = `${pathToFileURL(join(import.meta.dirname, '..', '..'))}/`;
/** Often enough to tell tenths, seldom enough to cost nothing. */
const microsecondsBetweenSamples = 5000;

/** Whose work it is when a frame of these files is the innermost of ours; the domain works for whoever calls it. */
const owners: readonly (readonly [folder: string, owner: string])[] = [
  ['simulate/invariants/', 'invariants'],
  ['simulate/dynamodb/', 'services'],
  ['local/doubles/', 'services'],
  ['simulate/', 'scheduler, clients and people'],
  ['lambdas/', 'functions'],
];

/** Runs something and tells whose work took which share of its samples. */
export async function profiled<Result>(work: () => Promise<Result>) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: microsecondsBetweenSamples });
  await session.post('Profiler.start');
  const result = await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return { result, samples: samplesOf(profile) };
}

function samplesOf({ nodes, samples = [] }: Profiler.Profile): Record<string, number> {
  const ownersOf = new Map<number, string>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const descend = (id: number, inherited: string) => {
    const node = byId.get(id);
    if (node === undefined) return;
    const owner = ownerOf(node.callFrame, inherited);
    ownersOf.set(id, owner);
    for (const child of node.children ?? []) descend(child, owner);
  };
  const [top] = nodes;
  if (top) descend(top.id, 'engine');
  const counts: Record<string, number> = {};
  for (const id of samples) {
    const owner = ownersOf.get(id) ?? 'engine';
    counts[owner] = (counts[owner] ?? 0) + 1;
  }
  return counts;
}

function ownerOf({ functionName, url }: Runtime.CallFrame, inherited: string): string {
  if (functionName === '(garbage collector)') return 'garbage collection';
  const parsing = ', parsing';
  if (url.includes('/node_modules/zod/')) return inherited.replace(parsing, '') + parsing;
  if (!url.startsWith(root) || url.includes('/node_modules/')) return inherited;
  const path = url.slice(root.length);
  if (path.startsWith('domain/')) return inherited === 'engine' ? 'functions' : inherited;
  return owners.find(([folder]) => path.startsWith(folder))?.[1] ?? inherited;
}
