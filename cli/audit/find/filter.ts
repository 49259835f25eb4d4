import type { Actor } from '../../../domain/trail/events.ts';
import type { Request } from '../../../domain/trail/request.ts';

/** Which requests somebody looks for; what is left out does not matter. */
export interface Filter {
  /** An actor's id (an ARN, a Slack user) or name. */
  requester?: string | undefined;
  /** Of one whose decision stands, likewise. */
  approver?: string | undefined;
  resourceArn?: string | undefined;
  type?: string | undefined;
  status?: string | undefined;
  /** When it was submitted, ISO 8601: from this time on, and before that one. */
  from?: string | undefined;
  to?: string | undefined;
}

/** Whether a request is one of those. */
export function matches(request: Request, filter: Filter): boolean {
  const { requester, decisions, result, type, status, createdAt } = request;
  const is = <T>(wanted: T | undefined, found: T | undefined) => wanted === undefined || wanted === found;
  return (
    isCalled(requester, filter.requester) &&
    (filter.approver === undefined ||
      decisions.some(({ approver }) => isCalled(approver, filter.approver))) &&
    is(filter.resourceArn, result?.arn) &&
    is<string>(filter.type, type) &&
    is<string>(filter.status, status) &&
    (filter.from === undefined || createdAt >= filter.from) &&
    (filter.to === undefined || createdAt < filter.to)
  );
}

function isCalled({ id, name }: Actor, wanted: string | undefined): boolean {
  return wanted === undefined || id === wanted || name === wanted;
}
