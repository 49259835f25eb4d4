import { globOf, hasWildcard, matches } from '../../wildcard.ts';
import { ownResourceActions } from '../data/own-resource-actions.ts';
import { escalationPaths, passRole } from './escalation.ts';
import { riskLists } from './risk-lists.ts';

/** An action that some rule asks about. */
export interface KnownAction {
  index: number;
  /** As AWS spells it. */
  name: string;
  service: string;
  /** Without the service, in lower case. */
  verb: string;
}

/** Actions made ready to be found by name or pattern, each with its place. */
export class KnownActions {
  readonly all: readonly KnownAction[];
  readonly #byName: ReadonlyMap<string, KnownAction>;
  readonly #byService: ReadonlyMap<string, readonly KnownAction[]>;

  /** `names` as AWS spells them; the same name again changes nothing. */
  constructor(names: Iterable<string>) {
    this.all = [...new Set(names)].map((name, index) => {
      const [service = '', verb = ''] = name.toLowerCase().split(':');
      return { index, name, service, verb };
    });
    this.#byName = new Map(this.all.map((action) => [`${action.service}:${action.verb}`, action]));
    this.#byService = Map.groupBy(this.all, ({ service }) => service);
  }

  /** The place of an action; throws for a name that is not among them. */
  indexOf(name: string): number {
    const action = this.#byName.get(name.toLowerCase());
    if (action === undefined) throw new RangeError(`No rule asks about ${name}.`);
    return action.index;
  }

  /**
   * The actions that a pattern stands for, of those for which `wanted` holds. Case does not matter; the service takes
   * only `*` alone.
   */
  named(pattern: string, wanted: (action: KnownAction) => boolean): readonly KnownAction[] {
    const folded = pattern.toLowerCase();
    const colon = folded.indexOf(':');
    if (colon < 0) return /^\*+$/.test(folded) ? this.all.filter(wanted) : [];
    const verb = folded.slice(colon + 1);
    const service = folded.slice(0, colon);
    const everyService = /^\*+$/.test(service);
    if (!everyService && !hasWildcard(verb)) {
      const action = this.#byName.get(folded);
      return action !== undefined && wanted(action) ? [action] : [];
    }
    const all = everyService ? this.all : (this.#byService.get(service) ?? []);
    const candidates = all.filter(wanted);
    if (candidates.length === 0) return [];
    const glob = globOf(verb);
    return glob.pattern === '*' ? candidates : candidates.filter((action) => matches(glob, action.verb));
  }
}

/** Those that the shipped tables name. */
export const shippedActions = new KnownActions([
  passRole,
  ...escalationPaths.flatMap(({ actions }) => actions),
  ...riskLists.flatMap((list) => [...list.severities.keys()]),
  ...Object.values(ownResourceActions).flatMap((actions) => actions.split(' ')),
]);

/** The place of an action that the shipped tables name, the same in every rulebook; throws for any other. */
export function indexOf(name: string): number {
  return shippedActions.indexOf(name);
}
