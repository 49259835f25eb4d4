import type { FunctionRole } from '../template/roles.ts';
import type { Statement } from '../template/statements.ts';
import { type Access, holdsFor, isAboutAction, isAboutResource, type Rule, rulesOf } from './rules.ts';

export type Verdict = 'allowed' | 'not granted' | 'denied by the role' | 'denied by the resource';

/** An action on a resource that a role is granted, and how often that was made use of. */
export interface Grant extends Rule {
  used: number;
}

type Denial = Rule & { by: Verdict };

/**
 * What a function's role may do. Conditions are not evaluated: one on what is allowed is taken to hold, and a denial
 * under conditions is left out unless they are about the caller's ARN alone. That the conditions are there is asserted
 * on the template (`test/lib/`).
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export class Role {
  readonly arn: string;
  readonly grants: readonly Grant[];
  readonly #denials: readonly Denial[];
  readonly #byAction = new Map<string, { grants: Grant[]; denials: Denial[] }>();

  /** `resourceDenials`: what resources' own policies deny. */
  constructor({ arn, statements }: FunctionRole, resourceDenials: readonly Statement[]) {
    this.arn = arn;
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
    const denied = statements.filter(({ Effect }) => Effect === 'Deny');
    this.grants = allowed.flatMap(rulesOf).map((rule) => ({ ...rule, used: 0 }));
    this.#denials = [
      ...this.#applied(denied).map((rule) => ({ ...rule, by: 'denied by the role' as const })),
      ...this.#applied(resourceDenials).map((rule) => ({ ...rule, by: 'denied by the resource' as const })),
    ];
  }

  /** Judges one access, and counts the grants that allow it. A denial wins over whatever is granted. */
  judge({ action, resource }: Access): Verdict {
    const { grants, denials } = this.#about(action);
    const denial = denials.find((rule) => isAboutResource(rule, resource));
    if (denial !== undefined) return denial.by;
    const used = grants.filter((rule) => isAboutResource(rule, resource));
    for (const grant of used) grant.used += 1;
    return used.length > 0 ? 'allowed' : 'not granted';
  }

  #applied(statements: readonly Statement[]): Rule[] {
    return statements.filter((statement) => holdsFor(statement, this.arn)).flatMap(rulesOf);
  }

  /** Functions use few actions, but these for every call. */
  #about(action: string) {
    const known = this.#byAction.get(action);
    if (known !== undefined) return known;
    const isAbout = (rule: Rule) => isAboutAction(rule, action);
    const found = { grants: this.grants.filter(isAbout), denials: this.#denials.filter(isAbout) };
    this.#byAction.set(action, found);
    return found;
  }
}
