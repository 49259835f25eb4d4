import type * as z from 'zod';
import type { Quotas } from '../../../domain/aws/quotas.ts';
import { account, type Sources } from '../double.ts';
import type { Remember } from '../journal.ts';
import { checkTrustPolicy } from './documents.ts';
import { alreadyExists, deleteConflict, invalidInput, noSuchEntity, unmodifiable } from './errors.ts';
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
    const bounded = boundary === undefined ? {} : this.#bounded(boundary);
    if (this.#byName.has(input.RoleName.toLowerCase())) {
      throw alreadyExists(`Role with name ${input.RoleName} already exists.`);
    }
    return this.#save({
      ...input,
      ...bounded,
      AssumeRolePolicyDocument: asStored(input.AssumeRolePolicyDocument),
      RoleId: uniqueId('AROA', this.#sources.newId),
      Arn: `arn:aws:iam::${account}:role${input.Path}${input.RoleName}`,
      CreateDate: this.#sources.clock().toISOString(),
      RolePolicyList: [],
      AttachedManagedPolicies: [],
    });
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

  /** A role that may be changed: those of AWS's services may not. */
  modifiable(name: string): Role {
    const role = this.get(name);
    if (!role.Path.startsWith('/aws-service-role/') && !role.Path.startsWith('/aws-reserved/')) return role;
    throw unmodifiable(
      `Cannot perform the operation on the protected role '${role.RoleName}' - this role is only modifiable by AWS`,
    );
  }

  change(name: string, changed: Partial<Role>): Role {
    return this.#save({ ...this.modifiable(name), ...changed });
  }

  changeTrust(name: string, document: string): void {
    this.modifiable(name);
    checkTrustPolicy(document, this.#sources.quotas.trustPolicyLength);
    this.change(name, { AssumeRolePolicyDocument: asStored(document) });
  }

  /** Without an ARN, the role has no boundary any more. */
  changeBoundary(name: string, arn?: string): void {
    const { PermissionsBoundary: _before, ...role } = this.modifiable(name);
    this.#save(arn === undefined ? role : { ...role, ...this.#bounded(arn) });
  }

  /** Throws `DeleteConflict` for a role with policies; who holds it otherwise is for the caller to know. */
  delete(name: string): void {
    const role = this.modifiable(name);
    if (role.RolePolicyList.length > 0) {
      throw deleteConflict('Cannot delete entity, must delete policies first.');
    }
    if (role.AttachedManagedPolicies.length > 0) {
      throw deleteConflict('Cannot delete entity, must detach all policies first.');
    }
    this.#sources.remember('roles', role.Arn, undefined);
    this.#byName.delete(role.RoleName.toLowerCase());
  }

  #save(role: Role): Role {
    this.#sources.remember('roles', role.Arn, role);
    this.#byName.set(role.RoleName.toLowerCase(), role);
    return role;
  }

  #bounded(arn: string): Pick<Role, 'PermissionsBoundary'> {
    if (!arn.startsWith('arn:')) throw invalidInput(`ARN ${arn} is not valid.`);
    if (!this.#policies.has(arn)) {
      throw noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`);
    }
    return { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn } };
  }
}
