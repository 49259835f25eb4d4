import { describe, expect, test } from '@jest/globals';
import type { DeploymentSettings } from '../../domain/configuration/deployment-settings.ts';
import { refuseForeignCaller } from '../../lambdas/http/caller-account.ts';
import { Problem } from '../../lambdas/http/problems.ts';
import { apiEvent } from '../support/api-event.ts';
import { configurationWith } from '../support/configuration.ts';

const role = (account: string) => `arn:aws:sts::${account}:assumed-role/developer/alice`;

/** Whether a caller gets through. */
function passes(
  callers: DeploymentSettings['callers'],
  identity: { userArn: string | null; principalOrgId?: string },
): boolean {
  const event = apiEvent({ requestContext: { accountId: '111122223333', identity } });
  try {
    refuseForeignCaller(event, configurationWith({ identities: [], deployment: { callers } }));
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ code: 'not-yours' });
    return false;
  }
}

describe('a caller', () => {
  const own = { userArn: role('111122223333') };
  const foreign = { userArn: role('444455556666') };

  test('of our own account is never refused for its account', () => {
    expect(passes('own-account', own)).toBe(true);
    expect(passes({ accounts: ['444455556666'] }, own)).toBe(true);
    expect(passes({ organization: 'o-a1b2c3d4e5' }, own)).toBe(true);
  });

  test('of another account is refused unless the configuration lists the account', () => {
    expect(passes('own-account', foreign)).toBe(false);
    expect(passes({ accounts: ['777788889999'] }, foreign)).toBe(false);
    expect(passes({ accounts: ['444455556666'] }, foreign)).toBe(true);
  });

  test('of another account is refused unless API Gateway says that it is of the organisation', () => {
    const callers = { organization: 'o-a1b2c3d4e5' };
    expect(passes(callers, foreign)).toBe(false);
    expect(passes(callers, { ...foreign, principalOrgId: 'o-0000000000' })).toBe(false);
    expect(passes(callers, { ...foreign, principalOrgId: 'o-a1b2c3d4e5' })).toBe(true);
  });

  test('without an IAM identity is for the route to judge', () => {
    expect(passes('own-account', { userArn: null })).toBe(true);
  });

  test('is refused where nobody says whose API it is', () => {
    const event = apiEvent({ requestContext: { identity: own } });
    expect(() => refuseForeignCaller(event, configurationWith())).toThrow(Problem);
  });
});
