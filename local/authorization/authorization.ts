import { ModelledError } from '../doubles/modelled-error.ts';
import type { AwsCall } from '../doubles/wire/aws-endpoint.ts';
import type { Template } from '../template/template.ts';
import type { AccountView } from './access.ts';
import { AccessRecord, type AccessReport } from './access-record.ts';
import { accountView, type LiveAccount } from './account-view.ts';
import { Role, type Verdict } from './role.ts';
import { needsOf, serviceActions } from './services.ts';

export interface AuthorizationOptions {
  template: Pick<Template, 'roles' | 'resourceDenials' | 'secrets' | 'stateMachines' | 'tables'>;
  /** The function that an access key was given to; undefined for everybody else. */
  holderOf: (accessKeyId: string) => string | undefined;
  account: LiveAccount;
  /** Is told of every refusal, in a line. */
  log?: (line: string) => void;
}

/** Holds every call of a function against the policies of its role, as IAM would, and counts what is asked for. */
export class Authorization {
  readonly #holderOf: AuthorizationOptions['holderOf'];
  readonly #account: AccountView;
  readonly #log: (line: string) => void;
  readonly #functions: ReadonlyMap<string, { role: Role; record: AccessRecord }>;

  /** Throws UnknownCondition, so that nothing runs whose conditions would not be judged as AWS does. */
  constructor({ template, holderOf, account, log = console.error }: AuthorizationOptions) {
    const { roles, resourceDenials } = template;
    this.#holderOf = holderOf;
    this.#account = accountView(template, account);
    this.#log = log;
    this.#functions = new Map(
      roles.map((each) => {
        const role = new Role(each, resourceDenials);
        return [each.functionName, { role, record: new AccessRecord(role.grants) }];
      }),
    );
  }

  /**
   * The error that AWS answers to a function whose role does not allow its call. Undefined if it does, and for callers
   * that are no function.
   */
  refusal(accessKeyId: string, call: AwsCall): ModelledError | undefined {
    const functionName = this.#holderOf(accessKeyId) ?? '';
    const { role, record } = this.#functions.get(functionName) ?? {};
    if (role === undefined || record === undefined) return undefined;
    for (const access of needsOf(call, this.#account)) {
      const verdict = role.judge(access, this.#account);
      record.add(access, verdict);
      if (verdict === 'allowed') continue;
      const message = `${functionName} is not authorized to perform: ${access.action} on resource: ${access.resource} ${reasons[verdict](access.action)}`;
      this.#log(`Refused: ${message}`);
      const { name, httpStatus } = serviceActions[call.service].denial;
      return new ModelledError(name, httpStatus, `User: ${message}`);
    }
    return undefined;
  }

  /**
   * What S3 answers to a function that may not list the bucket instead of saying that an object is not there
   * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html); every other error as it is.
   */
  disguise(accessKeyId: string, { service, operation, input }: AwsCall, error: ModelledError): ModelledError {
    const isRead = service === 's3' && (operation === 'GetObject' || operation === 'HeadObject');
    const { role } = this.#functions.get(this.#holderOf(accessKeyId) ?? '') ?? {};
    if (role === undefined || !isRead || error.name !== 'NoSuchKey') return error;
    const [listing] = needsOf({ service, operation: 'ListObjectsV2', input: bucketOf(input) }, this.#account);
    if (listing === undefined || role.judge(listing, this.#account) === 'allowed') return error;
    const { name, httpStatus } = serviceActions.s3.denial;
    return new ModelledError(name, httpStatus, 'Access Denied');
  }

  /** What each function asked for, and what it is granted and never asked for. */
  report(): AccessReport {
    const reports = [...this.#functions].map(([name, { record }]) => [name, record.report()] as const);
    return Object.fromEntries(reports.sort(([one], [other]) => one.localeCompare(other)));
  }
}

/** Asking for one object is asked of the whole bucket, with no prefix. */
function bucketOf(input: object): object {
  return { Bucket: Reflect.get(input, 'Bucket') };
}

/** As AWS words it (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html). */
const reasons: Record<Exclude<Verdict, 'allowed'>, (action: string) => string> = {
  'not granted': (action) => `because no identity-based policy allows the ${action} action`,
  'denied by the role': () => 'with an explicit deny in an identity-based policy',
  'denied by the resource': () => 'with an explicit deny in a resource-based policy',
};
