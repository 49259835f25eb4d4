import { Option } from 'commander';
import { requestTypeNames } from '../../../domain/request-types/names.ts';
import { statuses } from '../../../domain/trail/request.ts';
import { type TargetOptions, targetOf, withTarget } from '../../deployment/target-options.ts';
import { note, writeJson } from '../../terminal/terminal.ts';
import type { Archive } from '../archive/archive.ts';
import { BucketArchive } from '../archive/bucket-archive.ts';
import { auditStore } from '../audit-store.ts';
import { type Filter, matches } from '../find/filter.ts';
import { type FoundFormat, foundFormats, printFound } from '../find/print-found.ts';
import { newestFirst, type RequestRow, requestRow } from '../find/request-row.ts';
import { requestsOf } from '../find/requests.ts';
import { timeOf } from '../time-option.ts';
import type { Report } from '../verify/finding.ts';
import type { AddCommand, Surroundings } from './command.ts';

interface Options extends TargetOptions, Filter {
  format: FoundFormat;
}

/** `find`: requests of the archive, newest first, one to a line. */
export const addFind: AddCommand = (program, surroundings) => {
  withTarget(program.command('find'))
    .description('find requests in the archive, by who, what and when')
    .option('--requester <who>', 'ARN or name of who asked')
    .option('--approver <who>', 'Slack user, ARN or name of somebody whose decision stands')
    .option('--resource-arn <arn>', 'what was created')
    .addOption(new Option('--type <name>', 'type of the request').choices(requestTypeNames))
    .addOption(new Option('--status <name>', 'how it stands').choices(statuses))
    .option('--from <time>', 'submitted at or after this time', timeOf)
    .option('--to <time>', 'submitted before this time', timeOf)
    .addOption(new Option('--format <name>', 'how they are written').choices(foundFormats).default('text'))
    .action((options: Options) => run(options, surroundings));
};

async function run(options: Options, { terminal, damaged }: Surroundings): Promise<void> {
  const { s3, AuditBucket } = await auditStore(targetOf(options));
  const rows = await findRows(new BucketArchive(s3, AuditBucket), options, ({ where, what }) => {
    damaged();
    note(terminal, `${where}: ${what}`);
  });
  if (options.json) writeJson(terminal, rows);
  else printFound(rows, options.format, terminal);
}

/**
 * The requests of an archive that somebody looks for, newest first. They come in the order in which they were archived,
 * which is that of their submission to about an hour: only with all of them is one the newest.
 */
export async function findRows(archive: Archive, filter: Filter, report: Report): Promise<RequestRow[]> {
  const rows: RequestRow[] = [];
  for await (const request of requestsOf(archive, filter.from, report)) {
    if (matches(request, filter)) rows.push(requestRow(request));
  }
  return rows.sort(newestFirst);
}
