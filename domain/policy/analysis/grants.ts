import type { PolicyKind } from '../kind.ts';
import { Denials } from './denials.ts';
import { entriesOf } from './entries.ts';
import type { KnownAction } from './known-actions.ts';
import type { Rulebook } from './rulebook.ts';
import { ResourceScope, type Scope } from './scope.ts';
import type { Statement } from './statement.ts';

/** An action that a statement allows, and how far that falls short of allowing it for everything. */
export interface Grant {
  pointer: string;
  scope: Scope;
  /** Levels by which conditions and resources lower a finding. */
  levels: number;
  /** What lowers it, to be put after the finding's sentence. */
  limits: string;
}

/** A statement that allows something, with the known actions it names. */
export interface Allowance {
  statement: Statement;
  scope: ResourceScope;
  /** For each known action the position plus one of the entry that names it; 0 if none does. */
  entries: Uint32Array;
  /** The places of those that one names. */
  granted: readonly number[];
}

/** What a permissions boundary leaves of what policies allow. */
export interface Ceiling {
  /** By how many levels it lowers findings about a known action; undefined where it takes the action away. */
  levelsOf(index: number): number | undefined;
  /** The same of a whole service, as far as one statement leaves all of it; undefined where none does. */
  levelsOfService(service: string): number | undefined;
  /** True unless it leaves nearly everything: every action but those it names, on all resources. */
  readonly isNarrow: boolean;
  /** True if it leaves nothing at all. */
  readonly isEmpty: boolean;
  /** Whether it takes every action away on all that an ARN pattern stands for. */
  shields(arn: string): boolean;
  /** Whether it leaves something of an action pattern that changes anything. */
  leavesChanges(pattern: string): boolean;
}

type ActionName = Pick<KnownAction, 'service' | 'verb'>;

/** By how many levels each scope lowers a finding. */
export const scopeLevels = { all: 0, region: 1, some: 1, none: 3 } satisfies Record<Scope, number>;
/** Among scopes that lower a finding alike the wider one counts: less than a level. */
const narrowness = { all: 0, region: 0, some: 0.5, none: 0.5 } satisfies Record<Scope, number>;

/** What documents allow together, as far as any rule asks, within what a permissions boundary leaves of it. */
export class Grants {
  readonly kind: PolicyKind;
  readonly rules: Rulebook;
  readonly allowances: readonly Allowance[];
  readonly ceiling: Ceiling | undefined;
  readonly #denials: Denials;
  /** One level for a session policy: it grants nothing by itself, it only leaves what the role may do. */
  readonly #baseline: number;
  #allowed: ReadonlySet<number> | undefined;

  constructor(
    kind: PolicyKind,
    statements: readonly Statement[],
    account: string,
    rules: Rulebook,
    ceiling?: Ceiling,
  ) {
    this.kind = kind;
    this.rules = rules;
    this.ceiling = ceiling;
    this.#denials = new Denials(statements, rules.actions);
    this.#baseline = kind === 'session' ? 1 : 0;
    const missing = kind === 'ram' ? 'some' : 'all';
    this.allowances = statements
      .filter(({ allows }) => allows)
      .map((statement) => ({
        statement,
        scope: new ResourceScope(statement.resources, account, missing),
        ...entriesOf(statement.actions, rules.actions),
      }));
  }

  /** The places of all known actions that something allows and nothing takes away. */
  allowed(): ReadonlySet<number> {
    this.#allowed ??= this.#allowedPlaces();
    return this.#allowed;
  }

  #allowedPlaces(): Set<number> {
    const places = new Set<number>();
    for (const { granted } of this.allowances)
      for (const index of granted) if (!this.#isTaken(index)) places.add(index);
    return places;
  }

  /**
   * The statements that allow a known action, unless an unconditional Deny on all resources or the boundary takes it
   * away.
   */
  allowing(index: number): readonly Allowance[] {
    if (this.#isTaken(index)) return [];
    return this.allowances.filter(({ entries }) => (entries[index] ?? 0) > 0);
  }

  /** The widest grant of a known action, the first one among equals. */
  widest(index: number): Grant | undefined {
    const action = this.rules.actions.all[index];
    if (action === undefined || this.#isTaken(index)) return undefined;
    let widest: Allowance | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    for (const allowance of this.allowances) {
      if (allowance.entries[index] === 0) continue;
      const narrow = this.#levels(allowance, action) + narrowness[allowance.scope.of(action)];
      if (narrow < fewest) [widest, fewest] = [allowance, narrow];
      if (fewest === this.#baseline) break;
    }
    return widest && this.grantOf(widest, action, index);
  }

  /** How a statement grants a known action. */
  grantOf(allowance: Allowance, action: ActionName, index: number): Grant {
    const grant = this.grant(allowance, action, (allowance.entries[index] ?? 1) - 1);
    const capped = this.ceiling?.levelsOf(index) ?? 0;
    if (capped <= grant.levels) return grant;
    return { ...grant, levels: capped, limits: ' (as far as its permissions boundary goes)' };
  }

  /** How a statement grants an action that its entry at this position names. */
  grant(allowance: Allowance, action: ActionName, position: number): Grant {
    const { statement, scope } = allowance;
    const element = statement.actions;
    const reached = scope.of(action);
    const named = element?.excludes ? undefined : element?.entries[position];
    return {
      pointer: named?.pointer ?? element?.pointer ?? statement.pointer,
      scope: reached,
      levels: this.#levels(allowance, action),
      limits: limitsOf(reached, statement.narrowed),
    };
  }

  /** True if an unconditional Deny on all resources takes a whole service away (`*`: all services). */
  denies(service: string): boolean {
    return this.#denials.ofService(service);
  }

  /** True if an unconditional Deny on all resources takes away all that an action pattern stands for. */
  takes(pattern: string): boolean {
    return this.#denials.ofPattern(pattern);
  }

  #isTaken(index: number): boolean {
    if (this.#denials.ofAction(index)) return true;
    return this.ceiling !== undefined && this.ceiling.levelsOf(index) === undefined;
  }

  #levels({ statement, scope }: Allowance, action: ActionName): number {
    return this.#baseline + scopeLevels[scope.of(action)] + (statement.narrowed ? 1 : 0);
  }
}

const limits = {
  all: '',
  region: 'in one Region only',
  some: 'for some resources only',
  none: 'though for hardly any resource that matters',
} satisfies Record<Scope, string>;

function limitsOf(scope: Scope, narrowed: boolean): string {
  const limit = limits[scope];
  if (!narrowed) return limit === '' ? '' : ` (${limit})`;
  return limit === '' ? ' (under a condition)' : ` (${limit}, under a condition)`;
}
