import { readFile } from 'node:fs/promises';
import { Option } from 'commander';
import { type TargetOptions, targetOf, withTarget } from '../../deployment/target-options.ts';
import { note, print, writeJson } from '../../terminal/terminal.ts';
import { BucketArchive } from '../archive/bucket-archive.ts';
import { auditStore, publicKeyOf } from '../audit-store.ts';
import { CannotRun } from '../cannot-run.ts';
import { ExportArchive } from '../export/export-archive.ts';
import { checkSums } from '../export/sums.ts';
import { progressBar } from '../progress-bar.ts';
import { TrailTable } from '../table.ts';
import { checkTables } from '../tables/check-tables.ts';
import type { Finding, Report } from '../verify/finding.ts';
import { keysFromPem, type TrustedKey } from '../verify/trusted-keys.ts';
import { type Evidence, verify } from '../verify/verify.ts';
import type { AddCommand, Surroundings } from './command.ts';
import { summaryOf } from './summary.ts';

interface Options extends TargetOptions {
  offline?: string;
  publicKey?: string[];
}

/** `verify`: says what is proven, and each thing that is wrong on a line of its own. */
export const addVerify: AddCommand = (program, surroundings) => {
  const offlineOption = new Option(
    '--offline <dir>',
    'an export instead of a deployment; nothing else is read',
  ).conflicts(['local', 'region', 'profile']);
  withTarget(program.command('verify'))
    .description('check digests, signatures, archived events, chains and the table')
    .addOption(offlineOption)
    .option('--public-key <file...>', 'PEM of the keys to trust, instead of what KMS or the export names')
    .action((options: Options) => run(options, surroundings));
};

async function run(options: Options, surroundings: Surroundings): Promise<void> {
  const { terminal } = surroundings;
  let findings = 0;
  const told: Finding[] = [];
  const report: Report = (finding) => {
    findings += 1;
    const { code, where, what } = finding;
    if (options.json) told.push(finding);
    else print(terminal, `damage (${code}): ${where}: ${what}`, 'red');
  };
  const evidence = await evidenceOf(options, surroundings, report);
  const bar = progressBar(terminal, 'digests');
  const proof = await verify({ ...evidence, progress: bar.update }, report).finally(bar.stop);
  const isSound = findings === 0;
  if (options.json) writeJson(terminal, { sound: isSound, findings: told, proof });
  else print(terminal, summaryOf(proof, findings), isSound ? 'green' : 'red');
  if (!isSound) surroundings.damaged();
}

async function evidenceOf(options: Options, surroundings: Surroundings, report: Report): Promise<Evidence> {
  const given = await readKeys(options.publicKey);
  if (options.offline !== undefined) return offline(options.offline, given, surroundings, report);
  const store = await auditStore(targetOf(options));
  const { createdAt, s3, dynamodb, AuditBucket, AuditTrailTable, AuditKeyArn } = store;
  const trusted = given ?? [await publicKeyOf(store)];
  return {
    archive: new BucketArchive(s3, AuditBucket),
    table: new TrailTable(dynamodb, AuditTrailTable),
    trusted,
    // Keys that somebody names may be of earlier times, with other ARNs.
    signingKey: given ? undefined : AuditKeyArn,
    now: surroundings.now(),
    ...(createdAt !== undefined && { createdAt }),
  };
}

async function offline(
  directory: string,
  given: TrustedKey[] | undefined,
  { terminal }: Surroundings,
  report: Report,
): Promise<Evidence> {
  const archive = await ExportArchive.open(directory);
  if (!given) {
    note(
      terminal,
      'Signatures are checked with the key in the export itself: compare its fingerprint below,',
    );
    note(terminal, 'or name a key from elsewhere with --public-key.');
  }
  const trusted = given ?? keysFromPem(await archive.publicKeys());
  await checkSums(directory, report);
  await checkTables(directory, archive, report);
  return { archive, trusted, signingKey: undefined };
}

async function readKeys(files: readonly string[] | undefined): Promise<TrustedKey[] | undefined> {
  if (!files) return undefined;
  const texts = await Promise.all(
    files.map((file) =>
      readFile(file, 'utf8').catch((cause: unknown) => {
        throw new CannotRun(`The public key ${file} cannot be read.`, { cause });
      }),
    ),
  );
  return texts.flatMap(keysFromPem);
}
