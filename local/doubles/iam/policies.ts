import type * as z from 'zod';
import { account, type Sources } from '../double.ts';
import type { Remember } from '../journal.ts';
import { ModelledError } from '../modelled-error.ts';
import { checkManagedPolicy } from './documents.ts';
import { alreadyExists, noSuchEntity } from './errors.ts';
import type { createPolicy } from './parameters.ts';
import type { Policy } from './state.ts';
import { checkTags } from './tags.ts';
import { uniqueId } from './unique-id.ts';

/** A policy that exists before anybody asks for it: the guardrails' boundary, or one of AWS's own. */
export interface SeedPolicy {
  arn: string;
  document: object;
}

/** The managed policies of the account, and some of AWS's own. */
export class Policies {
  readonly #sources: Sources & { remember: Remember };
  readonly #byArn = new Map<string, Policy>();
  readonly #namesInUse = new Set<string>();

  constructor(
    sources: Sources & { remember: Remember },
    seeds: readonly SeedPolicy[],
    kept: readonly Policy[],
  ) {
    this.#sources = sources;
    const keptArns = new Set(kept.map(({ Arn }) => Arn));
    const missing = seeds.filter(({ arn }) => !keptArns.has(arn)).map((seed) => this.#seeded(seed));
    for (const policy of kept) this.#add(policy);
    for (const policy of missing) this.#save(policy);
  }

  create(input: z.output<typeof createPolicy>): Policy {
    checkTags(input.Tags);
    checkManagedPolicy(input.PolicyDocument);
    if (this.#namesInUse.has(input.PolicyName.toLowerCase())) {
      throw alreadyExists(
        `A policy called ${input.PolicyName} already exists. Duplicate names are not allowed.`,
      );
    }
    const arn = `arn:aws:iam::${account}:policy${input.Path}${input.PolicyName}`;
    return this.#save(this.#complete({ ...input, Arn: arn }));
  }

  has(arn: string): boolean {
    return this.#byArn.has(arn);
  }

  get(arn: string): Policy {
    const policy = this.#byArn.get(arn);
    if (policy === undefined) throw noSuchEntity(`Policy ${arn} was not found.`);
    return policy;
  }

  /** Oldest first. */
  all(): Policy[] {
    return [...this.#byArn.values()];
  }

  change(arn: string, change: (policy: Policy, at: string) => Policy): Policy {
    return this.#save(change(this.#own(arn), this.#sources.clock().toISOString()));
  }

  /** Who holds it, and its versions, are for the caller to know. */
  delete(arn: string): void {
    const policy = this.#own(arn);
    this.#sources.remember('policies', arn, undefined);
    this.#byArn.delete(arn);
    this.#namesInUse.delete(policy.PolicyName.toLowerCase());
  }

  /** Nobody in the account may change one of AWS's own. */
  #own(arn: string): Policy {
    const policy = this.get(arn);
    if (isOfAccount(policy)) return policy;
    throw new ModelledError('AccessDenied', 403, `${arn} belongs to AWS and cannot be changed.`);
  }

  #seeded({ arn, document }: SeedPolicy): Policy {
    const [, path = '/', name = ''] = /:policy(\/|\/.*\/)([^/]+)$/.exec(arn) ?? [];
    const text = JSON.stringify(document);
    return this.#complete({ Arn: arn, PolicyName: name, Path: path, PolicyDocument: text, Tags: [] });
  }

  #complete(
    given: Pick<Policy, 'Arn' | 'PolicyName' | 'Path' | 'PolicyDocument' | 'Tags' | 'Description'>,
  ): Policy {
    const { clock, newId } = this.#sources;
    const now = clock().toISOString();
    return {
      ...given,
      PolicyId: uniqueId('ANPA', newId),
      DefaultVersionId: 'v1',
      OtherVersions: [],
      LatestVersion: 1,
      IsAttachable: true,
      CreateDate: now,
      UpdateDate: now,
    };
  }

  #save(policy: Policy): Policy {
    if (isOfAccount(policy)) this.#sources.remember('policies', policy.Arn, policy);
    return this.#add(policy);
  }

  /** AWS's own policies do not take names from the account. */
  #add(policy: Policy): Policy {
    this.#byArn.set(policy.Arn, policy);
    if (isOfAccount(policy)) this.#namesInUse.add(policy.PolicyName.toLowerCase());
    return policy;
  }
}

/** Whether a policy belongs to the account, not to AWS. */
export function isOfAccount({ Arn }: Policy): boolean {
  return Arn.startsWith(`arn:aws:iam::${account}:`);
}
