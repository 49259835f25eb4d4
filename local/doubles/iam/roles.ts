import type * as z from 'zod';
import type { Quotas } from '../../../domain/aws/quotas.ts';
import { account, type Sources } from '../double.ts';
import type { Remember } from '../journal.ts';
import { checkTrustPolicy } from './documents.ts';
import { alreadyExists, invalidInput, noSuchEntity } from './errors.ts';
import type { createRole } from './parameters.ts';
import type { Policies } from './policies.ts';
import type { Role } from './state.ts';
import { asStored } from './stored-trust-policy.ts';
import { checkTags } from './tags.ts';
import { uniqueId } from './unique-id.ts';

/** The roles of the account; a role's boundary must be a policy that exists. */
export class Roles {
  readonly #sources: Sources & { remember: Remember; quotas: Pick<Quotas, 'trustPolicyLength'> };
  readonly #policies: Policies;
  readonly #byName: Map<string, Role>;

  constructor(
    sources: Sources & { remember: Remember; quotas: Pick<Quotas, 'trustPolicyLength'> },
    policies: Policies,
    kept: readonly Role[],
  ) {
    this.#sources = sources;
    this.#policies = policies;
    this.#byName = new Map(kept.map((role) => [role.RoleName.toLowerCase(), role]));
  }

  create({ PermissionsBoundary: boundary, ...input }: z.output<typeof createRole>): Role {
    checkTags(input.Tags);
    checkTrustPolicy(input.AssumeRolePolicyDocument, this.#sources.quotas.trustPolicyLength);
    if (boundary !== undefined) this.#checkBoundary(boundary);
    if (this.#byName.has(input.RoleName.toLowerCase())) {
      throw alreadyExists(`Role with name ${input.RoleName} already exists.`);
    }
    const role: Role = {
      ...input,
      AssumeRolePolicyDocument: asStored(input.AssumeRolePolicyDocument),
      RoleId: uniqueId('AROA', this.#sources.newId),
      Arn: `arn:aws:iam::${account}:role${input.Path}${input.RoleName}`,
      CreateDate: this.#sources.clock().toISOString(),
      ...(boundary !== undefined && {
        PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary },
      }),
    };
    this.#sources.remember('roles', role.Arn, role);
    this.#byName.set(role.RoleName.toLowerCase(), role);
    return role;
  }

  find(name: string): Role | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  get(name: string): Role {
    const role = this.find(name);
    if (role === undefined) throw noSuchEntity(`The role with name ${name} cannot be found.`);
    return role;
  }

  /** The role of an id such as `AROA…`. */
  byId(id: string): Role | undefined {
    return this.all().find(({ RoleId }) => RoleId === id);
  }

  /** Oldest first. */
  all(): Role[] {
    return [...this.#byName.values()];
  }

  #checkBoundary(arn: string): void {
    if (!arn.startsWith('arn:')) throw invalidInput(`ARN ${arn} is not valid.`);
    if (!this.#policies.has(arn)) {
      throw noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`);
    }
  }
}
