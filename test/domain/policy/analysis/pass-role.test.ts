import { describe, expect, test } from '@jest/globals';
import { riskOf } from '../../../../domain/finding.ts';
import { analyse } from '../../../../domain/policy/analysis/analyse.ts';
import type { JsonObject } from '../../../../domain/policy/json.ts';
import { roleStarters } from '../../../../domain/policy/reference/role-starters.ts';
import { readServiceCatalogue } from '../../../../lib/functions/service-catalogue.ts';

const services = await readServiceCatalogue();
const context = { account: '111122223333', trustedAccounts: [], pointer: '/p', services };
const named = 'arn:aws:iam::111122223333:role/Admin';

function findings(...statements: JsonObject[]) {
  const Statement = statements.map((statement) => ({ Effect: 'Allow', Resource: '*', ...statement }));
  return analyse('managed', { Version: '2012-10-17', Statement }, context);
}
const pass = (more: JsonObject = {}) => ({ Action: 'iam:PassRole', Resource: named, ...more });
const passing = (...statements: JsonObject[]) =>
  findings(...statements).filter(({ code }) => code.startsWith('PASSROLE'));

describe('passing a role', () => {
  test.each<[string, JsonObject]>([
    ['a named role', pass()],
    ['a role by a wildcard of the action', pass({ Action: 'iam:Pass*' })],
    ['everything in IAM, on a named role', pass({ Action: 'iam:*' })],
    ['what NotAction leaves', { NotAction: 's3:*', Resource: named }],
    [
      'under conditions',
      pass({ Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } }),
    ],
    [
      'under two conditions',
      pass({
        Condition: {
          StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com', 'aws:PrincipalTag/a': 'b' },
        },
      }),
    ],
    ['a role whose name is a variable', pass({ Resource: `arn:aws:iam::*:role/\${aws:PrincipalTag/role}` })],
    ['a service-linked role', pass({ Resource: 'arn:aws:iam::*:role/aws-service-role/x.amazonaws.com/Y' })],
    [
      'every role, under a condition',
      pass({ Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    ],
  ])('is medium at least: %s', (_, statement) => {
    const found = passing(statement);
    expect(found.length).toBeGreaterThan(0);
    expect(['medium', 'high']).toContain(riskOf(found));
  });

  test.each<[string, JsonObject]>([
    ['of another resource', pass({ Resource: 'arn:aws:iam::111122223333:user/x' })],
    ['to a bucket', pass({ Resource: 'arn:aws:s3:::bucket' })],
  ])('is none %s', (_, statement) => {
    expect(passing(statement)).toEqual([]);
  });

  test('is none that a Deny on everything takes away', () => {
    expect(passing(pass(), { Effect: 'Deny', Action: 'iam:PassRole' })).toEqual([]);
  });

  test('of a session is medium all the same', () => {
    const found = analyse('session', { Statement: { Effect: 'Allow', ...pass() } }, context);
    expect(riskOf(found)).toBe('medium');
  });

  test('names whatever can put the role to work, for every service that takes one', () => {
    for (const [service, { actions }] of roleStarters())
      for (const name of actions) {
        const action = `${service}:${name}`;
        expect({ action, found: passing(pass(), { Action: action }) }).toEqual({
          action,
          found: [expect.objectContaining({ severity: 'medium', message: expect.stringContaining(action) })],
        });
      }
  });

  test('names it only where the role can be passed to that service', () => {
    const toLambda = pass({ Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } } });
    const run = { Action: ['ec2:RunInstances', 'lambda:CreateFunction'] };
    expect(passing(toLambda, run).map(({ message }) => message)).toEqual([
      'It may hand a role to a service, and so do what that role may do; here lambda:CreateFunction can put it to work (for some resources only, under a condition).',
    ]);
  });

  test.each([
    ['ecs:RunTask'],
    ['states:TestState'],
    ['scheduler:UpdateSchedule'],
    ['pipes:CreatePipe'],
    ['bedrock-agentcore:CreateGateway', 'bedrock-agentcore:CreateGatewayTarget'],
    ['codepipeline:UpdatePipeline', 'codepipeline:StartPipelineExecution'],
    ['cloudformation:CreateStackRefactor', 'cloudformation:ExecuteStackRefactor'],
  ])('together with %s is a path of its own', (...Action) => {
    expect(findings(pass(), { Action })).toContainEqual(
      expect.objectContaining({ code: expect.stringMatching(/^ESC:passrole-/), severity: 'medium' }),
    );
  });
});
