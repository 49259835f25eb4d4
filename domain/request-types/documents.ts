import * as z from 'zod';
import { readDocumentText } from '../aws/document-comparison.ts';
import { partitionOf } from '../aws/partitions.ts';
import type { Json } from '../json.ts';
import { parsePolicyDocument } from '../policy/document.ts';
import type { JsonObject } from '../policy/json.ts';
import { isJsonObject } from '../policy/json.ts';
import type { PolicyKind } from '../policy/kind.ts';
import type { FieldProblem } from '../problem.ts';
import { documentGuardrailProblems } from './document-guardrails.ts';
import type { PlanContext } from './request-type.ts';
import { submittedField } from './submitted.ts';

/** A policy document as a parameter: a JSON object or its text; `parsePolicyDocument` says the rest. */
export function documentField(description: string) {
  return z
    .union([z.string(), z.looseObject({})], { error: mustBeDocument })
    .describe(`${description} As a JSON object or as its JSON text.`);
}

function mustBeDocument(issue: { input?: unknown }): string {
  if (issue.input === undefined) return 'This field is required.';
  if (issue.input === null)
    return 'Must be a JSON object or its JSON text, not null; leave the field out if it has no value.';
  return 'Must be a JSON object or its JSON text.';
}

export interface ReadDocument {
  /** The minified text to send, if the document was there and nothing is wrong with its grammar. */
  text: string | undefined;
  problems: FieldProblem[];
}

/**
 * Reads a policy document among submitted parameters: its grammar and the guardrails, both at once. A document
 * that is missing or neither object nor text is the schema's to report.
 */
export function readDocument(
  kind: PolicyKind,
  parameters: unknown,
  field: string,
  context: PlanContext,
): ReadDocument {
  return readDocumentAt(kind, submittedField(parameters, field), `/parameters/${field}`, context);
}

/** Reads a policy document that stands at `pointer`, as `readDocument` does. */
export function readDocumentAt(
  kind: PolicyKind,
  submitted: Json | undefined,
  pointer: string,
  context: PlanContext,
): ReadDocument {
  if (typeof submitted !== 'string' && !isJsonObject(submitted)) return { text: undefined, problems: [] };
  const parsed = parsePolicyDocument(kind, submitted, pointer, {
    partition: partitionOf(context.region),
    trustPolicyLength: context.guardrails.quotas.trustPolicyLength,
  });
  // A document that the grammar refuses is still held against the guardrails, so that both are told at once.
  const document = parsed.ok ? parsed.document : documentIn(submitted);
  const guardrails = document ? documentGuardrailProblems(document, pointer, context) : [];
  return {
    text: parsed.ok ? parsed.text : undefined,
    problems: [...(parsed.ok ? [] : parsed.problems), ...guardrails],
  };
}

/** A policy document among submitted parameters, whatever its grammar; `undefined` if it is no object nor the text of one. */
export function submittedDocument(parameters: unknown, field: string): JsonObject | undefined {
  return documentIn(submittedField(parameters, field));
}

function documentIn(submitted: Json | undefined): JsonObject | undefined {
  if (typeof submitted === 'string') return readDocumentText(submitted);
  return isJsonObject(submitted) ? submitted : undefined;
}
