import * as z from 'zod';
import { dispatch, forget, type Memory, type OpenDouble, type Operations, type Sources } from '../double.ts';
import { page } from '../paging.ts';
import {
  createPermission,
  createShare,
  deletePermission,
  deleteShare,
  getPermission,
  listAssociations,
  listPermissions,
  listResourceTypes,
  parse,
  refusal,
  tagResource,
  untagResource,
} from './parameters.ts';
import { type Permission, Permissions, permission } from './permissions.ts';
import { resourceTypes } from './resource-types.ts';
import { Shares, share } from './shares.ts';

const ramState = z.object({
  permissions: z.array(permission).default([]),
  shares: z.array(share).default([]),
});

/** The part of RAM that makes, shows and deletes customer managed permissions, and has shares that use them. */
export class Ram implements OpenDouble {
  readonly #permissions: Permissions;
  readonly #shares: Shares;
  readonly #operations: Operations = {
    CreatePermission: (input) => this.#create(parse(createPermission, input)),
    GetPermission: (input) => this.#get(parse(getPermission, input)),
    ListPermissions: (input) => this.#list(parse(listPermissions, input)),
    ListResourceTypes: (input) => this.#listTypes(parse(listResourceTypes, input)),
    DeletePermission: (input) => this.#delete(parse(deletePermission, input)),
    ListPermissionAssociations: (input) => this.#listAssociations(parse(listAssociations, input)),
    CreateResourceShare: (input) => this.#share(parse(createShare, input)),
    DeleteResourceShare: (input) => {
      this.#shares.delete(parse(deleteShare, input).resourceShareArn);
      return { returnValue: true };
    },
    TagResource: (input) => {
      const { resourceArn, tags } = parse(tagResource, input);
      this.#permissions.retag(
        resourceArn,
        tags.map(({ key }) => key),
        tags,
      );
      return {};
    },
    UntagResource: (input) => {
      const { resourceArn, tagKeys } = parse(untagResource, input);
      this.#permissions.retag(resourceArn, tagKeys, []);
      return {};
    },
  };

  constructor({ state, remember = forget, ...sources }: Sources & Memory) {
    const kept = ramState.parse(state ?? {});
    this.#permissions = new Permissions({ ...sources, remember }, kept.permissions);
    this.#shares = new Shares({ ...sources, remember }, kept.shares);
  }

  call(operation: string, input: object): object | Promise<object> {
    return this.perform(operation, input);
  }

  get operations(): string[] {
    return Object.keys(this.#operations);
  }

  perform(operation: string, input: object): object | Promise<object> {
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
    const all = permissionType === 'AWS_MANAGED' ? [] : this.#permissions.visible();
    const found = all.filter(
      (one) => resourceType === undefined || one.resourceType.toLowerCase() === resourceType.toLowerCase(),
    );
    const { items, nextToken } = pageOf(found, paging);
    return { permissions: items.map(summary), nextToken };
  }

  #delete({ permissionArn, clientToken }: z.output<typeof deletePermission>): object {
    if (this.#shares.of(permissionArn).length > 0) {
      throw refusal(
        'OperationNotPermittedException',
        `Permission ${permissionArn} is attached to a resource share and cannot be deleted.`,
      );
    }
    this.#permissions.delete(permissionArn);
    return { returnValue: true, clientToken, permissionStatus: 'DELETING' };
  }

  #share({ name, permissionArns }: z.output<typeof createShare>): object {
    for (const arn of permissionArns) this.#permissions.get(arn, 1);
    const { creationTime, resourceShareArn } = this.#shares.create({ name, permissionArns });
    const at = new Date(creationTime);
    const resourceShare = { resourceShareArn, name, status: 'ACTIVE', creationTime: at, lastUpdatedTime: at };
    return { resourceShare };
  }

  #listAssociations({ permissionArn = '', ...paging }: z.output<typeof listAssociations>): object {
    const { items, nextToken } = pageOf(this.#shares.of(permissionArn), paging);
    const permissions = items.map(({ resourceShareArn }) => ({
      ...{ arn: permissionArn, permissionVersion: '1', defaultVersion: true },
      ...{ resourceShareArn, status: 'ATTACHABLE', featureSet: 'STANDARD' },
    }));
    return { permissions, nextToken };
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

function summary({ arn, name, resourceType, tags, creationTime, deletedAt }: Permission): object {
  return {
    arn,
    name,
    resourceType,
    tags,
    version: '1',
    defaultVersion: true,
    isResourceTypeDefault: false,
    status: deletedAt === undefined ? 'ATTACHABLE' : 'DELETED',
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
