import type { PolicyKind } from '../kind.ts';
import { type KnownAction, knownActions, knownActionsOf } from './known-actions.ts';
import { ResourceScope, type Scope } from './scope.ts';
import { type Element, isEverything, type Statement } from './statement.ts';

/** An action that a statement allows, and how far that falls short of allowing it for everything. */
export interface Grant {
  pointer: string;
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
}

const scopeLevels = { all: 0, some: 1, none: 3 } satisfies Record<Scope, number>;

/** What a document allows, as far as any rule asks. */
export class Grants {
  readonly allowances: readonly Allowance[];
  readonly #denials: readonly Element[];
  readonly #denied: Uint8Array;
  readonly #baseline: number;

  constructor(kind: PolicyKind, statements: readonly Statement[], account: string) {
    this.#denials = statements.flatMap((statement) => absoluteDenial(statement) ?? []);
    this.#denied = new Uint8Array(knownActions.length);
    for (const element of this.#denials)
      for (const [index, entry] of entriesOf(element).entries()) if (entry > 0) this.#denied[index] = 1;
    this.#baseline = kind === 'session' ? 1 : 0;
    const missing = kind === 'ram' ? 'some' : 'all';
    this.allowances = statements
      .filter(({ allows }) => allows)
      .map((statement) => ({
        statement,
        scope: new ResourceScope(statement.resources, account, missing),
        entries: entriesOf(statement.actions),
      }));
  }

  /** Every statement that allows a known action, unless an unconditional Deny on all resources takes it away. */
  *of(index: number): Generator<{ allowance: Allowance; grant: Grant }> {
    const action = knownActions[index];
    if (action === undefined || this.#denied[index] === 1) return;
    for (const allowance of this.allowances) {
      const entry = allowance.entries[index] ?? 0;
      if (entry > 0) yield { allowance, grant: this.grant(allowance, action, entry - 1) };
    }
  }

  /** The widest grant of a known action, the first one among equals. */
  widest(index: number): Grant | undefined {
    let widest: Grant | undefined;
    for (const { grant } of this.of(index)) {
      if (widest === undefined || grant.levels < widest.levels) widest = grant;
      if (widest.levels === this.#baseline) break;
    }
    return widest;
  }

  /** How a statement grants an action that its entry at this position names. */
  grant(allowance: Allowance, action: Pick<KnownAction, 'service' | 'verb'>, position: number): Grant {
    const { statement, scope } = allowance;
    const reach = scope.of(action);
    const element = statement.actions;
    const named = element?.excludes ? undefined : element?.entries[position];
    return {
      pointer: named?.pointer ?? element?.pointer ?? statement.pointer,
      levels: this.#baseline + scopeLevels[reach] + (statement.narrowed ? 1 : 0),
      limits: limitsOf(reach, statement.narrowed),
    };
  }

  /** True if an unconditional Deny on all resources takes a whole service away (`*`: all services). */
  denies(service: string): boolean {
    return this.#denials.some(({ excludes, entries }) =>
      excludes
        ? !entries.some(({ text }) => namesSome(text, service))
        : entries.some(({ text }) => namesAll(text, service)),
    );
  }
}

function absoluteDenial({ allows, unconditional, resources, actions }: Statement): Element | undefined {
  if (allows || !unconditional || resources === undefined || resources.excludes) return undefined;
  return resources.entries.some(({ text }) => isEverything(text)) ? actions : undefined;
}

function entriesOf(element: Element | undefined): Uint32Array {
  const entries = new Uint32Array(knownActions.length);
  if (element === undefined) return entries;
  for (const [position, { text }] of element.entries.entries())
    for (const { index } of knownActionsOf(text)) if (entries[index] === 0) entries[index] = position + 1;
  return element.excludes ? entries.map((entry) => (entry === 0 ? 1 : 0)) : entries;
}

function namesAll(pattern: string, service: string): boolean {
  const [vendor = '', name = isEverything(vendor) ? '*' : ''] = pattern.toLowerCase().split(':');
  return (isEverything(vendor) || vendor === service) && isEverything(name);
}

function namesSome(pattern: string, service: string): boolean {
  const vendor = pattern.toLowerCase().split(':', 1)[0] ?? '';
  return isEverything(vendor) || service === '*' || vendor === service;
}

function limitsOf(scope: Scope, narrowed: boolean): string {
  const reasons = [
    ...(scope === 'some' ? ['for some resources only'] : []),
    ...(scope === 'none' ? ['though for hardly any resource that matters'] : []),
    ...(narrowed ? ['under a condition'] : []),
  ];
  return reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;
}
