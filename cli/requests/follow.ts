import { setTimeout } from 'node:timers/promises';
import { type Request, request as requestSchema } from '../api/answers.ts';
import type { ApiClient } from '../api/client.ts';
import { Refused, Unreachable } from '../api/errors.ts';
import type { Surroundings } from '../command.ts';
import { spinner } from '../terminal/spinner.ts';
import { note, print, type Terminal } from '../terminal/terminal.ts';
import { approversText, awaited, exitCodeOf, outcomeOf, shortName, styleOf } from './words.ts';

const firstPauseMilliseconds = 500;
/** People decide in minutes: asking more often than this tells nobody anything sooner that matters. */
const maxPauseMilliseconds = 5000;
/** About ten minutes without an answer. */
const maxFailures = 120;

/** One request as it is now. */
export function readRequest(api: ApiClient, id: string): Promise<Request> {
  return api.get(`/requests/${encodeURIComponent(id)}`, { answer: requestSchema });
}

/**
 * Shows what happens to a request until it is decided and done with. Returns it as it is then. What passes (no
 * network, too much at once) is waited out for ten minutes.
 */
export async function follow(
  api: ApiClient,
  id: string,
  { terminal, now }: Surroundings,
  isQuiet: boolean,
): Promise<Request> {
  const waiting = await spinner(terminal.err);
  const told = new Timeline(isQuiet ? undefined : terminal);
  let failures = 0;
  try {
    for (let pause = firstPauseMilliseconds; ; pause = Math.min(pause * 1.5, maxPauseMilliseconds)) {
      const seen = await readRequest(api, id).catch((error: unknown) => {
        failures += 1;
        if (!mayPass(error) || failures > maxFailures) throw error;
        return undefined;
      });
      if (seen) {
        failures = 0;
        waiting.pause();
        if (told.tell(seen)) pause = firstPauseMilliseconds;
        if (exitCodeOf(seen) !== undefined) return seen;
        waiting.show(awaited(seen, now()));
      } else waiting.show('No answer; trying again');
      await setTimeout(pause);
    }
  } finally {
    waiting.pause();
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof Unreachable) return error.mayPass;
  return error instanceof Refused && (error.status === 429 || error.status >= 500);
}

/** Tells each thing once. */
class Timeline {
  readonly #terminal: Terminal | undefined;
  readonly #told = new Set<string>();

  constructor(terminal: Terminal | undefined) {
    this.#terminal = terminal;
  }

  /** Writes what is new. Returns whether anything is. */
  tell(request: Request): boolean {
    const fresh = momentsOf(request).filter(({ text }) => !this.#told.has(text));
    for (const { at, text, word } of fresh) {
      this.#told.add(text);
      if (this.#terminal) print(this.#terminal, `${at}  ${text}`, styleOf(word));
    }
    return fresh.length > 0;
  }
}

interface Moment {
  at: string;
  text: string;
  /** Says the colour. */
  word: string;
}

/** What is known to have happened, in order. */
function momentsOf(request: Request): Moment[] {
  const { status, requester, createdAt, updatedAt, risk, findings = [], quorum, decisions } = request;
  const moments: Moment[] = [
    { at: createdAt, text: `submitted by ${shortName(requester)}`, word: 'submitted' },
  ];
  if (risk !== undefined) {
    const found = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
    // Nothing says when; whoever comes late is not told that it was after the decisions.
    moments.push({ at: decisions[0]?.at ?? updatedAt, text: `checked: risk ${risk}, ${found}`, word: risk });
  }
  if (quorum && status === 'pending' && request.expiresAt !== undefined) {
    const who = request.rule ? ` of ${approversText(request.rule.approvers)}` : '';
    const count = `${quorum.required} ${quorum.required === 1 ? 'approval' : 'approvals'}`;
    moments.push({
      at: updatedAt,
      text: `waiting for ${count}${who} until ${request.expiresAt}`,
      word: status,
    });
  }
  moments.push(...decisions.map(decisionMoment));
  if (status === 'approved' && request.paused) {
    moments.push({ at: request.paused.at, text: 'an operator holds creations back', word: 'expired' });
  }
  if (request.stopped)
    moments.push({ at: request.stopped.at, text: 'an operator stopped it', word: 'expired' });
  if (exitCodeOf(request) !== undefined && status !== 'denied') {
    moments.push({ at: updatedAt, text: outcomeOf(request), word: status });
  }
  return moments;
}

function decisionMoment({ verdict, approver, at, reason }: Request['decisions'][number]): Moment {
  const word = verdict === 'approve' ? 'approved' : 'denied';
  const why = reason === undefined ? '' : `: ${reason}`;
  return { at, text: `${word} by ${shortName(approver)}${why}`, word };
}

/** Says beside the answer how to see what becomes of a request. */
export function tellHowToFollow(id: string, terminal: Terminal): void {
  note(terminal, `countersign watch ${id} shows what becomes of it.`);
}
