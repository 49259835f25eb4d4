import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import {
  type DeploymentSettings,
  deploymentSchema,
} from '../../../domain/configuration/deployment-settings.ts';
import { routeNames } from '../../../domain/routes.ts';
import { synthesized } from '../synthesized.ts';
import { statementsOf } from '../template.ts';

const templateWith = async (deployment: Partial<DeploymentSettings>) =>
  (await synthesized({ identities: [], deployment: deploymentSchema.parse(deployment) })).template;

const plain = (await synthesized()).template;
const signedRoutes = routeNames
  .filter((route) => route !== 'POST /slack/interactions')
  .map((route) => `execute-api:/prod/${route.replace(' ', '').replace('{id}', '*')}`)
  .sort();

describe('the policy of the API', () => {
  const statements = async (callers: DeploymentSettings['callers']) => {
    const { Properties } = (await templateWith({ callers })).one('AWS::ApiGateway::RestApi');
    return statementsOf(Properties.Policy);
  };
  const openToAll = {
    Sid: 'AnybodyOnOpenRoutes',
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: ['execute-api:Invoke'],
    Resource: ['execute-api:/prod/POST/slack/interactions'],
  };

  test('is absent while only our own account may call: signed routes then let nobody else in', () => {
    expect(plain.one('AWS::ApiGateway::RestApi').Properties).not.toHaveProperty('Policy');
  });

  test('closes every route but that of Slack to all accounts but those listed and our own', async () => {
    const [open, closed, allowed] = await statements({ accounts: ['444455556666'] });
    expect(open).toEqual(openToAll);
    expect(closed).toEqual({
      Sid: 'NobodyElseOnSignedRoutes',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: ['execute-api:Invoke'],
      Resource: signedRoutes,
      Condition: { StringNotEquals: { 'aws:PrincipalAccount': ['111122223333', '444455556666'] } },
    });
    expect(allowed).toMatchObject({
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::444455556666:root' },
      Resource: signedRoutes,
    });
  });

  test('closes them to all but the organisation, and allows nothing to our own account by itself', async () => {
    const [open, closed, allowed] = await statements({ organization: 'o-a1b2c3d4e5' });
    expect(open).toEqual(openToAll);
    expect(closed).toMatchObject({
      Effect: 'Deny',
      Resource: signedRoutes,
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    });
    expect(allowed?.Condition).toEqual({
      StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
      StringNotEquals: { 'aws:PrincipalAccount': '111122223333' },
    });
  });
});

const aclSchema = z.object({
  Rules: z.array(
    z.object({
      Name: z.string(),
      Action: z.unknown().optional(),
      Statement: z.looseObject({
        RateBasedStatement: z.unknown().optional(),
        ManagedRuleGroupStatement: z
          .looseObject({
            ScopeDownStatement: z.unknown(),
            RuleActionOverrides: z.array(z.object({ Name: z.string(), ActionToUse: z.unknown() })),
          })
          .optional(),
      }),
    }),
  ),
});

describe('the web ACL', () => {
  test('is off, or one that there is already', async () => {
    expect(plain.all('AWS::WAFv2::WebACLAssociation')).toEqual([]);
    const webAcl = 'arn:aws:wafv2:us-east-1:111122223333:regional/webacl/ours/0000';
    const template = await templateWith({ webAcl });
    expect(template.one('AWS::WAFv2::WebACLAssociation').Properties.WebACLArn).toBe(webAcl);
    expect(template.all('AWS::WAFv2::WebACL')).toEqual([]);
  });

  test('limits each address, and asks the managed rules about everything but what Slack sends', async () => {
    const template = await templateWith({ webAcl: { requestsPerFiveMinutes: 1000 } });
    const { Rules } = aclSchema.parse(template.one('AWS::WAFv2::WebACL').Properties);
    const [limit, ...managed] = Rules;
    expect(limit).toMatchObject({
      Action: { Block: {} },
      Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 1000 } },
    });
    expect(managed).toHaveLength(3);
    for (const { Statement } of managed) {
      expect(Statement.ManagedRuleGroupStatement?.ScopeDownStatement).toMatchObject({
        NotStatement: {
          Statement: {
            ByteMatchStatement: { SearchString: '/slack/interactions', PositionalConstraint: 'ENDS_WITH' },
          },
        },
      });
    }
    expect(template.all('AWS::WAFv2::WebACLAssociation')).toHaveLength(1);
  });

  test('lets policy documents through, which are long and name addresses', async () => {
    const template = await templateWith({ webAcl: { requestsPerFiveMinutes: 1000 } });
    const { Rules } = aclSchema.parse(template.one('AWS::WAFv2::WebACL').Properties);
    const overrides = Rules.flatMap(
      ({ Statement }) => Statement.ManagedRuleGroupStatement?.RuleActionOverrides ?? [],
    );
    expect(overrides.map(({ Name }) => Name)).toEqual([
      'SizeRestrictions_BODY',
      'CrossSiteScripting_BODY',
      'EC2MetaDataSSRF_BODY',
      'GenericLFI_BODY',
      'GenericRFI_BODY',
    ]);
    for (const { ActionToUse } of overrides) expect(ActionToUse).toEqual({ Count: {} });
  });
});
