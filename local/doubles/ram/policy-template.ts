import * as z from 'zod';
import { refusal } from './parameters.ts';

/** One bare statement: no wrapper, no Resource, no Principal (RAM user guide, customer managed permissions). */
const template = z.strictObject({
  Effect: z.enum(['Allow', 'ALLOW']),
  Action: z.union([z.string(), z.array(z.string()).min(1)]),
  Condition: z.record(z.string(), z.unknown()).optional(),
});

/** Throws what CreatePermission answers to a policy template it does not take; the wording is ours, RAM's is unknown. */
export function checkTemplate(text: string): void {
  const parsed = template.safeParse(parseJson(text));
  if (!parsed.success) {
    throw refusal('MalformedPolicyTemplateException', 'The policy template is not one valid statement.');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('MalformedPolicyTemplateException', 'The policy template is not valid JSON.');
  }
}
