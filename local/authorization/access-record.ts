import type { Access } from './access.ts';
import type { Grant, Verdict } from './role.ts';

/** What a function asked for, or was granted and never asked for: then `count` is 0 and `resource` may have wildcards. */
export interface AccessCount extends Access {
  allowed: boolean;
  count: number;
}

/** By function. */
export type AccessReport = Record<string, AccessCount[]>;

/** Counts what one function asks for. */
export class AccessRecord {
  readonly #grants: readonly Grant[];
  readonly #counts = new Map<string, AccessCount>();

  constructor(grants: readonly Grant[]) {
    this.#grants = grants;
  }

  add({ action, resource }: Access, verdict: Verdict): void {
    const allowed = verdict === 'allowed';
    const key = `${allowed} ${action} ${resource}`;
    const counted = this.#counts.get(key);
    if (counted === undefined) this.#counts.set(key, { action, resource, allowed, count: 1 });
    else counted.count += 1;
  }

  /** What was asked for, then what is granted and was not. */
  report(): AccessCount[] {
    const unused = this.#grants.filter(({ used }) => used === 0);
    return [
      ...[...this.#counts.values()].map((counted) => ({ ...counted })),
      ...unused.map(({ action, resource }) => ({ action, resource, allowed: true, count: 0 })),
    ];
  }
}
