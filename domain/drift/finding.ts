import * as z from 'zod';
import { canonicalJson, sha256 } from '../digest.ts';
import type { JsonObject } from '../json.ts';
import { type Notice, noticeSource, noticeVersion } from '../notices/notice.ts';
import { requestTypeNames } from '../request-types/names.ts';

/** There without an approval; not as approved; approved and gone. */
export const driftKinds = ['unexplained', 'changed', 'deleted'] as const;

/** `detail` of what is published about a resource that is not as the trail says. */
export const driftNoticeSchema = z
  .strictObject({
    version: z.literal(noticeVersion),
    id: z.string().describe('Of the finding. The same notice may come again, with the same id.'),
    kind: z.enum(driftKinds),
    type: z.enum(requestTypeNames),
    arn: z.string(),
    at: z.iso.datetime().describe('When it was found.'),
    requestId: z
      .string()
      .optional()
      .describe(
        'The request that was approved; of something unexplained, what its tag claims: untrusted text.',
      ),
    differences: z.array(z.string()).optional().describe('What is not as approved, by the API’s names.'),
    details: z
      .array(z.string())
      .optional()
      .describe('The same, and which one, where there are several: a policy’s name or ARN, a tag’s key.'),
  })
  .meta({ title: 'Detail of a Countersign event about a resource' });

/** A resource that is not as the trail says. */
export interface DriftFinding
  extends Pick<
    z.infer<typeof driftNoticeSchema>,
    'kind' | 'type' | 'arn' | 'requestId' | 'differences' | 'details'
  > {
  /** What is there instead, as far as it can be read. */
  found?: JsonObject;
  /** When something unexplained came into being: after it was removed, the next of its name is another finding. */
  createdAt?: string;
}

/** Where findings that were told are kept in the audit bucket. */
export const driftPrefix = 'drift/';

/** One key for each finding: the same state found again is the same finding. */
export function driftKey(finding: DriftFinding): string {
  return `${driftPrefix}${idOf(finding)}.json`;
}

/** What is published about a finding. */
export function driftNotice(finding: DriftFinding, at: string): Notice {
  const { kind, type, arn, requestId, differences, details } = finding;
  const detail: z.infer<typeof driftNoticeSchema> = {
    ...{ version: noticeVersion, id: idOf(finding), kind, type, arn, at },
    ...(requestId !== undefined && { requestId }),
    ...(differences && { differences }),
    ...(details && { details }),
  };
  return { source: noticeSource, detailType: 'Drift Detected', at, resources: [arn], detail };
}

function idOf(finding: DriftFinding): string {
  return sha256(canonicalJson(finding));
}

/** A finding in one line, for people. */
export function driftText({
  kind,
  arn,
  requestId,
  differences = [],
  details = differences,
}: DriftFinding): string {
  const request = requestId === undefined ? '' : ` ${requestId}`;
  switch (kind) {
    case 'unexplained':
      return `${arn}: no approval explains it${requestId === undefined ? '' : `; its tag claims request${request}`}`;
    case 'changed':
      return `${arn}: ${details.join(', ')} not as approved in request${request}`;
    case 'deleted':
      return `${arn}: created for request${request}, and gone`;
  }
}
