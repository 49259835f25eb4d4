import * as z from 'zod';
import type { Json } from '../../json.ts';
import { maxInlineCharacters } from '../../policy/grammar/size.ts';
import { isJsonObject } from '../../policy/json.ts';
import { type FieldProblem, pointerTo } from '../../problem.ts';
import { documentField, readDocumentAt } from '../documents.ts';
import { iamName } from '../iam-fields.ts';
import type { PlanContext } from '../request-type.ts';
import { submittedField } from '../submitted.ts';

const field = 'Policies';
const at = `/parameters/${field}`;

/** AWS counts characters alone. More policies than this nobody reads, and each is a call more. */
const maxInlinePolicies = 20;

/** `Policies` of CloudFormation's `AWS::IAM::Role`; `policyNameType` of IAM's model. */
export const inlinePolicies = z
  .array(
    z.strictObject({
      PolicyName: iamName(128).describe('Unique in the role, ignoring case.'),
      PolicyDocument: documentField('What the role may do.'),
    }),
  )
  .max(maxInlinePolicies)
  .describe(`Policies inside the role: ${maxInlineCharacters} characters together, white space aside.`);

/** A policy inside a role, as it is sent. */
export interface InlinePolicy {
  PolicyName: string;
  /** The minified text. */
  PolicyDocument: string;
}

export interface ReadInlinePolicies {
  /** In the order of submission; those with which nothing is wrong. */
  policies: InlinePolicy[];
  problems: FieldProblem[];
}

/**
 * Reads the inline policies among submitted parameters: the grammar of each, the guardrails, what IAM takes of them
 * together. What has another shape is the schema's to report.
 */
export function readInlinePolicies(submitted: unknown, context: PlanContext): ReadInlinePolicies {
  const entries = submittedEntries(submitted);
  const read = entries.map(({ policy, pointer }) => {
    const documentAt = pointerTo(pointer, 'PolicyDocument');
    return readDocumentAt('inline', submittedField(policy, 'PolicyDocument'), documentAt, context);
  });
  const names = entries.map(({ policy }) => submittedField(policy, 'PolicyName'));
  return {
    policies: read.flatMap(({ text }, index) => {
      const name = names[index];
      return text === undefined || typeof name !== 'string'
        ? []
        : [{ PolicyName: name, PolicyDocument: text }];
    }),
    problems: [
      ...duplicateNames(names, entries),
      ...read.flatMap(({ problems }) => problems),
      ...sizeProblems(read.map(({ text }) => text)),
    ],
  };
}

interface Entry {
  policy: Json;
  pointer: string;
}

/** What the schema refuses as too many is not read. */
function submittedEntries(submitted: unknown): Entry[] {
  const list = submittedField(submitted, field);
  if (!Array.isArray(list)) return [];
  return list
    .slice(0, maxInlinePolicies)
    .flatMap((policy: Json, index) =>
      isJsonObject(policy) ? [{ policy, pointer: pointerTo(at, index) }] : [],
    );
}

/** IAM knows names ignoring case; the second policy of a name would replace the first. */
function duplicateNames(names: readonly (Json | undefined)[], entries: readonly Entry[]): FieldProblem[] {
  const folded = names.map((name) => (typeof name === 'string' ? name.toLowerCase() : undefined));
  return entries.flatMap(({ pointer }, index) => {
    const name = folded[index];
    if (name === undefined || folded.indexOf(name) === index) return [];
    const detail =
      'Another policy of this role has this name (upper and lower case count as the same). Choose another.';
    return [{ pointer: pointerTo(pointer, 'PolicyName'), code: 'duplicate', detail }];
  });
}

/** A document that is too long by itself is told where it stands; nothing is known of one that has other problems. */
function sizeProblems(texts: readonly (string | undefined)[]): FieldProblem[] {
  const characters = texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
  const excess = characters - maxInlineCharacters;
  if (excess <= 0) return [];
  const detail = `The inline policies have ${characters} characters together without formatting; IAM accepts ${maxInlineCharacters} a role. Shorten them by ${excess}, or ask for some of it as an iam-policy and attach that.`;
  return [{ pointer: at, code: 'policy-too-large', detail }];
}
