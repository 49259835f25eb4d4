import * as z from 'zod';
import { severities } from '../../domain/finding.ts';
import type { Request } from '../../domain/trail/request.ts';

const shownSchema = z.object({
  name: z.string(),
  account: z.string(),
  risk: z.enum(severities).optional(),
});

/** What a list shows of a request besides who asks, for which type, and how it stands. */
export type Shown = z.infer<typeof shownSchema>;

/** What is known of a request; the risk from its validation on. */
export function shownOf(
  request: Pick<Request, 'summary' | 'plan'> & Pick<Partial<Request>, 'validated' | 'rejected'>,
): Shown {
  const { summary, plan, validated, rejected } = request;
  const risk = (validated ?? rejected)?.risk;
  const account = plan[0]?.account ?? '';
  return { name: summary.name, account, ...(risk && { risk }) };
}

/**
 * The value of the row's `updatedAt`: the time and, behind a space, what a list shows, as JSON. The two stand in one
 * attribute because the indexes copy that one: what an index copies is fixed when it is made
 * (docs/decisions/016-one-attribute-carries-what-lists-show.md).
 */
export function packed(updatedAt: string, shown: Shown): string {
  return `${updatedAt} ${JSON.stringify(shown)}`;
}

/** What a row's `updatedAt` holds; in rows that were written before there was more, the time alone. */
export function unpacked(value: string): { updatedAt: string } & Partial<Shown> {
  const [updatedAt = ''] = value.split(' ', 1);
  return { updatedAt, ...shownIn(value.slice(updatedAt.length + 1)) };
}

function shownIn(text: string): Shown | undefined {
  if (text === '') return undefined;
  return shownSchema.parse(JSON.parse(text));
}
