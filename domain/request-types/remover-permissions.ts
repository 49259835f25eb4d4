import { iamArn } from '../aws/arns.ts';
import { requestIdTag } from '../plan.ts';
import type { PermissionContext } from './request-type.ts';

/** Every role, or policy, that requests can have created, also under the paths of earlier configurations. */
export function removableArns(kind: 'role' | 'policy', context: PermissionContext): string[] {
  const { path, formerPaths } = context.guardrails;
  return [path, ...formerPaths].map((each) => iamArn(context, kind, each, '*'));
}

/** Nothing is removed but what carries a request id. */
export const onlyTaggedResources = { StringLike: { [`aws:ResourceTag/${requestIdTag}`]: '?*' } };
