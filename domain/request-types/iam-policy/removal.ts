import {
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  type IAMClient,
  ListEntitiesForPolicyCommand,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import * as z from 'zod';
import { unlessMissing } from '../../aws/failures.ts';
import { allPages } from '../../aws/pages.ts';
import { asJson, tagMap } from '../../aws/read-back.ts';
import type { Reading } from '../reading.ts';
import type { Removal } from '../removal.ts';

type Client = Pick<IAMClient, 'send'>;

/** A policy with what has to go before it, and who holds it. */
export interface HeldPolicy extends Reading {
  /** Ids of the versions that are not in force. */
  otherVersions: readonly string[];
  /** Names of roles, users and groups that have it attached, or as their boundary. */
  holders: readonly string[];
}

export const iamPolicyRemoval: Removal<Client, HeldPolicy> = {
  async read({ result, summary }, client) {
    const PolicyArn = result?.arn ?? summary.resource;
    const found = await unlessMissing(client.send(new GetPolicyCommand({ PolicyArn })), 'NoSuchEntity');
    if (!found?.Policy) return undefined;
    const { Policy: policy } = found;
    const [otherVersions, holders] = await Promise.all([
      versionsOf(PolicyArn, client),
      holdersOf(PolicyArn, client),
    ]);
    return {
      arn: PolicyArn,
      ...(policy.PolicyId !== undefined && { id: policy.PolicyId }),
      ...(policy.CreateDate && { createdAt: policy.CreateDate.toISOString() }),
      tags: tagMap(policy.Tags),
      properties: asJson(policy),
      ...{ otherVersions, holders },
    };
  },

  /** It is detached from nobody: whoever holds it would lose more than was asked for here. */
  removal({ arn: PolicyArn, otherVersions, holders }) {
    if (holders.length > 0) {
      const message = `${PolicyArn} is still attached to ${holders.join(', ')}, for which it still works; it goes once it is detached.`;
      return { blocked: { code: 'in-use', message } };
    }
    return {
      operations: [
        ...otherVersions.map((VersionId) => ({
          operation: 'DeletePolicyVersion',
          parameters: { PolicyArn, VersionId },
        })),
        { operation: 'DeletePolicy', parameters: { PolicyArn } },
      ],
    };
  },

  parts: ({ arn, otherVersions }) => [arn, ...otherVersions.map((version) => `PolicyVersion (${version})`)],

  async send({ operation, parameters }, client) {
    if (operation === 'DeletePolicyVersion') {
      await client.send(new DeletePolicyVersionCommand(version.parse(parameters)));
    } else if (operation === 'DeletePolicy') {
      await client.send(new DeletePolicyCommand(policy.parse(parameters)));
    } else {
      throw new RangeError(`A policy is not removed by ${operation}`);
    }
  },
};

const policy = z.object({ PolicyArn: z.string() });
const version = policy.extend({ VersionId: z.string() });

async function versionsOf(PolicyArn: string, client: Client): Promise<string[]> {
  return allPages(async (Marker) => {
    const page = await client.send(new ListPolicyVersionsCommand({ PolicyArn, Marker }));
    const others = (page.Versions ?? []).filter(({ IsDefaultVersion }) => !IsDefaultVersion);
    return {
      items: others.flatMap(({ VersionId }) => VersionId ?? []),
      nextToken: page.IsTruncated ? page.Marker : undefined,
    };
  });
}

async function holdersOf(PolicyArn: string, client: Client): Promise<string[]> {
  return allPages(async (Marker) => {
    const page = await client.send(new ListEntitiesForPolicyCommand({ PolicyArn, Marker }));
    const { PolicyRoles = [], PolicyUsers = [], PolicyGroups = [] } = page;
    return {
      items: [
        ...PolicyRoles.map(({ RoleName = '' }) => `role ${RoleName}`),
        ...PolicyUsers.map(({ UserName = '' }) => `user ${UserName}`),
        ...PolicyGroups.map(({ GroupName = '' }) => `group ${GroupName}`),
      ],
      nextToken: page.IsTruncated ? page.Marker : undefined,
    };
  });
}
