import type { ServiceCatalogue } from '../catalogue.ts';

/** What the risk of a document depends on besides the document. */
export interface AnalysisContext {
  /** The account the document will live in. */
  account: string;
  /** The partition of the account; without it, services of any partition are known. */
  partition?: string;
  /** Other accounts that may be trusted. */
  trustedAccounts: readonly string[];
  /** Organisations whose accounts a condition may let in. */
  trustedOrganizations?: readonly string[];
  /** Where the document stands in the submitted body. */
  pointer: string;
  /** True for a role that a permissions boundary confines; a policy may be attached anywhere, so it never counts there. */
  permissionsBoundary?: boolean;
  /** The name of the role that a trust policy is for. */
  roleName?: string;
  /** ARN patterns of Countersign's own resources; each names its service. */
  ownResources?: readonly string[];
  /** All services and actions there are, to tell misspelt ones; without it, names are taken as they are. */
  services?: ServiceCatalogue;
}
