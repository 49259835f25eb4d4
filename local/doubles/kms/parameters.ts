import { types } from 'node:util';
import * as z from 'zod';
import { ModelledError } from '../modelled-error.ts';
import { parseParameters } from '../parameters.ts';

/** The inputs of KMS's operations, with the lengths of its model (API version 2014-11-01). */
const KeyId = z.string().min(1).max(2048);
/** The only one that is doubled: what digests of the audit trail are signed with. */
export const signingAlgorithm = 'RSASSA_PKCS1_V1_5_SHA_256';
/** Those of an RSA key that signs. */
export const signingAlgorithms = ['PKCS1_V1_5', 'PSS'].flatMap((padding) =>
  ['SHA_256', 'SHA_384', 'SHA_512'].map((hash) => `RSASSA_${padding}_${hash}`),
);
const bytes = (longest: number) =>
  z.custom<Uint8Array>(
    (value) => types.isUint8Array(value) && value.length > 0 && value.length <= longest,
    `Member must have length between 1 and ${longest}`,
  );
const maxMessage = 4096;
const maxSignature = 6144;

export const byKey = z.object({ KeyId });
export const sign = z.object({
  KeyId,
  Message: bytes(maxMessage),
  MessageType: z.enum(['RAW', 'DIGEST']).default('RAW'),
  SigningAlgorithm: z.enum(signingAlgorithms),
});
export const verify = sign.extend({ Signature: bytes(maxSignature) });

/** Parses an input; throws KMS's `ValidationException`. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: object): z.output<Schema> {
  return parseParameters(schema, input, (message) => new ModelledError('ValidationException', 400, message));
}
