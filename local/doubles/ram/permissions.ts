import * as z from 'zod';
import { account, region, type Sources } from '../double.ts';
import type { Remember } from '../journal.ts';
import { ModelledError } from '../modelled-error.ts';
import { type createPermission, refusal } from './parameters.ts';
import { checkTemplate } from './policy-template.ts';
import { resourceTypes } from './resource-types.ts';

/** A permission as RAM remembers it; `clientToken` is what makes a repeated CreatePermission the same one. */
export const permission = z.object({
  arn: z.string(),
  name: z.string(),
  resourceType: z.string(),
  policyTemplate: z.string(),
  creationTime: z.string(),
  clientToken: z.string(),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
  deletedAt: z.string().optional(),
});
export type Permission = z.infer<typeof permission>;
type Creation = z.output<typeof createPermission>;

/** A deleted permission stays visible for up to two hours (RAM API Reference, "DeletePermission" and its status). */
const visibleWhenDeleted = 2 * 3_600_000;

/** The customer managed permissions of the account; names are unique. */
export class Permissions {
  readonly #sources: Sources & { remember: Remember };
  readonly #byArn: Map<string, Permission>;
  readonly #byToken: Map<string, Permission>;

  constructor(sources: Sources & { remember: Remember }, kept: readonly Permission[]) {
    this.#sources = sources;
    this.#byArn = new Map(kept.map((one) => [one.arn, one]));
    const present = kept.filter(({ deletedAt }) => deletedAt === undefined);
    this.#byToken = new Map(present.map((one) => [one.clientToken, one]));
  }

  /** The same token and parameters answer the same permission; the same token with others is refused. */
  create({ clientToken = this.#sources.newId(), ...input }: Creation): Permission {
    const earlier = this.#byToken.get(clientToken);
    if (earlier === undefined) return this.#add({ ...input, clientToken });
    if (!wasCreatedFrom(earlier, input)) {
      throw refusal(
        'IdempotentParameterMismatchException',
        `The client token ${clientToken} was used before with different parameters.`,
      );
    }
    return earlier;
  }

  get(arn: string, version: number): Permission {
    if (!/^arn:aws:ram:[^:]*:[^:]*:permission\/.+/.test(arn)) {
      throw refusal('MalformedArnException', `The specified ARN ${arn} is not valid.`);
    }
    const found = this.#byArn.get(arn);
    if (found === undefined || version !== 1 || !this.#isVisible(found)) {
      throw refusal('UnknownResourceException', `Permission ${arn} could not be found.`);
    }
    return found;
  }

  /** Oldest first, without those that were deleted. */
  all(): Permission[] {
    return this.visible().filter(({ deletedAt }) => deletedAt === undefined);
  }

  /** With those that were deleted a while ago. */
  visible(): Permission[] {
    return [...this.#byArn.values()].filter((one) => this.#isVisible(one));
  }

  retag(arn: string, gone: readonly string[], tags: Permission['tags']): void {
    const found = this.#present(arn);
    this.#save({ ...found, tags: [...found.tags.filter(({ key }) => !gone.includes(key)), ...tags] });
  }

  /** Who uses it is for the caller to know. */
  delete(arn: string): void {
    const found = this.#present(arn);
    this.#byToken.delete(found.clientToken);
    this.#save({ ...found, deletedAt: this.#sources.clock().toISOString() });
  }

  #present(arn: string): Permission {
    const found = this.get(arn, 1);
    if (found.deletedAt === undefined) return found;
    throw refusal('UnknownResourceException', `Permission ${arn} could not be found.`);
  }

  #isVisible({ deletedAt }: Permission): boolean {
    if (deletedAt === undefined) return true;
    return this.#sources.clock().getTime() - Date.parse(deletedAt) < visibleWhenDeleted;
  }

  #save(permission: Permission): Permission {
    this.#sources.remember('permissions', permission.arn, permission);
    this.#byArn.set(permission.arn, permission);
    return permission;
  }

  #add(input: Creation & { clientToken: string }): Permission {
    if (!resourceTypes.includes(input.resourceType)) {
      throw refusal('InvalidParameterException', `The resource type ${input.resourceType} is not valid.`);
    }
    checkTemplate(input.policyTemplate);
    const arn = `arn:aws:ram:${region}:${account}:permission/${input.name}`;
    if (this.all().some((one) => one.arn === arn)) {
      const message = `A permission with the name ${input.name} already exists.`;
      throw new ModelledError('PermissionAlreadyExistsException', 409, message);
    }
    const added = { arn, ...input, creationTime: this.#sources.clock().toISOString() };
    this.#byToken.set(input.clientToken, added);
    return this.#save(added);
  }
}

function wasCreatedFrom(earlier: Permission, input: Omit<Creation, 'clientToken'>): boolean {
  const { name, resourceType, policyTemplate, tags } = earlier;
  return JSON.stringify({ name, resourceType, policyTemplate, tags }) === JSON.stringify(input);
}
