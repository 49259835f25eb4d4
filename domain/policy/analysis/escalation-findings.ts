import type { Finding } from '../../finding.ts';
import { globOf, matches } from '../../wildcard.ts';
import { type EscalationPath, escalationPaths, passRole } from './escalation.ts';
import type { Grant, Grants } from './grants.ts';
import { indexOf } from './known-actions.ts';
import { narrows } from './narrowing.ts';
import { lowered } from './severity.ts';
import type { Statement } from './statement.ts';

const compiledPaths = escalationPaths.map((path) => ({ path, indexes: path.actions.map(indexOf) }));
const passRoleIndex = indexOf(passRole);
const passRoleAction = { service: 'iam', verb: 'passrole' };

/**
 * A finding for each known way to more permissions whose actions the document allows, maybe in different
 * statements. As strong as the most limited of its actions; points at that one's entry.
 */
export function escalationFindings(grants: Grants): Finding[] {
  const passing = new PassRole(grants);
  const widest = new Map<number, Grant | undefined>();
  return compiledPaths.flatMap(({ path, indexes }) => {
    const needed: Grant[] = [];
    for (const index of indexes) {
      if (!widest.has(index)) widest.set(index, grants.widest(index));
      const grant = widest.get(index);
      if (grant === undefined) return [];
      needed.push(grant);
    }
    const pass = path.passesTo === undefined ? undefined : passing.to(path.passesTo);
    if (path.passesTo !== undefined && pass === undefined) return [];
    return [findingOf(path, pass === undefined ? needed : [...needed, pass])];
  });
}

function findingOf({ code, severity, message }: EscalationPath, needed: readonly Grant[]): Finding {
  const most = needed.reduce((one, other) => (other.levels > one.levels ? other : one));
  return {
    code,
    severity: lowered(severity, most.levels),
    pointer: most.pointer,
    message: message.replace(/\.$/, `${most.limits}.`),
  };
}

/** Where the document allows `iam:PassRole`, and to which services. */
class PassRole {
  readonly #grants: readonly { grant: Grant; services: ReadonlySet<string> }[];
  readonly #known = new Map<string, Grant | undefined>();

  constructor(grants: Grants) {
    this.#grants = grants.allowing(passRoleIndex).map((allowance) => ({
      grant: grants.grantOf(allowance, passRoleAction, passRoleIndex),
      services: servicesOf(allowance.statement),
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
    for (const { grant, services } of this.#grants)
      if (wanted.some((service) => services.has(service)) && !(widest && widest.levels <= grant.levels))
        widest = grant;
    return widest;
  }
}

const everyService: ReadonlySet<string> = new Set(escalationPaths.flatMap(({ passesTo }) => passesTo ?? []));

/** Those of the services that any path passes a role to which the statement's conditions do not exclude. */
function servicesOf({ tests }: Statement): ReadonlySet<string> {
  const test = tests.find((one) => one.key === 'iam:passedtoservice' && narrows(one));
  if (test === undefined) return everyService;
  const globs = test.values.map((value) => globOf(value.toLowerCase().replace(/\.cn$/, '')));
  return new Set(
    [...everyService].filter((service) => globs.some((glob) => matches(glob, `${service}.amazonaws.com`))),
  );
}
