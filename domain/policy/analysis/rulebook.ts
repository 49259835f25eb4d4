import type { Severity } from '../../finding.ts';
import { type DerivedRisk, derivedRisks, type ServiceCatalogue } from '../catalogue.ts';
import { escalationPaths } from './escalation.ts';
import { KnownActions, shippedActions } from './known-actions.ts';
import { type RiskCode, riskLists } from './risk-lists.ts';

/** What an action risks by itself if it is granted for everything. */
export interface Risk {
  code: RiskCode;
  severity: Severity;
}

/** What puts a passed role to work: an action, and the principals that the role is passed to for it. */
export interface RoleStarter {
  index: number;
  passedTo: readonly string[];
}

/** Everything that rules ask about: the shipped tables, and what is derived from the reference. */
export interface Rulebook {
  actions: KnownActions;
  /** By an action's place. */
  risks: readonly (readonly Risk[])[];
  starters: readonly RoleStarter[];
}

/** The rulebook for a catalogue, made once for each; without one, the shipped tables alone. */
export function rulebookFor(catalogue: ServiceCatalogue = shippedOnly): Rulebook {
  const known = books.get(catalogue) ?? made(catalogue);
  books.set(catalogue, known);
  return known;
}

const shippedOnly: ServiceCatalogue = {};
const books = new WeakMap<ServiceCatalogue, Rulebook>();

function made(catalogue: ServiceCatalogue): Rulebook {
  const services = Object.entries(catalogue);
  const starting = services.flatMap(([service, { starters }]) =>
    (starters?.actions ?? []).map((name) => ({
      name: `${service}:${name}`,
      passedTo: starters?.passedTo ?? [],
    })),
  );
  const derived = new Map(derivedRisks.map((code) => [code, derivedNames(services, code)]));
  const actions = new KnownActions([
    ...shippedActions.all.map(({ name }) => name),
    ...starting.map(({ name }) => name),
    ...[...derived.values()].flat(),
  ]);
  const risks = actions.all.map((): Risk[] => []);
  const add = (code: RiskCode, severity: Severity, name: string) => {
    const of = risks[actions.indexOf(name)] ?? [];
    if (!of.some((risk) => risk.code === code)) of.push({ code, severity });
  };
  for (const { code, severities } of riskLists)
    for (const [name, severity] of severities) add(code, severity, name);
  for (const [code, names] of derived) for (const name of names) add(code, 'medium', name);
  const starters = starting.map(({ name, passedTo }) => ({ index: actions.indexOf(name), passedTo }));
  return { actions, risks, starters };
}

/** Whom a narrower rule tells about already is not told by the broad one that changes permissions. */
const narrower = new Set(
  [
    ...riskLists.flatMap(({ severities }) => [...severities.keys()]),
    ...escalationPaths.flatMap(({ actions, passesTo }) => (actions.length === 1 && !passesTo ? actions : [])),
  ].map((name) => name.toLowerCase()),
);

function derivedNames(
  services: readonly (readonly [string, ServiceCatalogue[string]])[],
  code: DerivedRisk,
): string[] {
  const names = services.flatMap(([service, { risks }]) =>
    (risks?.[code] ?? []).map((name) => `${service}:${name}`),
  );
  return code === 'PERMISSIONS' ? names.filter((name) => !narrower.has(name.toLowerCase())) : names;
}
