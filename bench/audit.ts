import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { requestsAnHour, writeAuditExport } from './audit-export.ts';
import type { BenchOptions, Figure } from './figure.ts';

const few = 1000;
/** 100,000 take two minutes. */
const manyEnough = 10_000;
const program = new URL('./audit-run.ts', import.meta.url).pathname;
const lastLine = z.object({
  milliseconds: z.number(),
  busyMilliseconds: z.number(),
  peakKilobytes: z.number(),
});
type Verified = z.infer<typeof lastLine>;

/** How long `countersign-audit verify --offline` takes for few and for many requests, and what it holds at most. */
export async function measureAudit({ growth, stored }: BenchOptions): Promise<Figure[]> {
  const many = growth ? stored : manyEnough;
  const withFew = await verified(few);
  const withSome = await verified(many / 10);
  const withMany = await verified(many);
  const each = withMany.busyMilliseconds / many / (withFew.busyMilliseconds / few);
  return [
    ...figuresOf(few, withFew),
    ...figuresOf(many / 10, withSome),
    ...figuresOf(many, withMany),
    {
      what: `processor time a request, ${many} over ${few}`,
      unit: 'ratio',
      measured: each,
      budget: 1,
      note: 'the start is shared by more of them',
    },
    {
      what: `peak memory, ${many} over ${many / 10}`,
      unit: 'ratio',
      measured: withMany.peakKilobytes / withSome.peakKilobytes,
      budget: 1.25,
      note: `${requestsAnHour} requests an hour: more digests, each as large`,
    },
  ];
}

function figuresOf(count: number, { milliseconds, busyMilliseconds, peakKilobytes }: Verified): Figure[] {
  const what = `verify ${count} requests`;
  return [
    {
      what,
      unit: 'seconds',
      measured: milliseconds / 1000,
      note: `${count * 5} events; ${(busyMilliseconds / 1000).toFixed(1)} s of processor time`,
    },
    { what: `${what}: peak memory`, unit: 'megabytes', measured: peakKilobytes / 1000 },
  ];
}

async function verified(requests: number): Promise<Verified> {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  try {
    await writeAuditExport(directory, requests);
    const args = [program, 'verify', '--offline', directory];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const [verdict = '', last = ''] = stdout.trim().split('\n').slice(-2);
    if (!verdict.startsWith('sound')) throw new Error(`The export is not sound: ${verdict}`);
    return lastLine.parse(JSON.parse(last));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
