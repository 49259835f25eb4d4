import { Option } from 'commander';
import { requestTypeNames } from '../../../domain/request-types/names.ts';
import { type Request, statuses } from '../../../domain/trail/request.ts';
import { type TargetOptions, targetOf, withTarget } from '../../deployment/target-options.ts';
import { BucketArchive } from '../archive/bucket-archive.ts';
import { auditStore } from '../audit-store.ts';
import { type Filter, matches } from '../find/filter.ts';
import { requestsOf } from '../find/requests.ts';
import { nameOf } from '../story.ts';
import { note, print, type Terminal } from '../terminal.ts';
import { timeOf } from '../time-option.ts';
import type { AddCommand, Surroundings } from './command.ts';

/** `find`: requests of the archive, one to a line. */
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
    .action((options: TargetOptions & Filter) => run(options, surroundings));
};

async function run(options: TargetOptions & Filter, { terminal, damaged }: Surroundings): Promise<void> {
  const { s3, AuditBucket } = await auditStore(targetOf(options));
  const archive = new BucketArchive(s3, AuditBucket);
  const requests = requestsOf(archive, options.from, ({ where, what }) => {
    damaged();
    note(terminal, `${where}: ${what}`);
  });
  for await (const request of requests) if (matches(request, options)) printRequest(request, terminal);
}

function printRequest(request: Request, terminal: Terminal): void {
  const { id, type, status, createdAt, requester, decisions, result, summary } = request;
  const words = decisions.map(({ verdict, approver }) => `${verdict} by ${nameOf(approver)}`);
  const parts = [
    createdAt,
    status.padEnd(longest(statuses)),
    type.padEnd(longest(requestTypeNames)),
    id,
    summary.name,
    nameOf(requester),
    ...words,
    ...(result ? [result.arn] : []),
  ];
  print(terminal, parts.join('  '));
}

function longest(words: readonly string[]): number {
  return Math.max(...words.map(({ length }) => length));
}
