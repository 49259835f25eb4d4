import {
  DeletePermissionCommand,
  ListPermissionAssociationsCommand,
  type RAMClient,
} from '@aws-sdk/client-ram';
import * as z from 'zod';
import { allPages } from '../../aws/pages.ts';
import type { Removal } from '../removal.ts';
import { type PermissionReading, permissionReading, readPermission } from './reading.ts';

type Client = Pick<RAMClient, 'send'>;

/** A permission and the resource shares that use it. */
export interface HeldPermission extends PermissionReading {
  shares: readonly string[];
}

const permission = z.object({ permissionArn: z.string() });

export const ramPermissionRemoval: Removal<Client, HeldPermission> = {
  async read({ result, summary }, client) {
    const permissionArn = result?.arn ?? summary.resource;
    const found = await readPermission(permissionArn, client);
    if (!found) return undefined;
    const shares = await allPages(async (nextToken) => {
      const page = await client.send(new ListPermissionAssociationsCommand({ permissionArn, nextToken }));
      const shared = (page.permissions ?? []).flatMap(({ resourceShareArn }) => resourceShareArn ?? []);
      return { items: shared, nextToken: page.nextToken };
    });
    return { ...permissionReading(found, permissionArn), shares };
  },

  removal({ arn: permissionArn, shares }) {
    if (shares.length > 0) {
      const message = `${permissionArn} is still attached to ${shares.join(', ')}, for which it still works; it goes once no share uses it.`;
      return { blocked: { code: 'in-use', message } };
    }
    return { operations: [{ operation: 'DeletePermission', parameters: { permissionArn } }] };
  },

  parts: ({ arn }) => [arn],

  async send({ operation, parameters }, client) {
    if (operation !== 'DeletePermission') throw new RangeError(`A permission is not removed by ${operation}`);
    await client.send(new DeletePermissionCommand(permission.parse(parameters)));
  },
};
