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
});
export type Permission = z.infer<typeof permission>;
type Creation = z.output<typeof createPermission>;

/** The customer managed permissions of the account; names are unique. */
export class Permissions {
  readonly #sources: Sources & { remember: Remember };
  readonly #byArn: Map<string, Permission>;
  readonly #byToken: Map<string, Permission>;

  constructor(sources: Sources & { remember: Remember }, kept: readonly Permission[]) {
    this.#sources = sources;
    this.#byArn = new Map(kept.map((one) => [one.arn, one]));
    this.#byToken = new Map(kept.map((one) => [one.clientToken, one]));
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
    if (found === undefined || version !== 1) {
      throw refusal('UnknownResourceException', `Permission ${arn} could not be found.`);
    }
    return found;
  }

  /** Oldest first. */
  all(): Permission[] {
    return [...this.#byArn.values()];
  }

  #add(input: Creation & { clientToken: string }): Permission {
    if (!resourceTypes.includes(input.resourceType)) {
      throw refusal('InvalidParameterException', `The resource type ${input.resourceType} is not valid.`);
    }
    checkTemplate(input.policyTemplate);
    const arn = `arn:aws:ram:${region}:${account}:permission/${input.name}`;
    if (this.#byArn.has(arn)) {
      const message = `A permission with the name ${input.name} already exists.`;
      throw new ModelledError('PermissionAlreadyExistsException', 409, message);
    }
    const added = { arn, ...input, creationTime: this.#sources.clock().toISOString() };
    this.#sources.remember('permissions', arn, added);
    this.#byArn.set(arn, added);
    this.#byToken.set(input.clientToken, added);
    return added;
  }
}

function wasCreatedFrom(earlier: Permission, input: Omit<Creation, 'clientToken'>): boolean {
  const { name, resourceType, policyTemplate, tags } = earlier;
  return JSON.stringify({ name, resourceType, policyTemplate, tags }) === JSON.stringify(input);
}
