import type { Finding } from '../../finding.ts';
import { globOf, hasWildcard, matches } from '../../wildcard.ts';
import type { PreparedCatalogue } from '../catalogue.ts';
import { isEverything, type Placed, type Statement } from './statement.ts';

/** So many misspelt names are shown; somebody who has more has another problem. */
const maxShown = 25;
/** No policy that AWS accepts has room for more actions (6,144 characters). */
const maxActions = 1_024;

/**
 * A finding for each action whose service or name AWS does not know, with the nearest real name. AWS accepts them,
 * and they have no effect; where they were to forbid something, that is worse.
 */
export function unknownNameFindings(
  statements: readonly Statement[],
  catalogue: PreparedCatalogue,
): Finding[] {
  const entries = statements
    .flatMap(({ actions, allows }) =>
      (actions?.entries ?? []).map((entry) => ({ entry, forbids: allows === actions?.excludes })),
    )
    // The graver first: of too many none of them is left out.
    .sort((one, other) => Number(other.forbids) - Number(one.forbids));
  const findings: Finding[] = [];
  for (const { entry, forbids } of entries.slice(0, maxActions)) {
    const unknown = unknownName(entry, catalogue);
    if (unknown === undefined) continue;
    findings.push({ ...unknown, severity: forbids ? 'medium' : 'low', pointer: entry.pointer });
    if (findings.length === maxShown) break;
  }
  return findings;
}

function unknownName(
  { text }: Placed,
  catalogue: PreparedCatalogue,
): Pick<Finding, 'code' | 'message'> | undefined {
  const [vendor = '', verb = ''] = text.toLowerCase().split(':');
  if (isEverything(vendor)) return undefined;
  const actions = catalogue.actionsOf(vendor);
  if (actions === undefined) {
    const service = catalogue.nearestService(vendor);
    const meant = service && `${service}${text.slice(vendor.length)}`;
    return { code: 'UNKNOWN_SERVICE', message: sentence(text, 'AWS knows no service of this name', meant) };
  }
  if (exists(verb, actions)) return undefined;
  const none = hasWildcard(verb) ? 'AWS knows no action like this' : 'AWS knows no action of this name';
  const action = hasWildcard(verb) ? undefined : catalogue.nearestAction(vendor, verb);
  const meant = action && `${text.slice(0, vendor.length)}:${action}`;
  return { code: 'UNKNOWN_ACTION', message: sentence(text, none, meant) };
}

function sentence(text: string, reason: string, meant: string | undefined): string {
  const end = meant === undefined ? `${reason}, so this has no effect.` : `did you mean ${quoted(meant)}?`;
  return `${quoted(text)}: ${end}`;
}

function quoted(name: string): string {
  return `\`${name.length > 80 ? `${name.slice(0, 79)}…` : name}\``;
}

function exists(verb: string, actions: ReadonlyMap<string, string>): boolean {
  if (!hasWildcard(verb)) return actions.has(verb);
  const glob = globOf(verb);
  for (const name of actions.keys()) if (matches(glob, name)) return true;
  return false;
}
