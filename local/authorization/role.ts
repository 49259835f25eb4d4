import type { FunctionRole } from '../template/roles.ts';
import type { Statement } from '../template/statements.ts';
import type { Access, AccountView } from './access.ts';
import { valuesFor } from './condition-keys.ts';
import { isAboutAction, isAboutResource, type Rule, rulesOf } from './rules.ts';

export type Verdict = 'allowed' | 'not granted' | 'denied by the role' | 'denied by the resource';

/** An action on a resource that a role is granted, and how often that was made use of. */
export interface Grant extends Rule {
  used: number;
}

const untagged = { tagsOf: () => [] };

type Denial = Rule & { by: Verdict };

/**
 * What a function's role may do, by its policies and what resources deny.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export class Role {
  readonly arn: string;
  readonly grants: readonly Grant[];
  readonly #denials: readonly Denial[];
  readonly #byAction = new Map<string, { grants: Grant[]; denials: Denial[] }>();

  /** `resourceDenials`: what resources' own policies deny. Throws UnknownCondition. */
  constructor({ arn, statements }: FunctionRole, resourceDenials: readonly Statement[]) {
    this.arn = arn;
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
    const denied = statements.filter(({ Effect }) => Effect === 'Deny');
    this.grants = allowed.flatMap(rulesOf).map((rule) => ({ ...rule, used: 0 }));
    this.#denials = [
      ...denied.flatMap(rulesOf).map((rule) => ({ ...rule, by: 'denied by the role' as const })),
      ...resourceDenials.flatMap(rulesOf).map((rule) => ({ ...rule, by: 'denied by the resource' as const })),
    ];
  }

  /**
   * Judges one access, and counts the grants that allow it. A denial wins over whatever is granted. Without an account,
   * nothing has tags.
   */
  judge(access: Access, account: Pick<AccountView, 'tagsOf'> = untagged): Verdict {
    const { grants, denials } = this.#about(access.action);
    const valuesOf = valuesFor(access, this.arn, account);
    const applies = (rule: Rule) => isAboutResource(rule, access.resource) && rule.holds(valuesOf);
    const denial = denials.find(applies);
    if (denial !== undefined) return denial.by;
    const used = grants.filter(applies);
    for (const grant of used) grant.used += 1;
    return used.length > 0 ? 'allowed' : 'not granted';
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
