import { defaultQuotas, type Quotas } from '../../../domain/aws/quotas.ts';
import { dispatch, forget, type Memory, type OpenDouble, type Operations, type Sources } from '../double.ts';
import { awsManagedPolicies } from './aws-managed-policies.ts';
import { InstanceProfiles } from './instance-profiles.ts';
import { pagesOf } from './pages.ts';
import { isOfAccount, Policies, type SeedPolicy } from './policies.ts';
import { policyOperations } from './policy-operations.ts';
import { ReadRate } from './rate.ts';
import { roleOperations } from './role-operations.ts';
import { rolePolicyOperations } from './role-policies.ts';
import { Roles } from './roles.ts';
import { type IamState, iamState } from './state.ts';

/**
 * The part of IAM that makes, shows, changes and deletes roles with their policies, managed policies and instance
 * profiles. Names are unique ignoring case and path.
 */
export class Iam implements OpenDouble {
  readonly #roles: Roles;
  readonly #policies: Policies;
  readonly #instanceProfiles: InstanceProfiles;
  readonly #rate: ReadRate | undefined;
  readonly #operations: Operations;

  /**
   * `policies` exist from the start, besides some of AWS's own; those that are in the state already are not repeated.
   * `limit`: whether reads are throttled. `quotas`: the account's, AWS's defaults unless given. `pageSize`: IAM may answer
   * fewer items than are asked for.
   */
  constructor({
    policies = [],
    quotas = defaultQuotas,
    state,
    remember = forget,
    limit = true,
    pageSize = 1000,
    ...sources
  }: Sources &
    Memory & {
      policies?: readonly SeedPolicy[];
      limit?: boolean;
      quotas?: Pick<Quotas, 'trustPolicyLength' | 'attachedPoliciesPerRole'>;
      pageSize?: number;
    }) {
    const kept = iamState.parse(state ?? {});
    const made = { ...sources, remember };
    this.#rate = limit ? new ReadRate(sources.clock) : undefined;
    this.#policies = new Policies(made, [...awsManagedPolicies, ...policies], kept.policies);
    this.#roles = new Roles({ ...made, quotas }, this.#policies, kept.roles);
    this.#instanceProfiles = new InstanceProfiles(made, this.#roles, kept.instanceProfiles);
    const parts = {
      roles: this.#roles,
      policies: this.#policies,
      instanceProfiles: this.#instanceProfiles,
      pages: pagesOf(pageSize),
      quotas,
    };
    this.#operations = {
      ...roleOperations(parts),
      ...rolePolicyOperations(parts),
      ...policyOperations(parts),
      ...this.#instanceProfiles.operations(parts.pages),
    };
  }

  call(operation: string, input: object): object | Promise<object> {
    this.#rate?.take(operation);
    return this.perform(operation, input);
  }

  get operations(): string[] {
    return Object.keys(this.#operations);
  }

  perform(operation: string, input: object): object | Promise<object> {
    return dispatch(this.#operations, operation, input);
  }

  /** The ARN of the role that has a name, ignoring case; undefined if none has. */
  roleArn(name: string): string | undefined {
    return this.#roles.find(name)?.Arn;
  }

  /** What the account holds, oldest first; JSON. */
  snapshot(): IamState {
    return {
      roles: this.#roles.all(),
      policies: this.#policies.all().filter(isOfAccount),
      instanceProfiles: this.#instanceProfiles.all(),
    };
  }
}
