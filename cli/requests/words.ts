import { actorName } from '../../domain/approval/principal.ts';
import type { Approver, Request } from '../api/answers.ts';

/** What a status means for whoever waits: whether it is the end, and the exit code then. */
const outcomes: Readonly<Record<string, number>> = {
  created: 0,
  ending: 0,
  ended: 0,
  denied: 3,
  cancelled: 3,
  expired: 4,
  failed: 5,
  rejected: 5,
};

/** The exit code of a request that is decided and done with; undefined while it is still on its way. */
export function exitCodeOf({ status, result }: Request): number | undefined {
  const code = Object.hasOwn(outcomes, status) ? outcomes[status] : undefined;
  // Access that was taken away before it was there was never created.
  return code === 0 && result === undefined ? 5 : code;
}

/** Who asked or decided, as people say it: a session or user by its name. */
export function shortName(principal: string): string {
  return principal.startsWith('arn:') ? actorName(principal) : principal;
}

/** Whom a rule names: Slack's users and groups, IAM roles and users. */
export function approversText(approvers: readonly Approver[]): string {
  return approvers
    .map((each) => {
      if ('user' in each) return `Slack user ${each.user}`;
      if ('group' in each) return `Slack group ${each.group}`;
      return 'role' in each ? `IAM role ${each.role}` : `IAM user ${each.iamUser}`;
    })
    .join(', ');
}

/** `71 h 59 min`, `59 min`, `30 s`; nothing is left: `no time`. */
export function timeLeft(until: string, now: Date): string {
  const seconds = Math.floor((Date.parse(until) - now.getTime()) / 1000);
  if (!(seconds > 0)) return 'no time';
  if (seconds < 60) return `${seconds} s`;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes} min`;
}

/** What has to happen next, in a few words. */
export function awaited(request: Request, now: Date): string {
  const { status, quorum, rule, expiresAt, paused, stopped } = request;
  const who = rule ? ` of ${approversText(rule.approvers)}` : '';
  if (stopped !== undefined) return 'An operator stopped its execution';
  const left = expiresAt === undefined ? '' : `, ${timeLeft(expiresAt, now)} left`;
  switch (status) {
    case 'submitted':
      return 'Being checked';
    case 'pending':
      return quorum
        ? `Waiting for approval${who}: ${quorum.counted} of ${quorum.required}${left}`
        : `Waiting${left}`;
    case 'approved':
      return paused ? 'Approved; an operator holds creations back' : 'Approved; being created';
    default:
      return status;
  }
}

/** How it ended, or how it stands, in a sentence. */
export function outcomeOf({ status, result, failure, decisions }: Request): string {
  if (status === 'created' && result) return `created ${result.arn}`;
  if (failure) return `${status}: ${failure.message}`;
  const denial = decisions.find(({ verdict }) => verdict === 'deny');
  if (status === 'denied' && denial) return `denied by ${shortName(denial.approver)}: ${denial.reason}`;
  return status;
}

const styles: Readonly<Record<string, 'green' | 'red' | 'yellow'>> = {
  created: 'green',
  approved: 'green',
  denied: 'red',
  failed: 'red',
  rejected: 'red',
  expired: 'yellow',
  cancelled: 'yellow',
  critical: 'red',
  high: 'red',
  medium: 'yellow',
};

/** The colour of a status or a risk. */
export function styleOf(word: string): 'green' | 'red' | 'yellow' | undefined {
  return Object.hasOwn(styles, word) ? styles[word] : undefined;
}
