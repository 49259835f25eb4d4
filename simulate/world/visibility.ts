import * as z from 'zod';
import type { OpenDouble } from '../../local/doubles/double.ts';
import { ModelledError } from '../../local/doubles/modelled-error.ts';
import { readsOf } from './changed-reads.ts';

const object = z.record(z.string(), z.unknown());
const profiles = z.looseObject({ profiles: z.array(z.looseObject({ profileArn: z.string() })) });
const ofRole = z.looseObject({ RoleName: z.string() });
const items = z.array(z.unknown()).default([]);
const lists = z.object({ PolicyNames: items, AttachedPolicies: items, InstanceProfiles: items });

/** Reads of one resource, and what they answer while it does not show. */
const reads: Readonly<Record<string, { name: string; status: number }>> = {
  GetRole: { name: 'NoSuchEntity', status: 404 },
  GetPolicy: { name: 'NoSuchEntity', status: 404 },
  GetPermission: { name: 'UnknownResourceException', status: 400 },
  GetProfile: { name: 'ResourceNotFoundException', status: 404 },
};

/** Of these, each success means something new; others answer what was there to the same token. */
const alwaysNew = ['CreateRole', 'CreatePolicy', 'CreateProfile'];

type Outcome = { ok: true; output: unknown } | { ok: false; error: unknown };

/** Lets what was made, changed or deleted show only some time later, as IAM documents it of itself. */
export class Visibility {
  readonly #now: () => number;
  readonly #milliseconds: number;
  readonly #shownFrom = new Map<string, number>();
  /** What reads answered before each change, oldest first, and until when they still do. */
  readonly #before = new Map<string, { until: number; outcome: Outcome }[]>();

  constructor(now: () => number, milliseconds: number) {
    this.#now = now;
    this.#milliseconds = milliseconds;
  }

  /** What an operation answers, or throws, in place of the truth; remembers what it changes. */
  call(double: OpenDouble, operation: string, input: object, perform: () => unknown): unknown {
    if (this.#milliseconds === 0) return perform();
    this.#checkRole(double, operation, input);
    const stale = this.#stale(operation, input);
    if (stale) return answer(stale);
    const changed = readsOf(operation, input).map(
      (read) => [keyOf(read.operation, read.input), outcomeOf(double, read)] as const,
    );
    const output = perform();
    const until = this.#now() + this.#milliseconds;
    for (const [key, outcome] of changed) {
      this.#before.set(key, [...(this.#before.get(key) ?? []), { until, outcome }]);
    }
    return this.#shown(operation, output);
  }

  #shown(operation: string, output: unknown): unknown {
    if (operation.startsWith('Create')) this.#created(operation, arnIn(output));
    const missing = reads[operation];
    if (missing && this.#isHidden(arnIn(output)))
      throw new ModelledError(missing.name, missing.status, 'Not there yet');
    if (operation !== 'ListProfiles') return output;
    const listed = profiles.parse(output);
    return { ...listed, profiles: listed.profiles.filter(({ profileArn }) => !this.#isHidden(profileArn)) };
  }

  /** A role that does not show has no policies to read or to give; one whose policies still show cannot go. */
  #checkRole(double: OpenDouble, operation: string, input: object): void {
    const named = ofRole.safeParse(input);
    if (!named.success || operation === 'CreateRole' || operation === 'GetRole') return;
    const { RoleName } = named.data;
    const role = outcomeOf(double, { operation: 'GetRole', input: { RoleName } });
    if (role.ok && this.#isHidden(arnIn(role.output))) {
      throw new ModelledError('NoSuchEntity', 404, 'Not there yet');
    }
    if (operation !== 'DeleteRole') return;
    const listing = ['ListRolePolicies', 'ListAttachedRolePolicies', 'ListInstanceProfilesForRole'];
    if (listing.some((list) => showsAny(this.#stale(list, { RoleName })))) {
      throw new ModelledError(
        'DeleteConflict',
        409,
        'Cannot delete entity, what it holds is not gone everywhere.',
      );
    }
  }

  #stale(operation: string, input: object): Outcome | undefined {
    const [first] = (this.#before.get(keyOf(operation, input)) ?? []).filter(
      ({ until }) => until > this.#now(),
    );
    return first?.outcome;
  }

  /** An ARN that was answered before belongs to something that is there already. */
  #created(operation: string, arn: string): void {
    if (this.#shownFrom.has(arn) && !alwaysNew.includes(operation)) return;
    this.#shownFrom.set(arn, this.#now() + this.#milliseconds);
  }

  #isHidden(arn: string): boolean {
    return (this.#shownFrom.get(arn) ?? 0) > this.#now();
  }
}

const names = [
  'RoleName',
  'PolicyName',
  'PolicyArn',
  'VersionId',
  'profileId',
  'permissionArn',
  'resourceArn',
];

/** A read, whichever page of it. */
function keyOf(operation: string, input: object): string {
  return [operation, ...names.map((name) => String(Reflect.get(input, name) ?? ''))].join(' ');
}

function outcomeOf(double: OpenDouble, { operation, input }: { operation: string; input: object }): Outcome {
  try {
    return { ok: true, output: double.perform(operation, input) };
  } catch (error) {
    return { ok: false, error };
  }
}

function answer(outcome: Outcome): unknown {
  if (outcome.ok) return outcome.output;
  throw outcome.error;
}

function showsAny(outcome: Outcome | undefined): boolean {
  if (!outcome?.ok) return false;
  return Object.values(lists.parse(outcome.output)).some((listed) => listed.length > 0);
}

/** The ARN of the one resource in an answer: each service has its own name for it. */
export function arnIn(output: unknown): string {
  const [resource] = Object.values(object.parse(output));
  const { Arn, arn, profileArn } = object.parse(resource);
  return String(Arn ?? arn ?? profileArn);
}
