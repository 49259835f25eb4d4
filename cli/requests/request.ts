import { randomUUID } from 'node:crypto';
import { Argument } from 'commander';
import { type RequestTypeName, requestTypeNames } from '../../domain/request-types/names.ts';
import type { ApiClient } from '../api/client.ts';
import { type ApiOptions, connect, withApi } from '../api/connect.ts';
import { Refused } from '../api/errors.ts';
import type { Build, Surroundings } from '../command.ts';
import { problemLine } from '../explain.ts';
import { Failure } from '../failure.ts';
import { note, print, writeJson } from '../terminal/terminal.ts';
import { describePreview } from './describe.ts';
import { follow, tellHowToFollow } from './follow.ts';
import type { FileSubmission } from './input/submission.ts';
import { exitCodeOf } from './words.ts';

interface Options extends ApiOptions {
  file?: string;
  why?: string;
  dryRun?: true;
  wait?: true;
  skeleton?: true;
  idempotencyKey?: string;
}

/** `request`: asks for something that a file describes. */
export const buildRequest: Build = (command, surroundings) => {
  command
    .addArgument(new Argument('<type>', 'what to ask for').choices(requestTypeNames))
    .option(
      '--file <path>',
      'parameters as JSON: an AWS CLI skeleton, CloudFormation properties; - is standard input',
    )
    .option('--why <text>', 'why it is needed, for approvers to read')
    .option('--dry-run', 'show plan, risk, findings and whose approval it would need; ask nobody')
    .option('--wait', 'wait until it is created, or will not be')
    .option('--skeleton', 'print an example file instead, and ask for nothing')
    .option('--idempotency-key <text>', 'the same key and file make one request, however often they are sent')
    .addHelpText('after', examples);
  withApi(command).action((type: RequestTypeName, options: Options) => run(type, options, surroundings));
};

const examples = `
Examples:
  $ countersign request iam-role --skeleton > role.json
  $ countersign request iam-role --file role.json --why "CI deploys payments; PAY-1234" --wait`;

async function run(type: RequestTypeName, options: Options, surroundings: Surroundings): Promise<void> {
  if (options.skeleton) return printSkeleton(type, surroundings);
  const submission = await submissionIn(type, options, surroundings);
  const api = await connect(options, surroundings.now);
  if (options.dryRun) return preview(api, submission, options, surroundings);
  const accepted = await submit(api, submission, options.idempotencyKey ?? randomUUID());
  const { terminal } = surroundings;
  for (const { pointer, code, message } of accepted.warnings ?? []) {
    note(terminal, `warning: ${problemLine(submission.placed({ pointer, code, detail: message }))}`);
  }
  if (!options.wait) {
    if (options.json) return writeJson(terminal, accepted);
    print(terminal, `${accepted.type} ${accepted.id}: ${accepted.status}`, 'bold');
    return tellHowToFollow(accepted.id, terminal);
  }
  if (!options.json) print(terminal, `${accepted.type} ${accepted.id}`, 'bold');
  const finished = await follow(api, accepted.id, surroundings, options.json === true);
  if (options.json) writeJson(terminal, finished);
  surroundings.end(exitCodeOf(finished) ?? 0);
}

async function printSkeleton(type: RequestTypeName, { terminal }: Surroundings): Promise<void> {
  const { submissions } = await import('../../domain/request-types/registry.ts');
  // For an editor, wherever it goes.
  terminal.out.write(`${JSON.stringify(submissions[type].example.parameters, undefined, 2)}\n`);
}

async function submissionIn(
  type: RequestTypeName,
  { file, why }: Options,
  { input }: Surroundings,
): Promise<FileSubmission> {
  if (file === undefined) {
    throw new Failure('no-file', 'Nothing says what to ask for.', `Name a file with --file. ${startAdvice}`);
  }
  const [{ readSource }, { jsonSource }, { submissionOf }] = await Promise.all([
    import('./input/read-file.ts'),
    import('./input/json-source.ts'),
    import('./input/submission.ts'),
  ]);
  return submissionOf(jsonSource(await readSource(file, input)), type, why);
}

const startAdvice = '--skeleton prints an example to start from.';

/** Shows what a submission would be. Ends with 1 where it would be rejected. */
async function preview(
  api: ApiClient,
  { body, placed }: FileSubmission,
  { json }: Options,
  { terminal, end }: Surroundings,
): Promise<void> {
  const { preview: answer } = await import('../api/answers.ts');
  const seen = await api
    .post('/requests/preview', { answer, body, isRepeatable: true })
    .catch(withPlaces(placed));
  if (json) writeJson(terminal, seen);
  else describePreview(seen, placed, terminal);
  if (seen.rejections.length > 0) end(1);
}

function withPlaces(placed: FileSubmission['placed']): (error: unknown) => never {
  return (error) => {
    throw error instanceof Refused ? error.placed(placed) : error;
  };
}

/** Sends it, more than once if the network wants it so: the key makes one request of them. */
async function submit(api: ApiClient, { body, placed }: FileSubmission, key: string) {
  const { accepted } = await import('../api/answers.ts');
  const headers = { 'idempotency-key': key };
  return api
    .post('/requests', { answer: accepted, body, headers, isRepeatable: true })
    .catch(withPlaces(placed));
}
