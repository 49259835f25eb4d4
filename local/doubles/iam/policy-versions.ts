import { checkManagedPolicy } from './documents.ts';
import { deleteConflict, limitExceeded, noSuchEntity } from './errors.ts';
import type { Policy, PolicyVersion } from './state.ts';

/** IAM User Guide, "IAM and STS quotas". */
const maxVersions = 5;

/** Every version of a policy, the newest first. */
export function versionsOf(policy: Policy): PolicyVersion[] {
  return [defaultOf(policy), ...policy.OtherVersions].sort(
    (one, other) => numberOf(other.VersionId) - numberOf(one.VersionId),
  );
}

/** Throws `NoSuchEntity` for a version that there is not. */
export function versionOf(policy: Policy, versionId: string): PolicyVersion {
  const found = versionsOf(policy).find(({ VersionId }) => VersionId === versionId);
  if (found) return found;
  throw noSuchEntity(`Policy ${policy.Arn} version ${versionId} does not exist or is not attachable.`);
}

/** The policy with one version more. */
export function withVersion(
  policy: Policy,
  { document, isDefault, at }: { document: string; isDefault: boolean; at: string },
): Policy {
  checkManagedPolicy(document);
  if (policy.OtherVersions.length + 1 >= maxVersions) {
    throw limitExceeded(
      `A managed policy can have up to ${maxVersions} versions. Before you create a new version, you must delete an existing version.`,
    );
  }
  const LatestVersion = policy.LatestVersion + 1;
  const added = { VersionId: `v${LatestVersion}`, PolicyDocument: document, CreateDate: at };
  const extended = {
    ...policy,
    LatestVersion,
    UpdateDate: at,
    OtherVersions: [...policy.OtherVersions, added],
  };
  return isDefault ? withDefault(extended, added.VersionId) : extended;
}

/** The policy with another version in force. */
export function withDefault(policy: Policy, versionId: string): Policy {
  const { VersionId, PolicyDocument, CreateDate } = versionOf(policy, versionId);
  const others = versionsOf(policy).filter((version) => version.VersionId !== VersionId);
  return {
    ...policy,
    PolicyDocument,
    DefaultVersionId: VersionId,
    DefaultVersionDate: CreateDate,
    OtherVersions: others,
  };
}

/** The policy without a version; the one in force cannot go. */
export function withoutVersion(policy: Policy, versionId: string): Policy {
  const { VersionId } = versionOf(policy, versionId);
  if (VersionId === policy.DefaultVersionId) {
    throw deleteConflict('Cannot delete the default version of a policy.');
  }
  return { ...policy, OtherVersions: policy.OtherVersions.filter((other) => other.VersionId !== VersionId) };
}

function defaultOf({
  DefaultVersionId: VersionId,
  PolicyDocument,
  CreateDate,
  DefaultVersionDate = CreateDate,
}: Policy): PolicyVersion {
  return { VersionId, PolicyDocument, CreateDate: DefaultVersionDate };
}

function numberOf(versionId: string): number {
  return Number(versionId.slice(1));
}
