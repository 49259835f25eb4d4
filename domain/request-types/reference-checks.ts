import type { IAMClient, Policy, Role } from '@aws-sdk/client-iam';
import { decodedDocument, readDocumentText } from '../aws/document-comparison.ts';
import { readPolicy, readPolicyText } from '../aws/managed-policies.ts';
import { readAll } from '../aws/reads-at-once.ts';
import { readRole } from '../aws/roles.ts';
import { TransientFailure } from '../errors.ts';
import type { Finding } from '../finding.ts';
import { statementsOf } from '../policy/analysis/statement.ts';
import { trustStatementOf } from '../policy/analysis/trust-statement.ts';
import { pointerTo } from '../problem.ts';
import type { Check } from './check.ts';
import { policyPins, rolePins } from './pin-reading.ts';

type Iam = Pick<IAMClient, 'send'>;

/** Something that a plan names and that must be there. */
export interface Reference {
  arn: string;
  pointer: string;
}

/** The entries of a list, each with its place. */
export function referencesIn(arns: readonly string[] | undefined, pointer: string): Reference[] {
  return (arns ?? []).map((arn, index) => ({ arn, pointer: pointerTo(pointer, index) }));
}

/** Whether managed policies exist and may be attached; AWS answers "does not exist or is not attachable" to both. */
export async function policyChecks(references: readonly Reference[], iam: Iam): Promise<Check> {
  const checks = await readAll(references, async ({ arn, pointer }): Promise<Check> => {
    const policy = await readPolicy(arn, iam);
    return isAttachable(policy) ? { pins: policyPins(arn, policy) } : noSuchPolicy(arn, pointer);
  });
  return together(checks);
}

/** The same, with what the policies say: the version that is pinned. One that changes in between is read again. */
export async function policyDocumentChecks(references: readonly Reference[], iam: Iam): Promise<Check> {
  const checks = await readAll(references, async ({ arn, pointer }): Promise<Check> => {
    const policy = await readPolicy(arn, iam);
    if (!isAttachable(policy)) return noSuchPolicy(arn, pointer);
    const document = readDocumentText(await readPolicyText(arn, policy.DefaultVersionId, iam));
    if (document === undefined)
      throw new TransientFailure(`Version ${policy.DefaultVersionId} of ${arn} cannot be read`);
    return { pins: policyPins(arn, policy), documents: [{ arn, document }] };
  });
  return together(checks);
}

function isAttachable(policy: Policy | undefined): policy is Policy {
  return policy !== undefined && policy.IsAttachable !== false;
}

function noSuchPolicy(arn: string, pointer: string): Check {
  const message = `${pointer} names ${arn}, which does not exist or cannot be attached.`;
  return { rejections: [{ code: 'no-such-policy', message }] };
}

/**
 * Whether the roles of a profile exist. Whether they let Roles Anywhere in is for the approver to know: AWS takes the
 * profile and refuses only its sessions, and a role may be mended later.
 */
export async function sessionRoleChecks(
  references: readonly Reference[],
  durationSeconds: number,
  iam: Iam,
): Promise<Check> {
  const checks = await readAll(references, async ({ arn, pointer }): Promise<Check> => {
    const role = await readRole(arn, iam);
    if (role !== undefined) {
      const findings = [...trustFindings(role, pointer), ...durationFindings(role, durationSeconds, pointer)];
      return { pins: rolePins(arn, role), findings };
    }
    const message = `${pointer} names ${arn}, which does not exist.`;
    return { rejections: [{ code: 'no-such-role', message }] };
  });
  return together(checks);
}

function together(checks: readonly Check[]): Check {
  return {
    rejections: checks.flatMap(({ rejections = [] }) => rejections),
    findings: checks.flatMap(({ findings = [] }) => findings),
    pins: checks.flatMap(({ pins = [] }) => pins),
    documents: checks.flatMap(({ documents = [] }) => documents),
  };
}

/** What CreateSession needs to be allowed (User Guide of Roles Anywhere, "Trust model"). */
const sessionActions = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];

function trustFindings({ RoleName = '', AssumeRolePolicyDocument }: Role, pointer: string): Finding[] {
  const allowed = allowedToRolesAnywhere(decodedDocument(AssumeRolePolicyDocument));
  const missing = sessionActions.filter((action) => !allowed.has(action));
  if (missing.length === 0) return [];
  const message =
    missing.length === sessionActions.length
      ? `${RoleName} does not trust Roles Anywhere, so that nobody gets a session with it through this profile.`
      : `${RoleName} lets Roles Anywhere in without ${missing.join(' and ')}, so that sessions with it fail.`;
  return [{ code: 'PROFILE_ROLE_NOT_TRUSTING', severity: 'medium', pointer, message }];
}

function allowedToRolesAnywhere(trust: string | undefined): Set<string> {
  const document = readDocumentText(trust);
  if (document === undefined) return new Set();
  const trusting = statementsOf('trust', document, '')
    .filter(({ allows }) => allows)
    .map(trustStatementOf)
    .filter(({ services }) => services.some(({ text }) => text === 'rolesanywhere.amazonaws.com'));
  return new Set(trusting.flatMap(({ ways }) => [...ways]));
}

/** A session lasts no longer than its role allows; CreateProfile does not compare the two. */
function durationFindings(
  { RoleName = '', MaxSessionDuration }: Role,
  seconds: number,
  pointer: string,
): Finding[] {
  if (MaxSessionDuration === undefined || seconds <= MaxSessionDuration) return [];
  const message = `Sessions of ${seconds} seconds are asked for, and ${RoleName} allows ${MaxSessionDuration}.`;
  return [{ code: 'PROFILE_LONGER_THAN_ROLE', severity: 'low', pointer, message }];
}
