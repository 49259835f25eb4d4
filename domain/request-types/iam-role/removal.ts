import {
  AttachRolePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesForRoleCommand,
  ListRolePoliciesCommand,
  RemoveRoleFromInstanceProfileCommand,
} from '@aws-sdk/client-iam';
import * as z from 'zod';
import { allPages, type Page } from '../../aws/pages.ts';
import { asJson, tagMap } from '../../aws/read-back.ts';
import { findRole } from '../../aws/roles.ts';
import type { Reading } from '../reading.ts';
import type { Removal, RemovalCall } from '../removal.ts';

type Client = Pick<IAMClient, 'send'>;

/** A role with everything that it holds and that holds it. */
export interface HeldRole extends Reading {
  name: string;
  /** Names of inline policies. */
  inline: readonly string[];
  /** ARNs of attached policies. */
  attached: readonly string[];
  /** Names of the instance profiles that hold it. */
  instanceProfiles: readonly string[];
}

/** The quota that AWS gives every account (IAM User Guide, "IAM and STS quotas"): one that is raised has room as well. */
const attachedPoliciesPerRole = 10;

export const iamRoleRemoval: Removal<Client, HeldRole> = {
  async read({ result, summary }, client) {
    const arn = result?.arn ?? summary.resource;
    const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
    const role = await findRole(RoleName, client);
    if (role?.Arn !== arn) return undefined;
    const [inline, attached, instanceProfiles] = await Promise.all([
      allPages((Marker) => client.send(new ListRolePoliciesCommand({ RoleName, Marker })).then(names)),
      allPages((Marker) => client.send(new ListAttachedRolePoliciesCommand({ RoleName, Marker })).then(arns)),
      allPages((Marker) =>
        client.send(new ListInstanceProfilesForRoleCommand({ RoleName, Marker })).then(holders),
      ),
    ]);
    return {
      arn,
      ...(role.RoleId !== undefined && { id: role.RoleId }),
      ...(role.CreateDate && { createdAt: role.CreateDate.toISOString() }),
      tags: tagMap(role.Tags),
      properties: asJson(role),
      ...{ name: role.RoleName ?? RoleName, inline, attached, instanceProfiles },
    };
  },

  /**
   * First what stops every use at once: AWS's own policy that denies everything holds for sessions of before and after it,
   * whatever the boundary. It goes last.
   */
  removal({ arn, name: RoleName, inline, attached, instanceProfiles }) {
    const denyAll = `arn:${arn.split(':')[1]}:iam::aws:policy/AWSDenyAll`;
    const others = attached.filter((each) => each !== denyAll);
    const detach = (PolicyArn: string) => call('DetachRolePolicy', { RoleName, PolicyArn });
    const room = others.length >= attachedPoliciesPerRole && others.length === attached.length ? 1 : 0;
    return {
      operations: [
        ...others.slice(0, room).map(detach),
        ...(others.length === attached.length
          ? [call('AttachRolePolicy', { RoleName, PolicyArn: denyAll })]
          : []),
        ...instanceProfiles.map((InstanceProfileName) =>
          call('RemoveRoleFromInstanceProfile', { InstanceProfileName, RoleName }),
        ),
        ...others.slice(room).map(detach),
        ...inline.map((PolicyName) => call('DeleteRolePolicy', { RoleName, PolicyName })),
        detach(denyAll),
        call('DeleteRole', { RoleName }),
      ],
    };
  },

  parts: ({ arn, inline, attached, instanceProfiles }) => [
    arn,
    ...inline.map((name) => `Policies (${name})`),
    ...attached.map((each) => `ManagedPolicyArns (${each})`),
    ...instanceProfiles.map((name) => `InstanceProfiles (${name})`),
  ],
  send,
};

function call(operation: string, parameters: Record<string, string>): RemovalCall {
  return { operation, parameters };
}

interface Listed {
  IsTruncated?: boolean | undefined;
  Marker?: string | undefined;
}

function page<Item>(items: (Item | undefined)[] | undefined, { IsTruncated, Marker }: Listed): Page<Item> {
  return {
    items: items?.filter((item) => item !== undefined),
    nextToken: IsTruncated ? Marker : undefined,
  };
}

function names(answer: Listed & { PolicyNames?: string[] | undefined }): Page<string> {
  return page(answer.PolicyNames, answer);
}

function arns(
  answer: Listed & { AttachedPolicies?: { PolicyArn?: string | undefined }[] | undefined },
): Page<string> {
  return page(
    answer.AttachedPolicies?.map(({ PolicyArn }) => PolicyArn),
    answer,
  );
}

function holders(
  answer: Listed & { InstanceProfiles?: { InstanceProfileName?: string | undefined }[] | undefined },
): Page<string> {
  return page(
    answer.InstanceProfiles?.map(({ InstanceProfileName }) => InstanceProfileName),
    answer,
  );
}

const role = z.object({ RoleName: z.string() });
const attachment = role.extend({ PolicyArn: z.string() });
const inlinePolicy = role.extend({ PolicyName: z.string() });
const membership = role.extend({ InstanceProfileName: z.string() });

async function send({ operation, parameters }: RemovalCall, client: Client): Promise<void> {
  switch (operation) {
    case 'AttachRolePolicy':
      await client.send(new AttachRolePolicyCommand(attachment.parse(parameters)));
      break;
    case 'DetachRolePolicy':
      await client.send(new DetachRolePolicyCommand(attachment.parse(parameters)));
      break;
    case 'DeleteRolePolicy':
      await client.send(new DeleteRolePolicyCommand(inlinePolicy.parse(parameters)));
      break;
    case 'RemoveRoleFromInstanceProfile':
      await client.send(new RemoveRoleFromInstanceProfileCommand(membership.parse(parameters)));
      break;
    case 'DeleteRole':
      await client.send(new DeleteRoleCommand(role.parse(parameters)));
      break;
    default:
      throw new RangeError(`A role is not removed by ${operation}`);
  }
}
