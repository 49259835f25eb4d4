import {
  CreatePermissionCommand,
  GetPermissionCommand,
  type RAMClient,
  type ResourceSharePermissionDetail,
} from '@aws-sdk/client-ram';
import * as z from 'zod';
import { parseFields } from '../field-problems.ts';
import type { PlannedCall } from '../plan.ts';
import type { FieldProblem } from '../problem.ts';
import { regionalArn } from './arns.ts';
import { onlyTaggedRequests, type PermissionContext } from './creator-permissions.ts';
import { sameDocument } from './document-comparison.ts';
import { documentField, readDocument } from './documents.ts';
import {
  classifyFailure,
  credentialFailures,
  type FailureTable,
  hasCode,
  messageOf,
  unlessMissing,
} from './failures.ts';
import { nameProblems } from './paths.ts';
import { onlyCall, plannedCall } from './planned-call.ts';
import { supportOf } from './ram-resource-types.ts';
import { asJson, type Reading, sameTags, sightingOf, tagMap } from './read-back.ts';
import type { Creation, PlanContext, Planned, PolicyStatementData, Submission } from './request-type.ts';
import { submittedText } from './submitted.ts';
import {
  generalTagText,
  lowerCaseTags,
  plannedLowerCaseTags,
  tagList,
  tagProblems,
  tagTexts,
  withRequestId,
} from './tags.ts';

const title = 'RAM permission';

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
type PlannedPermission = z.output<typeof planned>;

const refusals = {
  clientToken: 'Countersign sets clientToken itself, so that a resend creates nothing twice. Leave it out.',
};

function plan(submitted: unknown, context: PlanContext): Planned {
  const parsed = parseFields(parameters, submitted, '/parameters', refusals);
  const template = readDocument('ram', submitted, 'policyTemplate', context);
  const problems = [
    ...(parsed.ok ? [] : parsed.problems),
    ...template.problems,
    ...nameProblems('name', submittedText(submitted, 'name')),
    ...resourceTypeProblems(submittedText(submitted, 'resourceType'), context),
    ...tagProblems(submitted, lowerCaseTags, context),
  ];
  if (!parsed.ok || problems.length > 0) return { ok: false, problems };
  const call = plannedCall('CreatePermission', context, {
    name: parsed.value.name,
    resourceType: parsed.value.resourceType,
    policyTemplate: template.text,
    clientToken: context.requestId,
    tags: withRequestId(parsed.value.tags, lowerCaseTags, context.requestId),
  });
  return { ok: true, plan: [call] };
}

function resourceTypeProblems(resourceType: string | undefined, { guardrails }: PlanContext): FieldProblem[] {
  if (resourceType === undefined) return [];
  const pointer = '/parameters/resourceType';
  const problems: FieldProblem[] = [];
  const support = supportOf(resourceType);
  if (support.kind === 'not-customisable') {
    const detail = `RAM takes no customer managed permissions for ${resourceType}; share it with an AWS managed one.`;
    problems.push({ pointer, code: 'unsupported-resource-type', detail });
  }
  if (support.kind === 'misspelt') {
    const detail = `Resource types are case-sensitive: write ${support.meant}.`;
    problems.push({ pointer, code: 'misspelt-resource-type', detail });
  }
  const allowed = guardrails.allowedResourceTypes;
  if (allowed && !allowed.includes(resourceType)) {
    const detail = `The guardrail allowedResourceTypes permits: ${allowed.join(', ')}.`;
    problems.push({ pointer, code: 'guardrail-resource-type', detail });
  }
  return problems;
}

function arnOf(call: PlannedCall, { name }: PlannedPermission): string {
  return regionalArn(call, 'ram', `permission/${name}`);
}

