import { patternCovers, patternsOverlap } from '../action-patterns.ts';
import { actionsLeft, mark } from './entries.ts';
import type { KnownActions } from './known-actions.ts';
import { type Element, isEverything, type Placed, type Statement } from './statement.ts';

/**
 * What a document's Deny statements take away whatever else it says: those without conditions, on all
 * resources. Any other Deny leaves something, so it hides no finding.
 */
export class Denials {
  readonly #actions: Uint32Array;
  readonly #elements: readonly Element[];
  readonly #services: ReadonlySet<string>;
  /** What each Deny with NotAction leaves alone, by service. */
  readonly #exceptions: readonly ReadonlySet<string>[];
  readonly #known = new Map<string, boolean>();

  constructor(statements: readonly Statement[], known: KnownActions) {
    this.#actions = new Uint32Array(known.all.length);
    const elements = statements.flatMap((statement) => absoluteDenial(statement) ?? []);
    for (const { excludes, entries } of elements)
      if (excludes) for (const { index } of actionsLeft(entries, known)) this.#actions[index] = 1;
      else mark(entries, known, this.#actions);
    this.#elements = elements;
    const including = elements.filter(({ excludes }) => !excludes);
    this.#services = new Set(including.flatMap(({ entries }) => entries.flatMap(wholeService)));
    this.#exceptions = elements
      .filter(({ excludes }) => excludes)
      .map(({ entries }) => new Set(entries.map(vendorOf)));
  }

  /** True if a known action is taken away. */
  ofAction(index: number): boolean {
    return (this.#actions[index] ?? 0) > 0;
  }

  /** True if all that an action pattern stands for is taken away by one statement, so far as that shows. */
  ofPattern(pattern: string): boolean {
    return this.#elements.some(({ entries, excludes }) => {
      if (!excludes) return entries.some(({ text }) => patternCovers(text, pattern));
      return !entries.some(({ text }) => patternsOverlap(text, pattern));
    });
  }

  /** True if a whole service is taken away (`*`: all services). */
  ofService(service: string): boolean {
    const known = this.#known.get(service) ?? this.#denies(service);
    this.#known.set(service, known);
    return known;
  }

  #denies(service: string): boolean {
    if (this.#services.has('*') || this.#services.has(service)) return true;
    return this.#exceptions.some((vendors) =>
      service === '*' ? vendors.size === 0 : !vendors.has('*') && !vendors.has(service),
    );
  }
}

function absoluteDenial({ allows, unconditional, resources, actions }: Statement): Element | undefined {
  if (allows || !unconditional || resources === undefined || resources.excludes) return undefined;
  return resources.entries.some(({ text }) => isEverything(text)) ? actions : undefined;
}

/** The service that a pattern names wholly, `*` for all of them. */
function wholeService({ text }: Placed): string[] {
  const [vendor = '', name = isEverything(vendor) ? '*' : ''] = text.toLowerCase().split(':', 2);
  if (!isEverything(name)) return [];
  return [isEverything(vendor) ? '*' : vendor];
}

/** The service of which a pattern names something, `*` for any of them. */
function vendorOf({ text }: Placed): string {
  const vendor = text.toLowerCase().split(':', 1)[0] ?? '';
  return isEverything(vendor) ? '*' : vendor;
}
