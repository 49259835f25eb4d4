import * as z from 'zod';
import { account, region } from '../doubles/double.ts';
import { physicalId, type Resource, resourceAttribute } from './identifiers.ts';

/** Something in the template that the local stack needs and cannot make sense of. */
export class UnsupportedTemplate extends Error {
  override readonly name = 'UnsupportedTemplate';
}

/** What intrinsic functions may refer to: the template's resources by logical id, and its parameters. */
export interface Scope {
  resources: ReadonlyMap<string, Resource>;
  parameters: ReadonlyMap<string, unknown>;
}

const pseudoParameters: ReadonlyMap<string, unknown> = new Map([
  ['AWS::AccountId', account],
  ['AWS::Region', region],
  ['AWS::Partition', 'aws'],
  ['AWS::URLSuffix', 'amazonaws.com'],
  ['AWS::StackName', 'Countersign'],
  ['AWS::StackId', `arn:aws:cloudformation:${region}:${account}:stack/Countersign/local`],
]);

const joinArguments = z.tuple([z.string(), z.array(z.unknown())]);
const attributeArguments = z.union([
  z.tuple([z.string(), z.string()]),
  z.string().transform((text) => splitAtDot(text)),
]);
const substitutions = z.union([z.string(), z.tuple([z.string(), z.record(z.string(), z.unknown())])]);
const selectArguments = z.tuple([z.coerce.number().int(), z.unknown()]);
const splitArguments = z.tuple([z.string(), z.unknown()]);

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/** CloudFormation's functions as far as CDK writes them for this stack (Fn::If and imports are not among them). */
const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => reference(z.string().parse(argument), scope),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId, attribute] = attributeArguments.parse(argument);
    return resolve(resourceAttribute(resourceOf(logicalId, scope), attribute), scope);
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = joinArguments.parse(argument);
    return parts.map((part) => resolveText(part, scope)).join(separator);
  },
  'Fn::Sub': (argument, scope) => substitute(substitutions.parse(argument), scope),
  'Fn::Select': (argument, scope) => {
    const [index, list] = selectArguments.parse(argument);
    return z.array(z.unknown()).parse(resolve(list, scope))[index];
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = splitArguments.parse(argument);
    return resolveText(text, scope).split(separator);
  },
};

/** Replaces every intrinsic function in a template value; throws `UnsupportedTemplate` for one it does not know. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => resolve(item, scope));
  if (typeof value !== 'object' || value === null) return value;
  const entries: [string, unknown][] = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined && isIntrinsic(only[0])) return apply(only, scope);
  return Object.fromEntries(entries.map(([key, item]) => [key, resolve(item, scope)]));
}

function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

function apply([name, argument]: [string, unknown], scope: Scope): unknown {
  const intrinsic = intrinsics[name];
  if (intrinsic === undefined) throw new UnsupportedTemplate(`The local stack does not know ${name}.`);
  return intrinsic(argument, scope);
}

function resolveText(value: unknown, scope: Scope): string {
  return z.coerce.string().parse(resolve(value, scope));
}

function substitute(argument: z.output<typeof substitutions>, scope: Scope): string {
  const [text, variables] = typeof argument === 'string' ? [argument, {}] : argument;
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_, escaped: string, name: string) => {
    if (escaped) return `\${${name}}`;
    if (Object.hasOwn(variables, name)) return resolveText(variables[name], scope);
    return resolveText(name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name }, scope);
  });
}

function reference(name: string, scope: Scope): unknown {
  if (pseudoParameters.has(name)) return pseudoParameters.get(name);
  if (scope.parameters.has(name)) return scope.parameters.get(name);
  return resolve(physicalId(resourceOf(name, scope)), scope);
}

function resourceOf(logicalId: string, { resources }: Scope): Resource {
  const found = resources.get(logicalId);
  if (found === undefined) {
    throw new UnsupportedTemplate(`The template refers to ${logicalId}, which it does not declare.`);
  }
  return found;
}

function splitAtDot(text: string): [string, string] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)];
}
