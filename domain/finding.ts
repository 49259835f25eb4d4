/** How bad it would be if a request were granted, mildest first. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** Something an approver should know about a request that AWS itself would accept. */
export interface Finding {
  /** A stable name, such as `ESC:iam-create-policy-version` or `TRUST_ANYONE`. */
  code: string;
  severity: Severity;
  /** JSON pointer (RFC 6901) into the submitted body, such as `/parameters/PolicyDocument/Statement/0`. */
  pointer: string;
  /** One plain sentence that somebody who is no IAM expert understands. */
  message: string;
}

/** The highest severity among findings; a request without findings is `low`. */
export function riskOf(findings: readonly Finding[]): Severity {
  return findings.reduce<Severity>(
    (highest, { severity }) =>
      severities.indexOf(severity) > severities.indexOf(highest) ? severity : highest,
    'low',
  );
}
