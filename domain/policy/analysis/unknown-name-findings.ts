import type { Finding } from '../../finding.ts';
import type { PreparedCatalogue } from '../catalogue.ts';
import { globOf, hasWildcard, matches } from './glob.ts';
import { isEverything, type Placed, type Statement } from './statement.ts';

/** So many misspelt names are shown; somebody who has more has another problem. */
const mostShown = 25;

/**
 * A finding for each action whose service or name AWS does not know, with the nearest real name. AWS accepts them,
 * and they have no effect; in a Deny that is worse, since something is allowed that should not be.
 */
export function unknownNameFindings(
  statements: readonly Statement[],
  catalogue: PreparedCatalogue,
): Finding[] {
  const findings: Finding[] = [];
  for (const { actions, allows } of statements)
    for (const entry of actions?.entries ?? []) {
      const unknown = unknownName(entry, catalogue);
      if (unknown === undefined) continue;
      const harmless = allows !== actions?.excludes;
      findings.push({ ...unknown, severity: harmless ? 'low' : 'medium', pointer: entry.pointer });
      if (findings.length === mostShown) return findings;
    }
  return findings;
}

function unknownName(
  { text }: Placed,
  catalogue: PreparedCatalogue,
): Pick<Finding, 'code' | 'message'> | undefined {
  const [vendor = '', verb = ''] = text.toLowerCase().split(':');
  if (isEverything(vendor)) return undefined;
  const quoted = `\`${text.length > 80 ? `${text.slice(0, 79)}…` : text}\``;
  const actions = catalogue.actionsOf(vendor);
  if (actions === undefined) {
    const service = catalogue.nearestService(vendor);
    const advice =
      service === undefined ? noEffect : `did you mean \`${service}:${text.slice(vendor.length + 1, 80)}\`?`;
    return {
      code: 'UNKNOWN_SERVICE',
      message: `${quoted}: AWS has no service of this name${punctuated(advice)}`,
    };
  }
  if (exists(verb, actions)) return undefined;
  if (hasWildcard(verb))
    return {
      code: 'UNKNOWN_ACTION',
      message: `${quoted}: no action of this service matches, so it has no effect.`,
    };
  const action = catalogue.nearestAction(vendor, verb);
  const service = text.slice(0, vendor.length);
  const advice = action === undefined ? `${noEffect}` : `did you mean \`${service}:${action}\`?`;
  return {
    code: 'UNKNOWN_ACTION',
    message: `${quoted}: AWS has no action of this name${punctuated(advice)}`,
  };
}

const noEffect = 'so it has no effect';

function punctuated(advice: string): string {
  return advice === noEffect ? `, ${advice}.` : `; ${advice}`;
}

function exists(verb: string, actions: ReadonlyMap<string, string>): boolean {
  if (!hasWildcard(verb)) return actions.has(verb);
  const glob = globOf(verb);
  for (const name of actions.keys()) if (matches(glob, name)) return true;
  return false;
}
