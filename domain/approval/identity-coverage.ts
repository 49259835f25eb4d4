import { globOf, hasWildcard, matchesEverything, matchesPattern, overlap } from '../wildcard.ts';
import type { ApprovalRule, Approver } from './approval-rule.ts';
import type { Identity } from './identity.ts';

interface People {
  approvals: readonly ApprovalRule[];
  identities: readonly Identity[];
}

/** What is wrong in a configuration, and where. */
export interface Mistake {
  path: (string | number)[];
  message: string;
}

/**
 * What `identities` leave open about approvers: those of whom nobody could tell who they are, so that their approvals
 * would never count; machines that people could pass for; and rules that need more people than they name.
 */
export function identityMistakes(people: People): Mistake[] {
  return [...unknownApprovers(people), ...doubtfulMachines(people), ...unreachable(people)];
}

function unknownApprovers({ approvals, identities }: People): Mistake[] {
  return approvals.flatMap(({ approvers }, rule) =>
    approvers.flatMap((approver, index): Mistake[] => {
      const name = nameOf(approver);
      if (name === undefined || identities.some((identity) => covers(identity, approver))) return [];
      const entry =
        'role' in approver ? 'pattern, with sessionNameIs, slack or machine' : 'user, with slack or machine';
      const message = `no entry of identities says who ${name} is for certain, so its approvals would not count; add one for this very ${entry}`;
      return [{ path: ['approvals', rule, 'approvers', index], message }];
    }),
  );
}

function nameOf(approver: Approver): string | undefined {
  if ('user' in approver || 'group' in approver) return undefined;
  const account = approver.account === undefined ? '' : `, '${approver.account}'`;
  return 'role' in approver ? `role('${approver.role}'${account})` : `iam('${approver.iamUser}'${account})`;
}

/**
 * Whether every principal that an approver stands for matches an entry. A pattern is read as text, so that its `*`, which
 * is no character of a name, is matched by a `*` alone: then whatever it stands for is matched as well.
 */
function covers(identity: Identity, approver: Approver): boolean {
  if ('user' in approver || 'group' in approver) return false;
  if (identity.account !== undefined && identity.account !== approver.account) return false;
  if ('iamUser' in approver) return 'user' in identity && identity.user === approver.iamUser;
  return 'role' in identity && matchesPattern(identity.role, approver.role);
}

/** A machine by name may be an exception among roles of people; by a pattern, it might take one of them in. */
function doubtfulMachines({ identities }: People): Mistake[] {
  return identities.flatMap((machine, index): Mistake[] => {
    if (!('machine' in machine) || !('role' in machine) || !hasWildcard(machine.role)) return [];
    const mistake = (message: string) => [{ path: ['identities', index, 'role'], message }];
    if (matchesEverything(machine.role))
      return mistake('a machine is a role that no requester can assume, not every role: name it');
    const person = identities.find((other) => mayBeBoth(machine, other));
    if (!person || !('role' in person)) return [];
    return mistake(`roles of people match this too (${person.role}): name the machine's role without *`);
  });
}

function mayBeBoth(machine: Extract<Identity, { role: string }>, other: Identity): boolean {
  if ('machine' in other || !('role' in other) || areApart(machine, other)) return false;
  return overlap(globOf(machine.role), globOf(other.role));
}

type OfAccount = Pick<Identity, 'account'>;

/** Whether two entries are about principals of different accounts. */
function areApart({ account: one }: OfAccount, { account: other }: OfAccount): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function unreachable({ approvals, identities }: People): Mistake[] {
  return approvals.flatMap(({ approvers, quorum }, rule) => {
    const known = approvers.map((approver) => someoneBehind(approver, identities));
    const { size } = new Set(known);
    if (known.includes(undefined) || size >= quorum) return [];
    const message = `a quorum of ${quorum} could never be reached: the approvers named are ${size === 1 ? 'one person' : `${size} people`}; lower it, or name more`;
    return [{ path: ['approvals', rule, 'quorum'], message }];
  });
}

/** The one person or machine that an approver stands for; undefined where it may stand for many. */
function someoneBehind(approver: Approver, identities: readonly Identity[]): string | undefined {
  if ('user' in approver) return approver.user;
  if ('group' in approver) return undefined;
  const identity = identities.find((entry) => concerns(entry, approver));
  if (!identity || !covers(identity, approver) || 'sessionNameIs' in identity) return undefined;
  return 'slack' in identity ? identity.slack : `machine:${identity.machine}`;
}

/** Whether an entry may say who some principal is that an approver stands for. */
function concerns(
  identity: Identity,
  approver: Exclude<Approver, { user: string } | { group: string }>,
): boolean {
  if (areApart(identity, approver)) return false;
  if ('iamUser' in approver) return 'user' in identity && identity.user === approver.iamUser;
  return 'role' in identity && overlap(globOf(identity.role), globOf(approver.role));
}
