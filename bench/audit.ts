import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { requestsAnHour, writeAuditExport } from './audit-export.ts';
import type { BenchOptions, Figure } from './figure.ts';

const few = 1000;
/** What it holds is bounded by this, not by how lazily the garbage of more requests is collected. */
const heapLimit = '--max-old-space-size=64';
const program = new URL('./audit-run.ts', import.meta.url).pathname;
const lastLine = z.object({
  milliseconds: z.number(),
  busyMilliseconds: z.number(),
  peakKilobytes: z.number(),
});
type Verified = z.infer<typeof lastLine>;

/** How long `countersign-audit verify --offline` takes for few and for many requests, and what it holds at most. */
export async function measureAudit({ stored }: BenchOptions): Promise<Figure[]> {
  const withFew = await verified(few);
  const withMany = await verified(stored);
  const each = withMany.busyMilliseconds / stored / (withFew.busyMilliseconds / few);
  return [
    ...figuresOf(few, withFew),
    ...figuresOf(stored, withMany),
    {
      what: `processor time a request, ${stored} over ${few}`,
      unit: 'ratio',
      measured: each,
      budget: 1,
      note: 'linear, after what a start costs',
    },
    {
      what: `peak memory, ${stored} over ${few}`,
      unit: 'ratio',
      measured: withMany.peakKilobytes / withFew.peakKilobytes,
      note: `${requestsAnHour} requests an hour: as many digests more, each as large`,
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
    const args = [heapLimit, program, 'verify', '--offline', directory];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const [verdict = '', last = ''] = stdout.trim().split('\n').slice(-2);
    if (!verdict.startsWith('sound')) throw new Error(`The export is not sound: ${verdict}`);
    return lastLine.parse(JSON.parse(last));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
