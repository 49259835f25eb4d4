import * as z from 'zod';
import { withoutMisleading } from '../text/misleading-text.ts';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'Send the digest of the request, as GET shows it.');
const sayWhy = 'Say why: the requester will read this.';

/** Why somebody says no, wherever they say it. */
export const reasonSchema = withoutMisleading(z.string()).trim().min(1, sayWhy).max(1000);

/** The body of `POST /requests/{id}/decisions`; one schema for both verdicts, so that every problem is told at once. */
export const decisionSchema = z
  .strictObject({
    verdict: z.enum(['approve', 'deny']),
    digest,
    reason: reasonSchema.describe('Required for a denial.').optional(),
  })
  .refine((body) => body.verdict !== 'deny' || body.reason !== undefined, {
    path: ['reason'],
    message: sayWhy,
    params: { code: 'missing' },
    when: ({ value }) => typeof value === 'object' && value !== null,
  });
