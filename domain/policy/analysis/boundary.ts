import { matchesEverything } from '../../wildcard.ts';
import { patternCovers } from '../action-patterns.ts';
import type { JsonObject } from '../json.ts';
import { leavesChange } from './changes.ts';
import { type Allowance, type Ceiling, Grants, scopeLevels } from './grants.ts';
import type { Rulebook } from './rulebook.ts';
import { type Element, isEveryAction, isEverything, type Statement, statementsOf } from './statement.ts';

/** The document of a permissions boundary. What it denies under a condition, or on some resources, it leaves. */
export class Boundary implements Ceiling {
  readonly #grants: Grants;
  readonly #levels = new Map<number, number | undefined>();
  readonly #shielded: readonly string[];

  constructor(document: JsonObject, account: string, rules: Rulebook) {
    const statements = statementsOf('managed', document, '');
    this.#grants = new Grants('managed', statements, account, rules);
    this.#shielded = statements.flatMap(shieldedBy);
  }

  levelsOf(index: number): number | undefined {
    if (!this.#levels.has(index)) this.#levels.set(index, this.#grants.widest(index)?.levels);
    return this.#levels.get(index);
  }

  levelsOfService(service: string): number | undefined {
    if (this.#grants.denies(service)) return undefined;
    const levels = this.#grants.allowances
      .filter(({ statement }) => leavesService(statement.actions, service))
      .map((allowance) => levelsOf(allowance, service));
    return levels.length === 0 ? undefined : Math.min(...levels);
  }

  get isNarrow(): boolean {
    const { allowances } = this.#grants;
    return !allowances.some(
      ({ scope, statement: { actions, narrowed } }) =>
        scope.isEverything && !narrowed && leavesNearlyEverything(actions),
    );
  }

  get isEmpty(): boolean {
    return this.#grants.allowances.length === 0 || this.#grants.denies('*');
  }

  shields(arn: string): boolean {
    return this.#shielded.some((pattern) => patternCovers(pattern, arn));
  }

  leavesChanges(pattern: string): boolean {
    if (this.#grants.takes(pattern)) return false;
    return this.#grants.allowances.some(({ statement }) => leavesChange(statement, pattern));
  }
}

function leavesNearlyEverything(actions: Element | undefined): boolean {
  if (actions === undefined) return false;
  return actions.entries.some(({ text }) => isEveryAction(text)) !== actions.excludes;
}

/** As one entry leaves all of a service, or as NotAction names nothing of it. */
function leavesService(actions: Element | undefined, service: string): boolean {
  const touching = (actions?.entries ?? []).filter(({ text }) => {
    const [vendor = ''] = text.toLowerCase().split(':', 1);
    return isEverything(vendor) || vendor === service;
  });
  if (actions?.excludes) return touching.length === 0;
  return touching.some(({ text }) => isEveryAction(text) || matchesEverything(text.split(':', 2)[1] ?? ''));
}

function levelsOf({ scope, statement }: Allowance, service: string): number {
  return scopeLevels[scope.of({ service, verb: '' })] + (statement.narrowed ? 1 : 0);
}

/** The resources on which a statement denies every action, whatever else holds. */
function shieldedBy({ allows, unconditional, actions, resources }: Statement): string[] {
  if (allows || !unconditional || actions?.excludes !== false || resources?.excludes !== false) return [];
  return actions.entries.some(({ text }) => isEveryAction(text))
    ? resources.entries.map(({ text }) => text)
    : [];
}
