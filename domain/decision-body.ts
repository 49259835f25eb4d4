import * as z from 'zod';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'Send the digest of the request, as GET shows it.');
const reason = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .refine((text) => text.isWellFormed(), 'Leave out broken surrogates.');

/** The body of `POST /requests/{id}/decisions`; one schema for both verdicts, so that every problem is told at once. */
export const decisionSchema = z
  .strictObject({
    verdict: z.enum(['approve', 'deny']),
    digest,
    reason: reason.describe('Required for a denial.').optional(),
  })
  .refine((body) => body.verdict !== 'deny' || body.reason !== undefined, {
    path: ['reason'],
    message: 'Say why: the requester will read this.',
    params: { code: 'missing' },
    when: ({ value }) => typeof value === 'object' && value !== null,
  });
