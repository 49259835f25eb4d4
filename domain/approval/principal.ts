import type { Approver, Configuration, Identity } from '../configuration/configuration.ts';
import type { Actor } from '../trail/events.ts';
import type { Decision } from '../trail/request.ts';
import { matchesPattern } from '../wildcard.ts';

/** An IAM principal by its parts, from the ARN that API Gateway vouches for. */
export type Principal =
  | { kind: 'role'; account: string; role: string; session: string }
  | { kind: 'user'; account: string; user: string }
  | { kind: 'other'; account: string };

/**
 * Reads `arn:aws:sts::…:assumed-role/ROLE/SESSION` or `arn:aws:iam::…:user/PATH/NAME`
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html).
 */
export function principalOf(arn: string): Principal {
  const [, , , , account = '', ...rest] = arn.split(':');
  const [kind, ...names] = rest.join(':').split('/');
  const [role, session] = names;
  if (kind === 'assumed-role' && role && session) return { kind: 'role', account, role, session };
  const user = names.at(-1);
  if (kind === 'user' && user) return { kind: 'user', account, user };
  return { kind: 'other', account };
}

/** Whether a text is meant as an ARN: no name of a session or user has a colon. */
export const isArn = (text: string) => text.startsWith('arn:');

/** What people call an IAM principal: a session by its name, which may be an e-mail address, a user by theirs. */
export function actorName(arn: string): string {
  const principal = principalOf(arn);
  switch (principal.kind) {
    case 'role':
      return principal.session;
    case 'user':
      return principal.user;
    case 'other':
      return arn;
  }
}

/**
 * An IAM principal in words: the role first, since whoever may assume it may have chosen the session's name. The
 * account is named where it is not `home`.
 */
export function principalName({ id }: Actor, home: string | undefined): string {
  const principal = principalOf(id);
  const where = principal.account === home ? '' : ` of account ${principal.account}`;
  switch (principal.kind) {
    case 'role':
      return `IAM role ${principal.role}${where} (session ${principal.session})`;
    case 'user':
      return `IAM user ${principal.user}${where}`;
    case 'other':
      return id;
  }
}

/** Who gave a decision, in words: an IAM principal by its role as well as its session, a machine as a machine. */
export function approverName(
  { approver, machine }: Pick<Decision, 'approver' | 'machine'>,
  home: string | undefined,
): string {
  if (approver.kind !== 'iam') return approver.name ?? approver.id;
  const name = principalName(approver, home);
  return machine === undefined ? name : `machine ${machine}, ${name}`;
}

/** Who a principal is in Slack, as far as the configuration can tell. */
export type SlackIdentity = { kind: 'id'; id: string } | { kind: 'email'; email: string } | undefined;

/**
 * Maps a principal to a Slack user by the configuration's `identities`, first match wins. A session name counts
 * as an e-mail only where the configuration says so, for roles whose callers cannot choose it. A machine is nobody.
 */
export function slackIdentityOf(actor: Actor, identities: Configuration['identities']): SlackIdentity {
  if (actor.kind === 'slack') return { kind: 'id', id: actor.id };
  const identity = identityOf(actor, identities);
  if (!identity || 'machine' in identity) return undefined;
  if ('slack' in identity) return { kind: 'id', id: identity.slack };
  const principal = principalOf(actor.id);
  return principal.kind === 'role' ? { kind: 'email', email: principal.session.toLowerCase() } : undefined;
}

/** The name of the machine that the configuration's `identities` declare a principal to be, if they do. */
export function machineOf(actor: Actor, identities: Configuration['identities']): string | undefined {
  const identity = identityOf(actor, identities);
  return identity && 'machine' in identity ? identity.machine : undefined;
}

/** The first entry that a principal matches: the later ones say nothing about it. */
function identityOf(actor: Actor, identities: Configuration['identities']): Identity | undefined {
  if (actor.kind !== 'iam') return undefined;
  const principal = principalOf(actor.id);
  return identities.find(
    (entry) =>
      isOfAccount(principal, entry) &&
      ('user' in entry
        ? principal.kind === 'user' && principal.user === entry.user
        : principal.kind === 'role' && matchesPattern(entry.role, principal.role)),
  );
}

/** Whether an IAM principal is one that a list of roles and users names. */
export function isListed(actor: Actor, list: readonly Approver[]): boolean {
  if (actor.kind !== 'iam') return false;
  const principal = principalOf(actor.id);
  return list.some(
    (entry) =>
      isOfAccount(principal, entry) &&
      (('role' in entry && principal.kind === 'role' && matchesPattern(entry.role, principal.role)) ||
        ('iamUser' in entry && principal.kind === 'user' && principal.user === entry.iamUser)),
  );
}

function isOfAccount({ account }: Principal, entry: object): boolean {
  return !('account' in entry) || entry.account === undefined || entry.account === account;
}
