import type { Command } from 'commander';
import type { Request } from '../api/answers.ts';
import type { ApiClient } from '../api/client.ts';
import { type ApiOptions, connect, withApi } from '../api/connect.ts';
import type { Build, Surroundings } from '../command.ts';
import { Failure } from '../failure.ts';
import { confirm } from '../terminal/confirm.ts';
import { note, print, writeJson } from '../terminal/terminal.ts';
import { describeRequest } from './describe.ts';
import { outcomeOf } from './words.ts';

interface Options extends ApiOptions {
  reason?: string;
  yes?: true;
}

/** `approve`: shows what is asked for, asks, and approves exactly that. */
export const buildApprove: Build = (command, surroundings) => {
  command.option('--reason <text>', 'what the requester and the record are told');
  decision(command).action((id: string, options: Options) => run('approve', id, options, surroundings));
};

/** `deny`: the same, with a reason. */
export const buildDeny: Build = (command, surroundings) => {
  command.requiredOption('--reason <text>', 'why not: the requester reads it');
  decision(command).action((id: string, options: Options) => run('deny', id, options, surroundings));
};

function decision(command: Command): Command {
  return withApi(command.argument('<id>', 'of the request').option('--yes', 'do not ask'));
}

type Verdict = 'approve' | 'deny';
const questions = { approve: 'Approve exactly this plan?', deny: 'Deny this request?' } as const;

async function run(
  verdict: Verdict,
  id: string,
  options: Options,
  surroundings: Surroundings,
): Promise<void> {
  const { terminal, now } = surroundings;
  const { readRequest } = await import('./follow.ts');
  const api = await connect(options, now);
  const seen = await readRequest(api, id);
  if (seen.status !== 'pending') throw notPending(seen);
  // With --json the answer alone goes to the output.
  describeRequest(seen, options.json ? { ...terminal, out: terminal.err } : terminal, now());
  if (!options.yes && !(await confirm(questions[verdict], surroundings))) {
    note(terminal, 'Nothing was decided.');
    return surroundings.end(1);
  }
  const decided = await decide(api, verdict, seen, options.reason);
  if (options.json) return writeJson(terminal, decided);
  print(terminal, toldOf(decided), 'green');
}

function notPending(request: Request): Failure {
  const what = `This request is not waiting for approval: ${outcomeOf(request)}.`;
  return new Failure('not-pending', what, 'countersign list --status pending shows those that are.');
}

async function decide(
  api: ApiClient,
  verdict: Verdict,
  { id, digest }: Request,
  reason: string | undefined,
): Promise<Request> {
  const { request } = await import('../api/answers.ts');
  const body = { verdict, digest, ...(reason !== undefined && { reason }) };
  return api.post(`/requests/${id}/decisions`, { answer: request, body });
}

function toldOf({ id, status, quorum }: Request): string {
  if (status === 'denied') return `Denied: ${id}`;
  if (!quorum) return `Recorded: ${id} is ${status}`;
  return `Approved, ${quorum.counted} of ${quorum.required}: ${id} is ${status}`;
}
