import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BucketArchive } from '../../cli/audit/archive/bucket-archive.ts';
import { ExportArchive } from '../../cli/audit/export/export-archive.ts';
import type { Format } from '../../cli/audit/export/layout.ts';
import { checkSums } from '../../cli/audit/export/sums.ts';
import { type ExportOrder, writeExport } from '../../cli/audit/export/write-export.ts';
import { checkTables } from '../../cli/audit/tables/check-tables.ts';
import type { Finding } from '../../cli/audit/verify/finding.ts';
import { verify } from '../../cli/audit/verify/verify.ts';
import { bucketName } from './audit-bucket.ts';
import { audited, trusted } from './audited.ts';

/** A folder for the time of a test file, and how to be rid of it. */
export function temporaryFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-audit-'));
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** Exports the three trails of `audited` into a folder. Returns what was reported on the way. */
export async function exportTo(directory: string, format: Format, more: Partial<ExportOrder> = {}) {
  const { bucket } = await audited();
  const findings: Finding[] = [];
  const archive = new BucketArchive(bucket.s3, bucketName);
  const order = { directory, format, keys: trusted, ...more };
  await writeExport(archive, order, (finding) => findings.push(finding));
  return findings;
}

/** What `verify --offline` finds in a folder. */
export async function offline(directory: string) {
  const findings: Finding[] = [];
  const report = (finding: Finding) => findings.push(finding);
  await checkSums(directory, report);
  const archive = await ExportArchive.open(directory);
  await checkTables(directory, archive, report);
  const proof = await verify({ archive, trusted, signingKey: undefined }, report);
  return { proof, codes: findings.map(({ code, where }) => `${code} ${where}`) };
}
