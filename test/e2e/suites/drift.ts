import { CreatePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreatePermissionCommand, RAMClient } from '@aws-sdk/client-ram';
import { CreateProfileCommand, RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { deployment } from '../../../cli/deployment/deployment.ts';
import { driftNoticeSchema } from '../../../domain/drift/finding.ts';
import { countersign } from '../../support/command.ts';
import type { Running } from '../support/running.ts';
import { aName, submission } from '../support/submissions.ts';

const done = z.object({
  unexplained: z.number(),
  changed: z.number(),
  deleted: z.number(),
  raised: z.number(),
});
const onBus = z.array(z.looseObject({ 'detail-type': z.string(), detail: z.unknown() }));
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
});
const reads = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' },
});

/** Somebody creates around Countersign. Nothing that earlier suites had created is to be found. */
export function driftSuite(stack: Running): void {
  const compare = async () => {
    const { status, text } = await stack.client.call('POST', '/_local/drift');
    if (status !== 200) throw new Error(`${status} ${text}`);
    return done.parse(JSON.parse(text));
  };

  describe('the account beside the approvals', () => {
    test('is told apart from what was made by hand, once; the tool says the same', async () => {
      const { client } = stack;
      const { clientOptions } = await deployment({ stack: '', local: new URL(client.url) });
      const path = { Path: '/requested/' };
      const [name, iam] = [aName(), new IAMClient(clientOptions)];
      const role = { ...path, RoleName: name, AssumeRolePolicyDocument: trust };
      const { Role } = await iam.send(new CreateRoleCommand(role));
      const { Policy } = await iam.send(
        new CreatePolicyCommand({ ...path, PolicyName: aName(), PolicyDocument: reads }),
      );
      await new RolesAnywhereClient(clientOptions).send(new CreateProfileCommand({ name, roleArns: [] }));
      const { parameters } = submission('ram-permission');
      const permission = z
        .object({ resourceType: z.string(), policyTemplate: z.unknown() })
        .parse(parameters);
      const policyTemplate = JSON.stringify(permission.policyTemplate);
      await new RAMClient(clientOptions).send(
        new CreatePermissionCommand({ name: aName(), resourceType: permission.resourceType, policyTemplate }),
      );

      expect(await compare()).toEqual({ unexplained: 2, changed: 0, deleted: 0, raised: 2 });
      expect(await compare()).toEqual({ unexplained: 2, changed: 0, deleted: 0, raised: 0 });
      const events = onBus.parse(JSON.parse((await client.call('GET', '/_local/bus')).text));
      const drift = events.filter((event) => event['detail-type'] === 'Drift Detected');
      const arns = drift.map(({ detail }) => driftNoticeSchema.parse(detail).arn);
      expect(arns.sort()).toEqual([Role?.Arn, Policy?.Arn].sort());

      const { code, out } = await countersign(['audit', 'drift', '--local', client.url]);
      expect(code).toBe(1);
      for (const arn of arns) expect(out).toContain(`drift (unexplained): ${arn}: no approval explains it`);
      expect(out).toContain('2 findings');
      // The tool, which does not know the quota, asks about one profile a second.
    }, 120_000);
  });
}
