import type { Finding } from '../../finding.ts';
import type { Owner } from './owner.ts';

/** A finding that somebody who is not trusted can take the role; none for an owner that is not told. */
export function strangerFindings(owners: readonly Owner[], pointer: string): Finding[] {
  return owners.flatMap(({ kind, id }) => {
    if (kind === 'resource') return [];
    if (kind === 'account') return [unknownAccount(`Account ${id}`, pointer)];
    const message = `Every account of the organization ${id} is let in, and it is not one of the trusted organizations.`;
    return [{ code: 'TRUST_UNKNOWN_ORGANIZATION', severity: 'high', pointer, message }];
  });
}

/** A finding that somebody whose account is not trusted, or not known, can take the role. */
export function unknownAccount(who: string, pointer: string): Finding {
  const message = `${who} can take this role, and it is not one of the trusted accounts.`;
  return { code: 'TRUST_UNKNOWN_ACCOUNT', severity: 'high', pointer, message };
}
