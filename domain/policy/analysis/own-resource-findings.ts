import type { Finding } from '../../finding.ts';
import { type Glob, globOf, overlap } from '../../wildcard.ts';
import { ownResourceActions } from '../data/own-resource-actions.ts';
import { filledArn } from '../grammar/arn.ts';
import type { Allowance, Grants } from './grants.ts';
import { indexOf } from './known-actions.ts';
import { lowered } from './severity.ts';
import { isEverything } from './statement.ts';

/** ARNs are at most this long (IAM's `arnType`), so that no longer pattern names one. */
const maxArn = 2_048;

const indexesByService = new Map(
  Object.entries(ownResourceActions).map(([service, actions]) => [service, actions.split(' ').map(indexOf)]),
);

/**
 * A `high` finding for each statement that reaches one of Countersign's own resources, or what deploys them, by name or
 * wildcard, with an action that could do harm there; a condition lowers it. `own` are ARN patterns that name their service.
 */
export function ownResourceFindings(grants: Grants, own: readonly string[]): Finding[] {
  const reachable = own.filter((arn) => !grants.ceiling?.shields(arn));
  const byService = Map.groupBy(reachable, (arn) => arn.split(':', 3)[2] ?? '');
  return [...byService].flatMap(([service, arns]) => {
    const targets = arns.map(partsOf);
    const indexes = indexesByService.get(service) ?? [];
    const acting = new Set(indexes.flatMap((index) => grants.allowing(index)));
    return [...acting].flatMap((allowance) => {
      const pointer = reachedBy(allowance, targets);
      return pointer === undefined ? [] : [findingOf(allowance, pointer)];
    });
  });
}

function findingOf({ statement }: Allowance, pointer: string): Finding {
  const message = "It reaches Countersign's own resources, which decide and record who gets access.";
  return { code: 'OWN_RESOURCES', severity: lowered('high', statement.narrowed ? 1 : 0), pointer, message };
}

/** Where the statement's resources meet one of the patterns; a variable may become anything. */
function reachedBy({ statement, scope }: Allowance, own: readonly Glob[][]): string | undefined {
  const { resources } = statement;
  if (resources === undefined || resources.excludes)
    return scope.isEverything ? (resources?.pointer ?? statement.pointer) : undefined;
  return resources.entries.find(({ text }) => {
    if (isEverything(text)) return true;
    const named = partsOf(text);
    const shortest = named.reduce((sum, part) => sum + part.shortest, 0);
    return shortest <= maxArn && own.some((target) => overlapInParts(named, target));
  })?.pointer;
}

function partsOf(arn: string): Glob[] {
  return filledArn(arn.toLowerCase()).map((part) => globOf(part.replace(/\$\{[^${}]*\}/g, '*')));
}

/** No part of a real ARN but the last has a colon; the last of a short pattern stands for all that follow. */
function overlapInParts(named: readonly Glob[], target: readonly Glob[]): boolean {
  return named.every((part, index) => {
    if (index < named.length - 1) return overlap(part, target[index] ?? part);
    const rest = target.slice(index).map(({ pattern }) => pattern);
    return overlap(part, globOf(rest.join(':')));
  });
}
