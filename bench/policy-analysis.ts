import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { analyse } from '../domain/policy/analysis/analyse.ts';
import { parsePolicyDocument } from '../domain/policy/document.ts';
import { isJsonObject } from '../domain/policy/json.ts';
import type { PolicyKind } from '../domain/policy/kind.ts';
import { readServiceCatalogue } from '../lib/functions/service-catalogue.ts';
import type { Figure } from './figure.ts';
import { hostileDocuments } from './hostile-documents.ts';
import { median } from './statistics.ts';

const fixture = new URL('../test/fixtures/policies/aws-managed.json', import.meta.url);
const managed = z.array(z.object({ name: z.string(), document: z.unknown() }));
const kinds = ['managed', 'trust', 'session', 'ram'] as const satisfies readonly PolicyKind[];
/** Of each document the fastest of these: what else the machine does is not the analyser's. */
const tries = 3;

interface Timed {
  name: string;
  milliseconds: number;
}

/**
 * Grammar and risk analysis together, with all services and actions that AWS documents, in a warm process. Hostile
 * documents twice: judged as a request's is, where nothing analyses what the grammar refuses, and analysed regardless.
 */
export async function measurePolicyAnalysis(): Promise<Figure[]> {
  const services = await readServiceCatalogue();
  const context = { account: '111122223333', trustedAccounts: [], pointer: '/document', services };
  const judge = (kind: PolicyKind, document: unknown) => {
    const parsed = parsePolicyDocument(kind, document, '/document');
    return parsed.ok ? analyse(kind, parsed.document, context) : [];
  };
  const analyseWhole = (kind: PolicyKind, document: unknown) => {
    parsePolicyDocument(kind, document, '/document');
    return isJsonObject(document) ? analyse(kind, document, context) : [];
  };
  const documents = managed.parse(JSON.parse(await readFile(fixture, 'utf8')));
  for (const { document } of documents) analyseWhole('managed', document);
  const times = documents.map(({ name, document }) => timed(name, () => analyseWhole('managed', document)));
  const hostile = (work: typeof judge) =>
    Object.entries(hostileDocuments).flatMap(([name, document]) =>
      kinds.map((kind) => timed(`${name} (${kind})`, () => work(kind, document))),
    );
  return figures(times, hostile(judge), hostile(analyseWhole));
}

function figures(times: Timed[], judged: Timed[], hostile: Timed[]): Figure[] {
  const slowest = slowestOf(times);
  const refused = slowestOf(judged);
  const worst = slowestOf(hostile);
  const total = times.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const unit = 'milliseconds';
  const each = times.map(({ milliseconds }) => milliseconds);
  return [
    {
      what: 'AWS managed policy, median',
      unit,
      measured: median(each),
      budget: 1,
      note: `of ${times.length} documents`,
    },
    {
      what: 'AWS managed policy, slowest',
      unit,
      measured: slowest.milliseconds,
      budget: 20,
      note: slowest.name,
    },
    { what: 'all AWS managed policies', unit, measured: total },
    {
      what: 'hostile 128 KB document, judged as in a request, slowest',
      unit,
      measured: refused.milliseconds,
      budget: 100,
      note: `${refused.name}, of ${judged.length}`,
    },
    {
      what: 'the same, analysed although the grammar refuses it, slowest',
      unit,
      measured: worst.milliseconds,
      note: `${worst.name}, of ${hostile.length}`,
    },
  ];
}

function timed(name: string, work: () => unknown): Timed {
  const times = Array.from({ length: tries }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return { name, milliseconds: Math.min(...times) };
}

function slowestOf(times: readonly Timed[]): Timed {
  const [slowest] = times.toSorted((one, other) => other.milliseconds - one.milliseconds);
  if (slowest === undefined) throw new RangeError('Nothing was timed.');
  return slowest;
}
