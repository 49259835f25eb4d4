import type * as z from 'zod';
import { defaultQuotas, type Quotas } from '../../../domain/aws/quotas.ts';
import { type Double, dispatch, forget, type Memory, type Operations, type Sources } from '../double.ts';
import { awsManagedPolicies } from './aws-managed-policies.ts';
import { policyOutput, policyVersionOutput, roleOutput } from './output.ts';
import {
  byPolicy,
  byPolicyVersion,
  byRole,
  createPolicy,
  createRole,
  listPolicies,
  listRoles,
  parse,
} from './parameters.ts';
import { isOfAccount, Policies, type SeedPolicy } from './policies.ts';
import { ReadRate } from './rate.ts';
import { Roles } from './roles.ts';
import { type IamState, iamState, type Role } from './state.ts';

/** The part of IAM that creates and shows roles and managed policies. Names are unique ignoring case and path. */
export class Iam implements Double {
  readonly #roles: Roles;
  readonly #policies: Policies;
  readonly #rate: ReadRate | undefined;
  readonly #operations: Operations = {
    CreateRole: (input) => ({ Role: this.#output(this.#roles.create(parse(createRole, input))) }),
    GetRole: (input) => ({ Role: this.#output(this.#roles.get(parse(byRole, input).RoleName)) }),
    ListRoles: (input) => this.#listRoles(parse(listRoles, input).PathPrefix),
    ListRoleTags: (input) => whole({ Tags: this.#roles.get(parse(byRole, input).RoleName).Tags }),
    CreatePolicy: (input) => ({ Policy: policyOutput(this.#policies.create(parse(createPolicy, input))) }),
    GetPolicy: (input) => ({ Policy: policyOutput(this.#policies.get(parse(byPolicy, input).PolicyArn)) }),
    GetPolicyVersion: (input) => this.#policyVersion(input),
    ListPolicies: (input) => this.#listPolicies(parse(listPolicies, input)),
    ListPolicyTags: (input) => whole({ Tags: this.#policies.get(parse(byPolicy, input).PolicyArn).Tags }),
  };

  /**
   * `policies` exist from the start, besides some of AWS's own; those that are in the state already are not repeated.
   * `limit`: whether reads are throttled. `quotas`: the account's, AWS's defaults unless given.
   */
  constructor({
    policies = [],
    quotas = defaultQuotas,
    state,
    remember = forget,
    limit = true,
    ...sources
  }: Sources &
    Memory & {
      policies?: readonly SeedPolicy[];
      limit?: boolean;
      quotas?: Pick<Quotas, 'trustPolicyLength'>;
    }) {
    const kept = iamState.parse(state ?? {});
    const parts = { ...sources, remember };
    this.#rate = limit ? new ReadRate(sources.clock) : undefined;
    this.#policies = new Policies(parts, [...awsManagedPolicies, ...policies], kept.policies);
    this.#roles = new Roles({ ...parts, quotas }, this.#policies, kept.roles);
  }

  call(operation: string, input: object): object | Promise<object> {
    this.#rate?.take(operation);
    return dispatch(this.#operations, operation, input);
  }

  /** The ARN of the role that has a name, ignoring case; undefined if none has. */
  roleArn(name: string): string | undefined {
    return this.#roles.find(name)?.Arn;
  }

  /** The account's roles and policies as it holds them, oldest first; JSON. */
  snapshot(): IamState {
    return { roles: this.#roles.all(), policies: this.#policies.all().filter(isOfAccount) };
  }

  #output(role: Role): object {
    return roleOutput(role, (id) => this.#roles.byId(id)?.Arn);
  }

  #policyVersion(input: object): object {
    const { PolicyArn, VersionId } = parse(byPolicyVersion, input);
    return { PolicyVersion: policyVersionOutput(this.#policies.getVersion(PolicyArn, VersionId)) };
  }

  #listRoles(prefix: string): object {
    const roles = this.#roles.all().filter(({ Path }) => Path.startsWith(prefix));
    return whole({ Roles: roles.map((role) => this.#output(role)) });
  }

  #listPolicies({ PathPrefix, Scope }: z.output<typeof listPolicies>): object {
    const policies = this.#policies
      .all()
      .filter(({ Path }) => Path.startsWith(PathPrefix))
      .filter((policy) => Scope === 'All' || isOfAccount(policy) === (Scope === 'Local'));
    return whole({ Policies: policies.map(policyOutput) });
  }
}

/** The double does not page. */
function whole<List extends object>(list: List): List & { IsTruncated: boolean } {
  return { ...list, IsTruncated: false };
}
