import * as z from 'zod';
import type { AwsDoubles } from '../doubles/aws-doubles.ts';
import type { OpenDouble } from '../doubles/double.ts';
import { ModelledError } from '../doubles/modelled-error.ts';
import { Problem } from './answer.ts';

const input = z.strictObject({
  operation: z.string().regex(/^[A-Z][A-Za-z]{2,63}$/, 'write an operation of AWS, such as AttachRolePolicy'),
  parameters: z.record(z.string(), z.unknown()),
});

/**
 * Does in the account what somebody could do by hand: one operation of IAM, Roles Anywhere or RAM, as an administrator,
 * past faults and limits of requests. Returns what AWS answers. Throws `Problem` 422, with what is wrong, for what AWS refuses
 * and for what is no operation of these doubles.
 */
export async function tamper(
  { iam, rolesanywhere, ram }: Pick<AwsDoubles, 'iam' | 'rolesanywhere' | 'ram'>,
  body: unknown,
): Promise<object> {
  const given = input.safeParse(body);
  if (!given.success) throw new Problem(422, z.prettifyError(given.error));
  const { operation, parameters } = given.data;
  // Two services have a TagResource: the ARN tells which.
  const isOfRam = String(parameters.resourceArn ?? '').startsWith('arn:aws:ram:');
  const doubles = isOfRam ? [ram] : [iam, rolesanywhere, ram];
  const double = doubles.find(({ operations }) => operations.includes(operation));
  if (double === undefined) {
    const known = new Set([iam, rolesanywhere, ram].flatMap(({ operations }) => operations));
    throw new Problem(
      422,
      `There is no operation ${operation} here; there are ${[...known].sort().join(', ')}.`,
    );
  }
  return answerOf(double, operation, withTexts(parameters));
}

async function answerOf(double: OpenDouble, operation: string, parameters: object): Promise<object> {
  try {
    return await double.perform(operation, parameters);
  } catch (error) {
    throw error instanceof ModelledError
      ? new Problem(422, `AWS refuses ${operation}: ${error.name}: ${error.message}`)
      : error;
  }
}

const documents = /(Document|^sessionPolicy|^policyTemplate)$/;

/** Policy documents may be written as objects, which is not what AWS takes. */
function withTexts(parameters: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      documents.test(name) && typeof value === 'object' ? JSON.stringify(value) : value,
    ]),
  );
}
