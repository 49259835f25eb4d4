import { globOf, matches } from '../../wildcard.ts';
import { passRole } from './escalation.ts';
import type { Grant, Grants } from './grants.ts';
import { indexOf } from './known-actions.ts';
import { narrows } from './narrowing.ts';
import type { Statement } from './statement.ts';

const passRoleIndex = indexOf(passRole);
const passRoleAction = { service: 'iam', verb: 'passrole' };

/** A statement that lets roles be passed. */
export interface Passing {
  grant: Grant;
  /** Whether it lets a role be passed to this service principal, which stands without `.amazonaws.com`. */
  reaches(principal: string): boolean;
}

/** Where a document allows `iam:PassRole`, and to which services. */
export class PassedRoles {
  readonly all: readonly Passing[];
  readonly #known = new Map<string, Grant | undefined>();

  constructor(grants: Grants) {
    this.all = grants.allowing(passRoleIndex).map((allowance) => ({
      grant: grants.grantOf(allowance, passRoleAction, passRoleIndex),
      reaches: reachOf(allowance.statement),
    }));
  }

  /** The widest grant that passes a role to one of these services. */
  to(services: readonly string[]): Grant | undefined {
    const key = services.join();
    if (!this.#known.has(key)) this.#known.set(key, this.#widest(services));
    return this.#known.get(key);
  }

  #widest(wanted: readonly string[]): Grant | undefined {
    let widest: Grant | undefined;
    for (const { grant, reaches } of this.all)
      if (wanted.some(reaches) && !(widest && widest.levels <= grant.levels)) widest = grant;
    return widest;
  }
}

function reachOf({ tests }: Statement): Passing['reaches'] {
  const test = tests.find((one) => one.key === 'iam:passedtoservice' && narrows(one));
  if (test === undefined) return () => true;
  const globs = test.values.map((value) => globOf(value.toLowerCase().replace(/\.cn$/, '')));
  return (principal) => globs.some((glob) => matches(glob, `${principal}.amazonaws.com`));
}
