import type { Route } from '../../domain/routes.ts';
import type { CertificateReference, KeyReference } from './references.ts';

/** How the stack is deployed, apart from who may do what. */
export interface DeploymentOptions {
  /**
   * The last part of the API's address. Another name is another address, which Slack has to be told.
   * @default 'prod'
   */
  stageName?: string | undefined;
  /**
   * How long CloudWatch keeps the logs; one of the numbers that it knows. The trail is kept for ever.
   * @default 365
   */
  logRetentionDays?: LogRetentionDays | undefined;
  /**
   * What encrypts tables, logs, secret and queues: keys that AWS owns, or a symmetric key of your own in this region, whose
   * policy has to let the services use it.
   * @default 'aws-owned'
   */
  encryptionKey?: KeyReference | undefined;
  /**
   * AWS WAF before the API: `'off'`, the ARN of a regional web ACL that you have, or one of its own with a limit an address.
   * @default 'off'
   */
  webAcl?: string | WebAclOptions | undefined;
  /**
   * Whose principals may call, if their own policies let them. With anything but `'own-account'`, every role and user that the
   * configuration names must say of which `account`.
   * @default 'own-account'
   */
  callers?: 'own-account' | CallerAccounts | CallerOrganization | undefined;
  /**
   * How much API Gateway lets through to each route.
   * @default { default: { rate: 100, burst: 200 } }
   */
  throttling?: ThrottlingOptions | undefined;
  /**
   * A name of your own for the API. Its outputs then name it; the API's own address goes on working.
   * @default none
   */
  domain?: DomainOptions | undefined;
  /**
   * Where people read a request, `{id}` in place of its id: cards link there.
   * @default no link
   */
  requestUrl?: string | undefined;
  /**
   * How many clicks are worked on at once, kept aside for them: 1 to 1000.
   * @default what the account has left
   */
  webhookConcurrency?: number | undefined;
  /**
   * How many previews are worked on at once, kept aside for them: 1 to 1000. AWS leaves at least 100 to the rest of an account,
   * so that one whose quota is below 102 needs `'shared'`: what the account has left.
   * @default 2
   */
  previewConcurrency?: number | 'shared' | undefined;
  /**
   * On everything that can be tagged, but for the kill switch; keys begin with neither `aws:` nor `countersign:`.
   * @default none
   */
  tags?: Record<string, string> | undefined;
}

/** What CloudWatch Logs knows, in days. */
export type LogRetentionDays =
  | (1 | 3 | 5 | 7 | 14 | 30 | 60 | 90 | 120 | 150 | 180 | 365 | 400 | 545 | 731)
  | (1096 | 1827 | 2192 | 2557 | 2922 | 3288 | 3653);

/** A web ACL of the stack's own, with AWS's managed rules. */
export interface WebAclOptions {
  /** How many requests one address may send in five minutes, 10 or more. */
  requestsPerFiveMinutes: number;
}

/** Principals of other accounts may call. */
export interface CallerAccounts {
  /** Accounts besides our own, 12 digits each. */
  accounts: string[];
}

/** Principals of an organisation may call. */
export interface CallerOrganization {
  /** `o-…`; our own account must be in it. */
  organization: string;
}

/** How much API Gateway lets through. */
export interface ThrottlingOptions {
  /**
   * For each route that `routes` does not name.
   * @default { rate: 100, burst: 200 }
   */
  default?: ThrottleOptions | undefined;
  /**
   * For single routes, such as `'POST /requests'`.
   * @default { 'POST /requests/preview': { rate: 2, burst: 4 } }
   */
  routes?: Partial<Record<Route, ThrottleOptions>> | undefined;
}

/** A rate, and how far it may be exceeded. */
export interface ThrottleOptions {
  /** Requests a second, up to 10,000. */
  rate: number;
  /** How many may come at once, 1 to 5,000. */
  burst: number;
}

/** A name of one's own for the API. */
export interface DomainOptions {
  /** A host name, such as `access.example.com`. */
  name: string;
  /** A certificate in ACM, of the same region and for this name. */
  certificate: CertificateReference;
  /**
   * The hosted zone that gets the record.
   * @default whoever runs the DNS points the name at the output `ApiDomainTarget`
   */
  hostedZone?: HostedZoneOptions | undefined;
}

/** A hosted zone of Route 53. */
export interface HostedZoneOptions {
  /** `Z…` */
  id: string;
  /** Its name, such as `example.com`. */
  name: string;
}
