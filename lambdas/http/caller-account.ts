import { principalOf } from '../../domain/approval/principal.ts';
import type { Configuration } from '../../domain/configuration/configuration.ts';
import type { ApiEvent } from './api-event.ts';
import { Problem } from './problems.ts';

/**
 * Refuses principals of accounts that may not call. API Gateway has refused them before, unless somebody changed its
 * policy. Callers without an IAM identity are the routes' own business. Throws Problem.
 */
export function refuseForeignCaller({ requestContext }: ApiEvent, { deployment }: Configuration): void {
  const { accountId, identity } = requestContext;
  if (!identity.userArn) return;
  const { account } = principalOf(identity.userArn);
  const { callers } = deployment;
  const accounts = callers !== 'own-account' && 'accounts' in callers ? callers.accounts : [];
  const organization =
    callers !== 'own-account' && 'organization' in callers ? callers.organization : undefined;
  if (account === accountId || accounts.includes(account)) return;
  if (organization !== undefined && identity.principalOrgId === organization) return;
  throw new Problem('not-yours', 'Principals of this account may not call here.');
}
