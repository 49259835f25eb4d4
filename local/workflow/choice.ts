import type { ChoiceState, Comparison, Rule } from './definition.ts';
import { StateError } from './errors.ts';
import { at, found, type Scope } from './paths.ts';

/** The state that a Choice leads to. Throws StateError if it leads nowhere. */
export function chosen({ Choices, Default }: ChoiceState, scope: Scope): string {
  const next = Choices.find((rule) => holds(rule, scope))?.Next ?? Default;
  if (next === undefined) throw new StateError('States.NoChoiceMatched', 'No choice matched the input');
  return next;
}

function holds(rule: Rule, scope: Scope): boolean {
  if ('And' in rule) return rule.And.every((each) => holds(each, scope));
  if ('Or' in rule) return rule.Or.some((each) => holds(each, scope));
  if ('Not' in rule) return !holds(rule.Not, scope);
  return compares(rule, scope);
}

/** A value of another type than the one it is compared with is never equal, less or greater. */
function compares({ Variable, ...wanted }: Comparison, scope: Scope): boolean {
  if (wanted.IsPresent !== undefined) return (found(Variable, scope) !== undefined) === wanted.IsPresent;
  const value = at(Variable, scope);
  if (wanted.IsNull !== undefined) return (value === null) === wanted.IsNull;
  if (wanted.StringEquals !== undefined) return value === wanted.StringEquals;
  if (wanted.BooleanEquals !== undefined) return value === wanted.BooleanEquals;
  if (typeof value !== 'number') return false;
  if (wanted.NumericEquals !== undefined) return value === wanted.NumericEquals;
  if (wanted.NumericLessThan !== undefined) return value < wanted.NumericLessThan;
  if (wanted.NumericLessThanEquals !== undefined) return value <= wanted.NumericLessThanEquals;
  if (wanted.NumericGreaterThan !== undefined) return value > wanted.NumericGreaterThan;
  return wanted.NumericGreaterThanEquals !== undefined && value >= wanted.NumericGreaterThanEquals;
}
