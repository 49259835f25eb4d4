import { splitArn } from '../grammar/arn.ts';
import type { KnownAction } from './known-actions.ts';
import { type Element, isEverything } from './statement.ts';

/** How much of what an action could act on a statement covers. */
export type Scope = 'all' | 'some' | 'none';

interface ParsedArn {
  service: string;
  /** True if region and account leave nothing out. */
  everywhere: boolean;
  name: string;
}

/** Services whose actions act on another service's resources (Service Authorization Reference). */
const resourceServices: Readonly<Record<string, readonly string[] | 'any'>> = {
  sts: ['iam', 'sts'],
  'ec2-instance-connect': ['ec2'],
  ebs: ['ec2'],
  'rds-data': ['rds'],
  'redshift-data': ['redshift', 'redshift-serverless'],
  ssm: 'any',
  backup: 'any',
  wafv2: 'any',
  servicecatalog: 'any',
};

/** Services whose ARNs begin with the resource's own name, not with a type. */
const untyped = ['s3', 'sns', 'sqs', 'execute-api'];

/** What a statement's Resource or NotResource leaves of the resources of each action. */
export class ResourceScope {
  readonly #fixed: Scope | undefined;
  readonly #arns: ParsedArn[] = [];
  readonly #known = new Map<string, Scope>();

  /** `missing` is what to assume where the element is missing or has nothing in it. */
  constructor(resources: Element | undefined, account: string, missing: Scope) {
    const texts = resources?.entries.map(({ text }) => text) ?? [];
    const star = texts.some(isEverything);
    if (resources?.excludes) this.#fixed = star ? 'none' : 'all';
    else if (star) this.#fixed = 'all';
    else if (texts.length === 0) this.#fixed = missing;
    else this.#arns = texts.map((text) => parsed(text, account));
  }

  /** The scope for one action: IAM tells its resource types apart, other services are taken whole. */
  of(action: Pick<KnownAction, 'service' | 'verb'>): Scope {
    if (this.#fixed !== undefined) return this.#fixed;
    const type = action.service === 'iam' ? iamTypeOf(action.verb) : undefined;
    const key = `${action.service}/${type ?? ''}`;
    const scope = this.#known.get(key) ?? this.#widest(action.service, type);
    this.#known.set(key, scope);
    return scope;
  }

  /** True if everything in the account is covered: `*`, or all but what NotResource names. */
  get isEverything(): boolean {
    return this.#fixed === 'all';
  }

  #widest(service: string, type: string | undefined): Scope {
    const services = resourceServices[service] ?? [service];
    let widest: Scope = 'none';
    for (const arn of this.#arns) {
      if (services !== 'any' && !services.includes(arn.service)) continue;
      const scope = scopeOf(arn, type);
      if (scope === 'all') return 'all';
      if (scope === 'some') widest = 'some';
    }
    return widest;
  }
}

function parsed(text: string, account: string): ParsedArn {
  const [prefix, , service = '', region = '*', owner = '*', name = '*'] = splitArn(text);
  const ownAccount = owner === account || /^\$\{aws:PrincipalAccount\}$/i.test(owner);
  return {
    service: prefix === 'arn' ? service.toLowerCase() : '',
    everywhere: /^\**$/.test(region) && (/^\**$/.test(owner) || ownAccount),
    name,
  };
}

/** A user's own resources (`user/${aws:username}`, under any path) are nobody else's: they count as none. */
function scopeOf({ service, everywhere, name }: ParsedArn, type: string | undefined): Scope {
  if (/^(user|mfa)\/([^$]*\/)?\$\{aws:username\}$/i.test(name)) return 'none';
  if (type !== undefined && !isEverything(name) && name.split('/', 1)[0] !== type) return 'none';
  return everywhere && isUnbounded(service, name) ? 'all' : 'some';
}

function isUnbounded(service: string, name: string): boolean {
  if (untyped.includes(service)) return /^\*+(?:\/\*+)?$/.test(name);
  return /^(?:\*|[A-Za-z-]+[/:]\*)(?:[/:](?:\*|[A-Za-z-]+[/:]\*))*$/.test(name);
}

/** The first part of the ARN's name that an IAM action needs, or `undefined` if it takes `*` alone or any. */
function iamTypeOf(verb: string): string | undefined {
  if (verb.includes('group')) return 'group';
  if (verb.includes('role')) return 'role';
  if (/user|accesskey|loginprofile|servicespecific|deactivatemfa/.test(verb)) return 'user';
  if (verb.includes('virtualmfa')) return 'mfa';
  if (verb.endsWith('policyversion')) return 'policy';
  if (verb.includes('saml')) return 'saml-provider';
  return verb.includes('openid') ? 'oidc-provider' : undefined;
}
