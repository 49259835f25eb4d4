import * as z from 'zod';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'Send the digest of the request, as GET shows it.');
const reason = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .refine((text) => text.isWellFormed(), 'Leave out broken surrogates.');

/** The body of `POST /requests/{id}/decisions`. */
export const decisionSchema = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('approve'), digest, reason: reason.optional() }),
  z.strictObject({ verdict: z.literal('deny'), digest, reason }),
]);
