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

export const knownActions: readonly KnownAction[] = [
  ...new Set([
    passRole,
    ...escalationPaths.flatMap(({ actions }) => actions),
    ...riskLists.flatMap((list) => [...list.severities.keys()]),
    ...Object.values(ownResourceActions).flatMap((actions) => actions.split(' ')),
  ]),
].map((name, index) => {
  const [service = '', verb = ''] = name.toLowerCase().split(':');
  return { index, name, service, verb };
});

const byName = new Map(knownActions.map((action) => [`${action.service}:${action.verb}`, action]));
const byService = Map.groupBy(knownActions, ({ service }) => service);

/** The place of an action in `knownActions`; throws for a name that is not among them. */
export function indexOf(name: string): number {
  const action = byName.get(name.toLowerCase());
  if (action === undefined) throw new RangeError(`No rule asks about ${name}.`);
  return action.index;
}

/**
 * The known actions that an action pattern stands for, of those for which `wanted` holds. Case does not matter; the
 * service takes only `*` alone.
 */
export function knownActionsOf(
  pattern: string,
  wanted: (action: KnownAction) => boolean,
): readonly KnownAction[] {
  const folded = pattern.toLowerCase();
  const colon = folded.indexOf(':');
  if (colon < 0) return /^\*+$/.test(folded) ? knownActions.filter(wanted) : [];
  const verb = folded.slice(colon + 1);
  if (!hasWildcard(verb)) {
    const action = byName.get(folded);
    if (action !== undefined) return wanted(action) ? [action] : [];
  }
  const service = folded.slice(0, colon);
  const candidates = (/^\*+$/.test(service) ? knownActions : (byService.get(service) ?? [])).filter(wanted);
  if (candidates.length === 0) return [];
  const glob = globOf(verb);
  return glob.pattern === '*' ? candidates : candidates.filter((action) => matches(glob, action.verb));
}
