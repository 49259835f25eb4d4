import {
  type CloudFormationClient,
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { nameOf } from '../check.ts';
import type { Kind, Leftover } from './leftover.ts';

/** A kind that could not be looked at, and why. */
export interface NotLookedAt {
  kind: string;
  because: string;
}

/**
 * Everything under our names that is not the stack's, kind by kind. A kind that cannot be listed is told of, and the
 * others are looked at all the same. Throws if the stack's own resources cannot be told.
 */
export async function* leftoversOf(
  stack: { client: CloudFormationClient; name: string },
  kinds: readonly Kind[],
): AsyncGenerator<Leftover | NotLookedAt> {
  const own = await resourcesOf(stack);
  for (const { kind, list } of kinds) {
    try {
      for await (const found of list()) if (!own.has(found.physicalId)) yield { kind, ...found };
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      yield { kind, because: `${nameOf(error)}: ${said}` };
    }
  }
}

/** What CloudFormation has given up is listed still: of a creation that was rolled back, and was to be retained. */
const gone: readonly (StackResourceSummary['ResourceStatus'] | 'DELETE_SKIPPED')[] = [
  'DELETE_COMPLETE',
  'DELETE_SKIPPED',
];

/** The physical ids of what a stack has; none if there is no such stack. */
async function resourcesOf({
  client,
  name,
}: {
  client: CloudFormationClient;
  name: string;
}): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  try {
    for await (const page of paginateListStackResources({ client }, { StackName: name })) {
      for (const { PhysicalResourceId, ResourceStatus } of page.StackResourceSummaries ?? []) {
        if (PhysicalResourceId && !gone.includes(ResourceStatus)) ids.add(PhysicalResourceId);
      }
    }
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('does not exist'))) throw error;
  }
  return ids;
}
