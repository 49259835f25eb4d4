import * as z from 'zod';
import { plannedLowerCaseTags } from '../../aws/tags.ts';
import { documentField } from '../documents.ts';
import * as fields from './fields.ts';

/** `CreateProfileRequest` of Roles Anywhere's model (API version 2018-05-10). */
export const parameters = z.strictObject({
  name: fields.profileName,
  roleArns: z
    .array(fields.sessionRoleArn)
    .max(250)
    .describe('The roles that sessions may have; may be empty.'),
  durationSeconds: fields.sessionDuration.optional(),
  enabled: z.boolean().describe('Whether it works at once.').meta({ default: true }).optional(),
  managedPolicyArns: fields.sessionManagedPolicyArns.optional(),
  sessionPolicy: documentField('Limits sessions further.').optional(),
  requireInstanceProperties: z.boolean().describe('Reserved by AWS for later use.').optional(),
  tags: fields.profileTags.optional(),
});

/** What is sent: `CreateProfileRequest` with everything filled in. */
export const planned = z.strictObject({
  name: z.string(),
  roleArns: z.array(z.string()),
  durationSeconds: z.int(),
  enabled: z.boolean(),
  managedPolicyArns: z.array(z.string()).exactOptional(),
  sessionPolicy: z.string().exactOptional(),
  requireInstanceProperties: z.boolean().exactOptional(),
  tags: plannedLowerCaseTags,
});
export type PlannedProfile = z.output<typeof planned>;
