import * as z from 'zod';
import { ModelledError } from '../../local/doubles/modelled-error.ts';

const object = z.record(z.string(), z.unknown());
const profiles = z.looseObject({ profiles: z.array(z.looseObject({ profileArn: z.string() })) });

/** Reads of one resource, and what they answer while it does not show. */
const reads: Readonly<Record<string, { name: string; status: number }>> = {
  GetRole: { name: 'NoSuchEntity', status: 404 },
  GetPolicy: { name: 'NoSuchEntity', status: 404 },
  GetPermission: { name: 'UnknownResourceException', status: 400 },
  GetProfile: { name: 'ResourceNotFoundException', status: 404 },
};

/** Lets what was created show only some time later, as IAM documents it of itself. */
export class Visibility {
  readonly #now: () => number;
  readonly #milliseconds: number;
  readonly #shownFrom = new Map<string, number>();

  constructor(now: () => number, milliseconds: number) {
    this.#now = now;
    this.#milliseconds = milliseconds;
  }

  /** What a read answers, or throws, instead of the truth; remembers what is created. */
  apply(operation: string, output: unknown): unknown {
    if (this.#milliseconds === 0) return output;
    if (operation.startsWith('Create')) this.#created(arnIn(output));
    const missing = reads[operation];
    if (missing && this.#isHidden(arnIn(output)))
      throw new ModelledError(missing.name, missing.status, 'Not there yet');
    if (operation !== 'ListProfiles') return output;
    const listed = profiles.parse(output);
    return { ...listed, profiles: listed.profiles.filter(({ profileArn }) => !this.#isHidden(profileArn)) };
  }

  /** An ARN that was answered before belongs to something that is there already. */
  #created(arn: string): void {
    if (!this.#shownFrom.has(arn)) this.#shownFrom.set(arn, this.#now() + this.#milliseconds);
  }

  #isHidden(arn: string): boolean {
    return (this.#shownFrom.get(arn) ?? 0) > this.#now();
  }
}

/** The ARN of the one resource in an answer: each service has its own name for it. */
export function arnIn(output: unknown): string {
  const [resource] = Object.values(object.parse(output));
  const { Arn, arn, profileArn } = object.parse(resource);
  return String(Arn ?? arn ?? profileArn);
}
