import { nearest } from '../text/nearest.ts';

/** What an action can risk by its name and access level alone. */
export const derivedRisks = ['PERMISSIONS', 'CREDENTIALS', 'DESTRUCTION'] as const;
export type DerivedRisk = (typeof derivedRisks)[number];

/** A service's actions, as AWS spells them. */
export interface CatalogueService {
  readonly actions: readonly string[];
  /** Those that risk something, as far as the reference tells. */
  readonly risks?: { readonly [risk in DerivedRisk]?: readonly string[] | undefined } | undefined;
  /** What puts a role to work that is passed to one of these principals, which stand without `.amazonaws.com`. */
  readonly starters?:
    | { readonly passedTo: readonly string[]; readonly actions: readonly string[] }
    | undefined;
}

/** Every service with its actions: `{ s3: { actions: ['GetObject', …] } }`. */
export interface ServiceCatalogue {
  readonly [service: string]: CatalogueService;
}

/** A catalogue made ready for lookups that ignore case. */
export class PreparedCatalogue {
  readonly #services: ReadonlyMap<string, readonly string[]>;
  readonly #actions = new Map<string, ReadonlyMap<string, string>>();

  constructor(catalogue: ServiceCatalogue) {
    this.#services = new Map(
      Object.entries(catalogue).map(([service, { actions }]) => [service.toLowerCase(), actions]),
    );
  }

  /** The actions of a service, each under its name in lower case; `undefined` for a service nobody knows. */
  actionsOf(service: string): ReadonlyMap<string, string> | undefined {
    const known = this.#actions.get(service);
    if (known !== undefined) return known;
    const names = this.#services.get(service);
    if (names === undefined) return undefined;
    const actions = new Map(names.map((name) => [name.toLowerCase(), name]));
    this.#actions.set(service, actions);
    return actions;
  }

  /** The service whose name is most like this one. */
  nearestService(service: string): string | undefined {
    return nearest(service, this.#services.keys());
  }

  /** The action of a service whose name is most like this one, as AWS spells it. */
  nearestAction(service: string, action: string): string | undefined {
    const actions = this.actionsOf(service);
    const name = actions && nearest(action, actions.keys());
    return name === undefined ? undefined : actions?.get(name);
  }
}

const prepared = new WeakMap<ServiceCatalogue, PreparedCatalogue>();

/** Makes a catalogue ready, once for each object: a warm function keeps what it prepared. */
export function prepareCatalogue(catalogue: ServiceCatalogue): PreparedCatalogue {
  const known = prepared.get(catalogue) ?? new PreparedCatalogue(catalogue);
  prepared.set(catalogue, known);
  return known;
}
