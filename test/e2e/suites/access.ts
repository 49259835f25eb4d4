import { describe, expect, test } from '@jest/globals';
import type { Client } from '../support/client.ts';
import { isReviewed } from '../support/reviewed-grants.ts';
import type { Running } from '../support/running.ts';

/** Every access of every function as a line, of those that `isOfInterest`. */
async function linesOf(
  client: Client,
  isOfInterest: (
    name: string,
    access: { action: string; resource: string; allowed: boolean; count: number },
  ) => boolean,
): Promise<string[]> {
  return Object.entries(await client.access()).flatMap(([fullName, accesses]) => {
    const name = fullName.replace(/^countersign-/, '');
    return accesses
      .filter((access) => isOfInterest(name, access))
      .map(({ action, resource }) => `${name}: ${action} on ${resource}`);
  });
}

/**
 * Last in its file: what the functions asked for while everything before ran, beside what their roles grant.
 * `isSeenHere`: whether a use of this grant is to be expected on this stack.
 */
export function accessSuite(
  stack: Running,
  isSeenHere: (name: string, grant: { action: string; resource: string }) => boolean,
): void {
  describe('the permissions of the functions', () => {
    test('cover whatever they did', async () => {
      expect(await linesOf(stack.client, (_name, { allowed }) => !allowed)).toEqual([]);
    });

    test('are all made use of, but for those that were reviewed', async () => {
      const unused = await linesOf(
        stack.client,
        (name, access) => access.count === 0 && isSeenHere(name, access) && !isReviewed(name, access),
      );
      expect(unused).toEqual([]);
    });

    test('were reviewed only where nothing uses them', async () => {
      expect(
        await linesOf(stack.client, (name, access) => access.count > 0 && isReviewed(name, access)),
      ).toEqual([]);
    });
  });
}
