import { type Glob, globOf, matches } from '../../domain/wildcard.ts';
import type { Statement } from '../template/statements.ts';
import type { Access } from './access.ts';
import { isKnownKey } from './condition-keys.ts';
import { type Judge, judgeOf, keysOf, UnknownCondition } from './conditions.ts';

/** One action and one resource of a statement, made ready for asking often. */
export interface Rule extends Access {
  actionGlob: Glob;
  resourceGlob: Glob;
  /** Whether a call meets the statement's conditions. */
  holds: Judge;
}

/** A statement as its pairs of an action and a resource. Throws UnknownCondition. */
export function rulesOf({ Sid, Action, Resource, Condition = {} }: Statement): Rule[] {
  const unknown = keysOf(Condition).find((key) => !isKnownKey(key));
  if (unknown !== undefined) {
    throw new UnknownCondition(
      `The key ${unknown} of statement ${Sid ?? Action.join()} is not known: say in local/authorization what calls have for it.`,
    );
  }
  const holds = judgeOf(Condition);
  return Action.flatMap((action) =>
    Resource.map((resource) => ({
      ...{ action, resource, holds },
      // IAM compares actions ignoring case, resources not.
      ...{ actionGlob: globOf(action.toLowerCase()), resourceGlob: globOf(resource) },
    })),
  );
}

export function isAboutAction({ actionGlob }: Rule, action: string): boolean {
  return matches(actionGlob, action.toLowerCase());
}

export function isAboutResource({ resourceGlob }: Rule, resource: string): boolean {
  return matches(resourceGlob, resource);
}
