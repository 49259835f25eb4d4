import type { Approver, Configuration } from './configuration.ts';
import type { Actor } from './events.ts';
import { matchesPattern } from './wildcard.ts';

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

/** Who a principal is in Slack, as far as the configuration can tell. */
export type SlackIdentity = { kind: 'id'; id: string } | { kind: 'email'; email: string } | undefined;

/**
 * Maps a principal to a Slack user by the configuration's `identities`, first match wins. A session name counts
 * as an e-mail only where the configuration says so, for roles whose callers cannot choose it.
 */
export function slackIdentityOf(actor: Actor, identities: Configuration['identities']): SlackIdentity {
  if (actor.kind === 'slack') return { kind: 'id', id: actor.id };
  if (actor.kind === 'system') return undefined;
  const principal = principalOf(actor.id);
  for (const identity of identities.filter((entry) => isOfAccount(principal, entry))) {
    if ('user' in identity) {
      if (principal.kind === 'user' && principal.user === identity.user)
        return { kind: 'id', id: identity.slack };
    } else if (principal.kind === 'role' && matchesPattern(identity.role, principal.role)) {
      return 'slack' in identity
        ? { kind: 'id', id: identity.slack }
        : { kind: 'email', email: principal.session.toLowerCase() };
    }
  }
  return undefined;
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
