import type * as z from 'zod';
import type { RequestTypeName } from '../../../domain/request-types/names.ts';
import type { resourcesSchema } from './answers.ts';

type Resources = z.infer<typeof resourcesSchema>;

const kinds = {
  'iam-role': 'roles',
  'iam-policy': 'policies',
  'rolesanywhere-profile': 'profiles',
  'ram-permission': 'permissions',
} as const satisfies Record<RequestTypeName, keyof Resources>;

/** What exists in the account that carries a request's id in its tag. */
export function resourcesOf(resources: Resources, type: RequestTypeName, requestId: string) {
  return resources[kinds[type]].filter((resource) => {
    const text = JSON.stringify(resource.Tags ?? resource.tags);
    return text.includes('countersign:request-id') && text.includes(requestId);
  });
}

/** The parameters of a plan as the doubles show them in a resource. */
export function asShown({ PermissionsBoundary, ...parameters }: Record<string, unknown>) {
  return {
    ...parameters,
    ...(PermissionsBoundary !== undefined && {
      PermissionsBoundary: expectedBoundary(PermissionsBoundary),
    }),
  };
}

function expectedBoundary(PermissionsBoundaryArn: unknown) {
  return { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn };
}
