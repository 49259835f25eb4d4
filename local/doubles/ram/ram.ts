import * as z from 'zod';
import { type Double, dispatch, forget, type Memory, type Operations, type Sources } from '../double.ts';
import { page } from '../paging.ts';
import {
  createPermission,
  getPermission,
  listPermissions,
  listResourceTypes,
  parse,
  refusal,
} from './parameters.ts';
import { type Permission, Permissions, permission } from './permissions.ts';
import { resourceTypes } from './resource-types.ts';

const ramState = z.object({ permissions: z.array(permission).default([]) });

/** The part of RAM that creates and shows customer managed permissions. */
export class Ram implements Double {
  readonly #permissions: Permissions;
  readonly #operations: Operations = {
    CreatePermission: (input) => this.#create(parse(createPermission, input)),
    GetPermission: (input) => this.#get(parse(getPermission, input)),
    ListPermissions: (input) => this.#list(parse(listPermissions, input)),
    ListResourceTypes: (input) => this.#listTypes(parse(listResourceTypes, input)),
  };

  constructor({ state, remember = forget, ...sources }: Sources & Memory) {
    const kept = ramState.parse(state ?? {});
    this.#permissions = new Permissions({ ...sources, remember }, kept.permissions);
  }

  call(operation: string, input: object): object | Promise<object> {
    return dispatch(this.#operations, operation, input);
  }

  /** The permissions as it holds them, oldest first; JSON. */
  snapshot(): { permissions: Permission[] } {
    return { permissions: this.#permissions.all() };
  }

  #create(input: z.output<typeof createPermission>): object {
    const created = this.#permissions.create(input);
    return { permission: summary(created), clientToken: created.clientToken };
  }

  #get({ permissionArn, permissionVersion }: z.output<typeof getPermission>): object {
    const found = this.#permissions.get(permissionArn, permissionVersion);
    return { permission: { ...summary(found), permission: found.policyTemplate } };
  }

  #list({ permissionType, resourceType, ...paging }: z.output<typeof listPermissions>): object {
    const all = permissionType === 'AWS_MANAGED' ? [] : this.#permissions.all();
    const found = all.filter(
      (one) => resourceType === undefined || one.resourceType.toLowerCase() === resourceType.toLowerCase(),
    );
    const { items, nextToken } = pageOf(found, paging);
    return { permissions: items.map(summary), nextToken };
  }

  #listTypes({ resourceRegionScope, ...paging }: z.output<typeof listResourceTypes>): object {
    const { items, nextToken } = pageOf(resourceRegionScope === 'GLOBAL' ? [] : resourceTypes, paging);
    const types = items.map((resourceType) => ({
      resourceType,
      serviceName: resourceType.split(':')[0],
      resourceRegionScope: 'REGIONAL',
    }));
    return { resourceTypes: types, nextToken };
  }
}

function summary({ arn, name, resourceType, tags, creationTime }: Permission): object {
  return {
    arn,
    name,
    resourceType,
    tags,
    version: '1',
    defaultVersion: true,
    isResourceTypeDefault: false,
    status: 'ATTACHABLE',
    permissionType: 'CUSTOMER_MANAGED',
    featureSet: 'STANDARD',
    creationTime: new Date(creationTime),
    lastUpdatedTime: new Date(creationTime),
  };
}

function pageOf<Item>(
  items: readonly Item[],
  { nextToken, maxResults }: { nextToken?: string | undefined; maxResults: number },
): { items: Item[]; nextToken?: string } {
  return page(items, { token: nextToken, size: maxResults }, () =>
    refusal('InvalidNextTokenException', 'The specified value for nextToken is not valid.'),
  );
}
