import { Option } from 'commander';
import { type TargetOptions, targetOf, withTarget } from '../../deployment/target-options.ts';
import { print, writeJson } from '../../terminal/terminal.ts';
import { BucketArchive } from '../archive/bucket-archive.ts';
import { auditStore, publicKeyOf } from '../audit-store.ts';
import { type Format, formats } from '../export/layout.ts';
import { writeExport } from '../export/write-export.ts';
import { progressBar } from '../progress-bar.ts';
import { timeOf } from '../time-option.ts';
import type { Finding, Report } from '../verify/finding.ts';
import type { AddCommand, Surroundings } from './command.ts';

interface Options extends TargetOptions {
  out: string;
  from?: string;
  to?: string;
  format: Format;
}

/** `export`: copies events and digests into a folder that can be verified without AWS. */
export const addExport: AddCommand = (program, surroundings) => {
  const format = new Option('--format <name>', 'csv: besides, tables for a spreadsheet, two a month')
    .choices(formats)
    .default('jsonl');
  withTarget(program.command('export'))
    .description('copy events and their digests into a folder, to be verified offline')
    .requiredOption('--out <dir>', 'a new or empty folder')
    .option('--from <time>', 'from the digest on that this time is in', timeOf)
    .option('--to <time>', 'up to the digest that ends at or after this time', timeOf)
    .addOption(format)
    .action((options: Options) => run(options, surroundings));
};

async function run(options: Options, { terminal, damaged }: Surroundings): Promise<void> {
  const findings: Finding[] = [];
  const store = await auditStore(targetOf(options));
  const keys = [await publicKeyOf(store)];
  const report: Report = (finding) => {
    damaged();
    const { code, where, what } = finding;
    if (options.json) findings.push(finding);
    else print(terminal, `damage (${code}): ${where}: ${what}`, 'red');
  };
  const bar = progressBar(terminal, 'digests');
  const { out: directory, from, to, format } = options;
  const order = { directory, from, to, format, keys, progress: bar.update };
  const archive = new BucketArchive(store.s3, store.AuditBucket);
  const digests = await writeExport(archive, order, report).finally(bar.stop);
  if (options.json) return writeJson(terminal, { directory, digests, findings });
  print(terminal, `exported ${digests} digests and what they list to ${directory}`);
  print(terminal, `countersign audit verify --offline ${directory} checks them`);
}
