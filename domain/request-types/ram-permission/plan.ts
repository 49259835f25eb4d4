import * as z from 'zod';
import { regionalArn } from '../../aws/arns.ts';
import { generalTagText, plannedLowerCaseTags, tagList, tagTexts } from '../../aws/tags.ts';
import type { PlannedCall } from '../../plan.ts';
import { documentField } from '../documents.ts';

/** `CreatePermissionRequest` of RAM's model (API version 2018-01-04), which limits nothing but the name. */
export const parameters = z.strictObject({
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
export const planned = z.strictObject({
  name: z.string(),
  resourceType: z.string(),
  policyTemplate: z.string(),
  clientToken: z.string(),
  tags: plannedLowerCaseTags,
});
export type PlannedPermission = z.output<typeof planned>;

/** The ARN that the permission will have. */
export function arnOf(call: PlannedCall, { name }: PlannedPermission): string {
  return regionalArn(call, 'ram', `permission/${name}`);
}
