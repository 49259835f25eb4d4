import type { Report } from './crew.ts';

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export const thousands = (count: number) => Math.round(count).toLocaleString('en-US');

/** The sum of something over all shares of a job. */
export function total<Result>(
  reports: readonly Report<Result>[],
  of: (report: Report<Result>) => number,
): number {
  return reports.reduce((sum, report) => sum + of(report), 0);
}

/** How fast it went, and whose work it was. */
export function sayPace(reports: readonly Report<{ ran: number }>[]): void {
  const rate = total(reports, ({ result }) => result.ran) / total(reports, ({ seconds }) => seconds);
  say(`  ${thousands(rate)} requests a second and core`);
  const shares = new Map<string, number>();
  for (const { samples } of reports)
    for (const [owner, count] of Object.entries(samples)) shares.set(owner, (shares.get(owner) ?? 0) + count);
  const all = [...shares.values()].reduce((sum, count) => sum + count, 0);
  const sorted = [...shares].toSorted(([, one], [, other]) => other - one);
  say(`  ${sorted.map(([owner, count]) => `${owner} ${Math.round((100 * count) / all)} %`).join('; ')}`);
}
