import type { Request } from '../../../domain/trail/request.ts';
import { verdictWords } from '../story.ts';

/** A request in one row: what people look for, sort and filter by. All is text; what is not known is empty. */
export interface RequestRow {
  createdAt: string;
  status: string;
  type: string;
  id: string;
  name: string;
  account: string;
  risk: string;
  requester: string;
  requesterName: string;
  decisions: string;
  updatedAt: string;
  resourceArn: string;
  justification: string;
  region: string;
  /** How many approvals count, and how many it takes. */
  counted: string;
  required: string;
  expiresAt: string;
  /** Why it failed or was rejected, as a code. */
  failure: string;
}

/** The columns, in their order. */
export const requestColumns = [
  ...([
    'createdAt',
    'status',
    'type',
    'id',
    'name',
    'account',
    'risk',
    'requester',
    'requesterName',
  ] as const),
  ...(['decisions', 'updatedAt', 'resourceArn', 'justification', 'region', 'counted', 'required'] as const),
  ...(['expiresAt', 'failure'] as const),
] satisfies (keyof RequestRow)[];

/** A request as it stands, as a row. */
export function requestRow(request: Request): RequestRow {
  const { createdAt, status, type, id, summary, plan, requester, decisions, updatedAt, result } = request;
  return {
    ...{ createdAt, status, type, id, name: summary.name, account: plan[0]?.account ?? '' },
    risk: (request.validated ?? request.rejected)?.risk ?? '',
    ...{ requester: requester.id, requesterName: requester.name ?? '' },
    decisions: decisions.map(verdictWords).join('; '),
    ...{ updatedAt, resourceArn: result?.arn ?? '', justification: request.justification },
    ...{
      region: plan[0]?.region ?? '',
      counted: String(request.counted),
      required: String(request.required),
    },
    ...{ expiresAt: request.approval?.expiresAt ?? '', failure: request.failure?.code ?? '' },
  };
}

/** Newest first; of one instant, in the order of their ids. */
export function newestFirst(one: RequestRow, other: RequestRow): number {
  if (one.createdAt !== other.createdAt) return one.createdAt < other.createdAt ? 1 : -1;
  return one.id < other.id ? -1 : 1;
}
