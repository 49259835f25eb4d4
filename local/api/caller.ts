import { account } from '../doubles/double.ts';
import { Problem } from '../http/answer.ts';

/** Who calls an IAM route, as API Gateway would tell the function. */
export interface Identity {
  accountId: string;
  /** `AROA…:SESSION` of a role, `AIDA…` of a user. */
  caller: string;
  userArn: string;
}

/** The permission set's role that IAM Identity Center makes for developers. */
const developers = 'AWSReservedSSO_Developers_0123456789abcdef';
/** What STS accepts as a session name. */
const sessionName = /^[\w+=,.@-]{2,64}$/;
const assumedRole = /^arn:aws:sts::(\d{12}):assumed-role\/[\w+=,.@-]{1,64}\/([\w+=,.@-]{2,64})$/;
const user = /^arn:aws:iam::(\d{12}):user\/(?:[\w+=,.@/-]+\/)?([\w+=,.@-]{1,64})$/;

export const defaultCaller = 'alice@example.com';

/**
 * Makes an identity of what `X-Local-Caller` says: an e-mail is a session of the developers' permission set, the ARN
 * of an assumed role or of a user is itself. Throws `Problem`.
 */
export function identityOf(caller: string): Identity {
  if (sessionName.test(caller)) {
    return role(account, `arn:aws:sts::${account}:assumed-role/${developers}/${caller}`, caller);
  }
  const [, roleAccount, session] = assumedRole.exec(caller) ?? [];
  if (roleAccount && session) return role(roleAccount, caller, session);
  const [, userAccount, name] = user.exec(caller) ?? [];
  if (userAccount && name) {
    return { accountId: userAccount, caller: `AIDALOCAL${name.toUpperCase()}`, userArn: caller };
  }
  throw new Problem(
    400,
    `X-Local-Caller is an e-mail such as ${defaultCaller}, or the ARN of an assumed role or of an IAM user.`,
  );
}

function role(accountId: string, userArn: string, session: string): Identity {
  return { accountId, caller: `AROALOCALDEVELOPERS:${session}`, userArn };
}
