import { globOf, matches } from '../../wildcard.ts';
import { idPrefixes, resourceServices, untyped } from '../data/resource-services.ts';
import { splitArn } from '../grammar/arn.ts';
import { type IamTarget, iamTargetOf } from './iam-target.ts';
import type { KnownAction } from './known-actions.ts';
import { type Element, isEverything } from './statement.ts';

/** How much of what an action could act on a statement covers: all, all in a Region, some, or nothing it acts on. */
export type Scope = 'all' | 'region' | 'some' | 'none';

interface ParsedArn {
  service: string;
  /** What region and account leave: everything of ours, one Region, or another account's. */
  reach: 'all' | 'region' | 'some';
  name: string;
}

/** From the widest. */
const widths: readonly Scope[] = ['all', 'region', 'some', 'none'];

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
    const target = iamTargetOf(action);
    const key = `${action.service}/${target?.type ?? ''}/${target?.kind ?? ''}`;
    const scope = this.#known.get(key) ?? this.#widest(action.service, target);
    this.#known.set(key, scope);
    return scope;
  }

  /** True if everything in the account is covered: `*`, or all but what NotResource names. */
  get isEverything(): boolean {
    return this.#fixed === 'all';
  }

  #widest(service: string, target: IamTarget | undefined): Scope {
    const services = resourceServices[service] ?? [service];
    let widest = widths.length - 1;
    for (const arn of this.#arns) {
      if (services !== 'any' && !services.includes(arn.service)) continue;
      widest = Math.min(widest, widths.indexOf(scopeOf(arn, target)));
      if (widest === 0) break;
    }
    return widths[widest] ?? 'none';
  }
}

function parsed(text: string, account: string): ParsedArn {
  const [prefix, , service = '', region = '*', owner = '*', name = '*'] = splitArn(text);
  const anywhere = region === '' || /[*$]/.test(region);
  return {
    service: prefix === 'arn' ? service.toLowerCase() : '',
    reach: mayBe(owner, account) ? (anywhere ? 'all' : 'region') : 'some',
    name,
  };
}

/** Whether the account in an ARN can be this one: it is absent, a pattern that fits, or a variable. */
function mayBe(owner: string, account: string): boolean {
  return owner === '' || owner.includes('$') || matches(globOf(owner), account);
}

/**
 * What an ARN leaves for an action. A user's own resources (`user/${aws:username}`, under any path) count as none for
 * an action that only renews the holder's own credentials, and as all for one that can widen what the holder may do.
 * Nobody but AWS changes a service-linked role (IAM User Guide, "Create a service-linked role"): that is none.
 */
function scopeOf({ service, reach, name }: ParsedArn, target: IamTarget | undefined): Scope {
  if (target !== undefined && service === 'iam') {
    const { type, kind } = target;
    if (kind === 'role-change' && name.startsWith('role/aws-service-role/')) return 'none';
    if (type !== undefined && !isEverything(name) && name.split('/', 1)[0] !== type) return 'none';
    if (isOwnUser(name)) return kind === 'own-credentials' ? 'none' : 'all';
  }
  return isUnbounded(service, name) ? reach : 'some';
}

function isOwnUser(name: string): boolean {
  return /^(user|mfa)\/([^$]*\/)?\$\{aws:username\}$/i.test(name);
}

/** Wildcards that stand for any name, in the normal form of `globOf`. */
const any = '\\?*\\*';
/** A type and then wildcards only, as often as the service nests them: `table/*`, `log-group:*:log-stream:*`, `t*`. */
const typed = `[\\w.-]+[/:](?:(?:app|net|gwy)/)?${any}`;
const everyTyped = new RegExp(`^/?(?:${any}|[\\w.-]*\\*|${typed})(?:[/:](?:${any}|${typed}))*$`);
const everyUntyped = new RegExp(`^${any}(?:[/:](?:${any})?)*$`);

function isUnbounded(service: string, name: string): boolean {
  const { pattern } = globOf(name);
  if (untyped.includes(service)) return everyUntyped.test(pattern);
  const prefix = idPrefixes[service];
  return everyTyped.test(prefix ? pattern.replace(prefix, '$1') : pattern);
}