function permissions(context: PermissionContext): PolicyStatementData[] {
  const resources = [regionalArn(context, 'ram', 'permission/*')];
  return [
    // CreatePermission has no resource to name: the ARN comes into being with it.
    {
      sid: 'CreatePermissions',
      actions: ['ram:CreatePermission'],
      resources: ['*'],
      conditions: onlyTaggedRequests,
    },
    { sid: 'TagPermissions', actions: ['ram:TagResource'], resources, conditions: onlyTaggedRequests },
    { sid: 'FindPermissions', actions: ['ram:GetPermission'], resources },
  ];
}

export const ramPermission: Submission = {
  title,
  parameters,
  plan,
  permissions,
  example: {
    justification: 'Partner teams read shared parameters, nothing more; ticket NET-77',
    parameters: {
      name: 'read-shared-parameters',
      resourceType: 'ssm:Parameter',
      policyTemplate: { Effect: 'Allow', Action: ['ssm:GetParameter', 'ssm:GetParameters'] },
      tags: [{ key: 'team', value: 'network' }],
    },
  },
  analyse(plan) {
    const permission = planned.parse(onlyCall(plan).parameters);
    if (supportOf(permission.resourceType).kind !== 'unknown') return [];
    const message = `${permission.resourceType} is not on our list of resource types; AWS may refuse it.`;
    return [
      { code: 'RAM_RESOURCE_TYPE_UNKNOWN', severity: 'low', pointer: '/parameters/resourceType', message },
    ];
  },
  summary(plan) {
    const call = onlyCall(plan);
    const permission = planned.parse(call.parameters);
    return { title, name: permission.name, resource: arnOf(call, permission) };
  },
};

/** What RAM answers to CreatePermission: its model's errors and those of its front end. */
const failures = {
  ...credentialFailures,
  PermissionAlreadyExistsException: 'taken',
  OperationNotPermittedException: 'terminal',
  MalformedPolicyTemplateException: 'terminal',
  InvalidPolicyException: 'terminal',
  InvalidParameterException: 'terminal',
  PermissionLimitExceededException: 'terminal',
  InvalidClientTokenException: 'terminal',
  IdempotentParameterMismatchException: 'terminal',
  ServerInternalException: 'unknown',
  ServiceUnavailableException: 'unknown',
  TagLimitExceededException: 'terminal',
  TagPolicyViolationException: 'terminal',
  AccessDeniedException: 'terminal',
  ThrottlingException: 'transient',
  UnrecognizedClientException: 'terminal',
  InternalFailure: 'unknown',
  ValidationException: 'terminal',
} as const satisfies FailureTable;

export const ramPermissionCreation: Creation<Pick<RAMClient, 'send'>> = {
  lookFirst: false,
  async send(call, client) {
    await client.send(new CreatePermissionCommand(planned.parse(call.parameters)));
  },
  async find(call, requestId, client) {
    const plan = planned.parse(call.parameters);
    const reading = client.send(new GetPermissionCommand({ permissionArn: arnOf(call, plan) }));
    const read = (await unlessMissing(reading, 'UnknownResourceException'))?.permission;
    return !read || isGone(read)
      ? { kind: 'absent' }
      : sightingOf(requestId, readingOf(read, plan, arnOf(call, plan)));
  },
  classify(error) {
    // AWS's own CloudFormation handler reads this refusal the same way.
    const nameTaken =
      hasCode(error, 'OperationNotPermittedException') && /already exists/i.test(messageOf(error));
    return nameTaken ? 'taken' : classifyFailure(error, failures);
  },
};

/** A deleted permission stays visible for up to two hours. */
function isGone({ status }: ResourceSharePermissionDetail): boolean {
  return status === 'DELETED' || status === 'DELETING';
}

function readingOf(read: ResourceSharePermissionDetail, plan: PlannedPermission, arn: string): Reading {
  const tags = tagMap(read.tags);
  return {
    arn: read.arn ?? arn,
    tags,
    properties: asJson(read),
    matches: {
      name: read.name === plan.name,
      resourceType: read.resourceType?.toLowerCase() === plan.resourceType.toLowerCase(),
      policyTemplate: sameDocument(plan.policyTemplate, read.permission),
      tags: sameTags(plan.tags, tags),
    },
  };
}
