import { GetPolicyCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { digestKey, digestPrefix } from '../../domain/audit/archive-keys.ts';
import { firstDigestDue, isDigestDue } from '../../domain/audit/periods.ts';
import { type Check, CheckFailed, NotDue, nameOf, outputOf } from './check.ts';

const boundaryExists: Check = {
  name: 'Permissions boundary',
  run: async (patient) => {
    const { permissionsBoundary } = patient.configuration.guardrails;
    const PolicyArn =
      permissionsBoundary === 'default' ? outputOf(patient, 'BoundaryArn') : permissionsBoundary;
    await patient.clients.iam.send(new GetPolicyCommand({ PolicyArn })).catch((error: unknown) => {
      throw new CheckFailed(
        `${PolicyArn} cannot be read (${nameOf(error)})`,
        'See "The boundary is missing" in docs/runbook.md: create it again under the same name.',
      );
    });
    return PolicyArn;
  },
};

const keySigns: Check = {
  name: 'Signing key',
  run: async (patient) => {
    const KeyId = outputOf(patient, 'AuditKeyArn');
    const { KeyMetadata } = await patient.clients.kms
      .send(new DescribeKeyCommand({ KeyId }))
      .catch((error: unknown) => {
        throw new CheckFailed(`${KeyId} cannot be read (${nameOf(error)})`, 'Check the key, and its policy.');
      });
    const { KeyState = 'unknown', KeyUsage = 'unknown' } = KeyMetadata ?? {};
    if (KeyState !== 'Enabled' || KeyUsage !== 'SIGN_VERIFY') {
      throw new CheckFailed(
        `it is ${KeyState}, for ${KeyUsage}`,
        'Enable it, or cancel its deletion: without it no digest is signed (docs/runbook.md).',
      );
    }
    return 'enabled, for signatures';
  },
};

/** Digests are named by the start of their hour, and closed ten minutes after its end: up to 130 minutes, and a run. */
const oldestDigestMinutes = 140;

const digestsAreWritten: Check = {
  name: 'Digests',
  run: async (patient) => {
    const since = new Date(patient.now().getTime() - oldestDigestMinutes * 60_000).toISOString();
    const command = new ListObjectsV2Command({
      Bucket: outputOf(patient, 'AuditBucket'),
      Prefix: digestPrefix,
      StartAfter: digestKey(since),
    });
    const { Contents = [] } = await patient.clients.s3.send(command).catch((error: unknown) => {
      throw new CheckFailed(
        `the audit bucket cannot be read (${nameOf(error)})`,
        'Check the bucket, and its policy.',
      );
    });
    const newest = Contents.at(-1)?.Key;
    if (newest === undefined) {
      const { createdAt } = patient;
      const due = createdAt === undefined ? undefined : firstDigestDue(createdAt);
      if (due !== undefined && !isDigestDue(due, patient.now().toISOString())) throw new NotDue(due);
      throw new CheckFailed(
        `none is about the last ${oldestDigestMinutes} minutes`,
        'See "A digest is missing" in docs/runbook.md, and the log of countersign-close-digest.',
      );
    }
    return `the newest is ${newest}`;
  },
};

/** What the account must hold besides the stack's functions. */
export const accountChecks: Check[] = [boundaryExists, keySigns, digestsAreWritten];
