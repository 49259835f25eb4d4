import { type Glob, globOf, matches } from '../../domain/wildcard.ts';
import type { Statement } from '../template/statements.ts';

/** One action on one resource, as somebody asks for it or a policy names it (then with wildcards). */
export interface Access {
  /** Like `iam:CreateRole`. */
  action: string;
  resource: string;
}

/** One action and one resource of a statement, made ready for asking often. */
export interface Rule extends Access {
  actionGlob: Glob;
  resourceGlob: Glob;
}

/** A statement as its pairs of an action and a resource. */
export function rulesOf({ Action, Resource }: Statement): Rule[] {
  return Action.flatMap((action) =>
    Resource.map((resource) => ({
      ...{ action, resource },
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

/**
 * What each operator says about a match; ArnEquals and ArnLike are the same
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
 */
const arnOperators: Readonly<Record<string, boolean>> = {
  ArnEquals: true,
  ArnLike: true,
  ArnNotEquals: false,
  ArnNotLike: false,
};

/** Whether a statement's conditions hold for a caller; undefined if they ask for more than the caller's ARN. */
export function holdsFor({ Condition = {} }: Statement, principalArn: string): boolean | undefined {
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, arns]) => ({ wanted: arnOperators[operator], key, arns })),
  );
  if (conditions.some(({ wanted, key }) => wanted === undefined || key !== 'aws:PrincipalArn'))
    return undefined;
  return conditions.every(
    ({ wanted, arns }) => arns.some((arn) => matches(globOf(arn), principalArn)) === wanted,
  );
}
