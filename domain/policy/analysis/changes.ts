import { hasWildcard } from '../../wildcard.ts';
import { patternCovers, patternsOverlap } from '../action-patterns.ts';
import { readingVerbs } from '../data/service-risks.ts';
import type { Allowance, Grants } from './grants.ts';
import type { Statement } from './statement.ts';

/** An action pattern that changes something in AWS. */
export interface Change {
  /** As it is written. */
  action: string;
  /** True if it is allowed on all resources, without a condition. */
  everywhere: boolean;
}

/** What a role's policies let it change, whatever that is: unlike the lists of risks, also what is harmless. */
export function changesIn(grants: Grants): Change[] {
  return grants.allowances.flatMap((allowance) =>
    changingActions(allowance)
      .filter((action) => !grants.takes(action) && (grants.ceiling?.leavesChanges(action) ?? true))
      .map((action) => ({ action, everywhere: isEverywhere(allowance, action) })),
  );
}

/** NotAction leaves all that it does not name, and so more than reading. */
function changingActions({ statement: { actions } }: Allowance): string[] {
  if (actions === undefined) return [];
  return actions.excludes ? ['*'] : actions.entries.map(({ text }) => text).filter(mayChange);
}

/** Whether an action pattern stands for more than reading. */
export function mayChange(pattern: string): boolean {
  const [, verb = '*'] = pattern.toLowerCase().split(':', 2);
  const start = verb.slice(0, hasWildcard(verb) ? verb.search(/[*?]/) : undefined);
  return !readingVerbs.some((reading) => start.startsWith(reading));
}

/** Whether a statement that allows something leaves something of an action pattern that changes anything. */
export function leavesChange({ actions }: Statement, pattern: string): boolean {
  if (actions === undefined) return false;
  const { entries, excludes } = actions;
  if (excludes) return !entries.some(({ text }) => patternCovers(text, pattern));
  return entries.some(({ text }) => mayChange(text) && patternsOverlap(text, pattern));
}

function isEverywhere({ scope, statement }: Allowance, pattern: string): boolean {
  const [service = ''] = pattern.toLowerCase().split(':', 1);
  return scope.of({ service, verb: '' }) === 'all' && !statement.narrowed;
}
