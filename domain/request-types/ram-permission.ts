import { CreatePermissionCommand, type RAMClient } from '@aws-sdk/client-ram';
import * as z from 'zod';
import { regionalArn } from '../aws/arns.ts';
import { ramFailures } from '../aws/failure-tables.ts';
import { classifyFailure, hasCode, messageOf } from '../aws/failures.ts';
import { sightingOf } from '../aws/read-back.ts';
import {
  generalTagText,
  lowerCaseTags,
  plannedLowerCaseTags,
  tagList,
  tagProblems,
  tagTexts,
  withRequestId,
} from '../aws/tags.ts';
import type { PlannedCall } from '../plan.ts';
import { grant, onlyTaggedRequests } from './creator-permissions.ts';
import { defineSubmission } from './define-submission.ts';
import { documentField } from './documents.ts';
import { type Inspect, inspectionOf } from './inspection.ts';
import { nameProblems } from './paths.ts';
import { permissionNameCheck, permissionReading, readPermission } from './permission-reading.ts';
import { onlyCall } from './planned-call.ts';
import { resourceTypeFindings, resourceTypeProblems, templateActionProblems } from './ram-resource-types.ts';
import type { Creation, PermissionContext, PolicyStatementData } from './request-type.ts';
import { resourceTypeCheck } from './resource-type-check.ts';

/** `CreatePermissionRequest` of RAM's model (API version 2018-01-04), which limits nothing but the name. */
const parameters = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(36)
    .regex(/^[\w.-]*$/, 'A name holds letters without accents, digits and _.- only.')
    .describe('Unique in the account and region.'),
  resourceType: z
    .string()
    .regex(/^[A-Za-z0-9-]+:[A-Za-z0-9-]+$/, 'A resource type is written service:Type, such as ssm:Parameter.')
    .describe('As ListResourceTypes spells it; case-sensitive.'),
  policyTemplate: documentField('One statement with Effect, Action and, if need be, Condition.'),
  tags: tagList(
    z.strictObject(tagTexts(generalTagText, 'letters, digits, spaces and _.:/=+-@')),
    50,
  ).optional(),
});

/** What is sent: `CreatePermissionRequest` with everything filled in. */
const planned = z.strictObject({
  name: z.string(),
  resourceType: z.string(),
  policyTemplate: z.string(),
  clientToken: z.string(),
  tags: plannedLowerCaseTags,
});
export type PlannedPermission = z.output<typeof planned>;

function arnOf(call: PlannedCall, { name }: PlannedPermission): string {
  return regionalArn(call, 'ram', `permission/${name}`);
}

function findPermissions(context: PermissionContext): PolicyStatementData {
  return grant('FindPermissions', ['ram:GetPermission'], regionalArn(context, 'ram', 'permission/*'));
}

function permissions(context: PermissionContext): PolicyStatementData[] {
  const requested = regionalArn(context, 'ram', 'permission/*');
  return [
    // CreatePermission has no resource to name: the ARN comes into being with it.
    grant('CreatePermissions', ['ram:CreatePermission'], '*', onlyTaggedRequests),
    grant('TagPermissions', ['ram:TagResource'], requested, onlyTaggedRequests),
    findPermissions(context),
  ];
}

export const ramPermission = /* @__PURE__ */ defineSubmission({
  title: 'RAM permission',
  operation: 'CreatePermission',
  parameters,
  planned,
  refusals: {
    clientToken: 'Countersign sets clientToken itself, so that a resend creates nothing twice. Leave it out.',
  },
  document: { kind: 'ram', field: 'policyTemplate' },
  permissions,
  inspectionPermissions: (context) => [
    findPermissions(context),
    // A list has no resource to name.
    grant('ListResourceTypes', ['ram:ListResourceTypes'], '*'),
  ],
  example: {
    justification: 'Teams build images from our shared components, and change none; ticket NET-77',
    parameters: {
      name: 'use-shared-components',
      resourceType: 'imagebuilder:Component',
      policyTemplate: {
        Effect: 'Allow',
        Action: ['imagebuilder:GetComponent', 'imagebuilder:ListComponents'],
      },
      tags: [{ key: 'team', value: 'network' }],
    },
  },
  problems: (submitted, context) => [
    ...nameProblems('name', submitted),
    ...resourceTypeProblems(submitted, context),
    ...templateActionProblems(submitted),
    ...tagProblems(submitted, lowerCaseTags, context),
  ],
  fill: ({ name, resourceType, tags }, policyTemplate, { requestId }) => ({
    name,
    resourceType,
    policyTemplate,
    clientToken: requestId,
    tags: withRequestId(tags, lowerCaseTags, requestId),
  }),
  findings: ({ resourceType }) => resourceTypeFindings(resourceType),
  nameAndResource: (permission, call) => ({ name: permission.name, resource: arnOf(call, permission) }),
});

type Client = Pick<RAMClient, 'send'>;

export const ramPermissionCreation: Creation<Client> = {
  lookFirst: false,
  async send(call, client) {
    const answer = await client.send(new CreatePermissionCommand(planned.parse(call.parameters)));
    return answer.permission?.arn;
  },
  async find(call, requestId, client) {
    const plan = planned.parse(call.parameters);
    const arn = arnOf(call, plan);
    const read = await readPermission(arn, client);
    return read ? sightingOf(requestId, permissionReading(read, plan, arn)) : { kind: 'absent' };
  },
  classify(error) {
    // AWS's own CloudFormation handler reads this refusal the same way.
    const nameTaken =
      hasCode(error, 'OperationNotPermittedException') && /already exists/i.test(messageOf(error));
    return nameTaken ? 'taken' : classifyFailure(error, ramFailures);
  },
};

/** The template itself is not for Access Analyzer, which knows no such kind of document. */
export const ramPermissionInspection: Inspect = (calls, requestId, { ram }) => {
  const call = onlyCall(calls);
  const permission = planned.parse(call.parameters);
  return inspectionOf(
    permissionNameCheck(arnOf(call, permission), requestId, ram),
    resourceTypeCheck(permission.resourceType, ram),
  );
};
