import { partitionPattern as partition, partitions } from '../../aws/partitions.ts';
import { pointerTo } from '../../problem.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import { checkElementNames, checkStrings } from './elements.ts';
import { type ProblemList, quoted } from './problems.ts';
import { checkPartition } from './resource.ts';

const name = '[\\w+=,.@-]{1,64}';
/** A path runs from slash to slash in printable ASCII; wildcards match no part of a principal. */
const path = '(?:[!-)+->@-~]{1,510}/)?';

const awsPrincipal = new RegExp(
  [
    '^(?:\\*',
    '\\d{12}',
    `arn:${partition}:iam::\\d{12}:(?:root|role/${path}${name}|user/${path}${name})`,
    `arn:${partition}:sts::\\d{12}:assumed-role/${name}/[\\w+=,.@-]{2,64}`,
    `arn:${partition}:sts::\\d{12}:federated-user/[\\w+=,.@-]{2,32}`,
    'A(?:ROA|IDA)[A-Z0-9]{12,})$',
  ].join('|'),
);
/** Alexa's have a domain of their own. */
const suffixes = [...new Set(partitions.map(({ dnsSuffix }) => dnsSuffix))].map((suffix) =>
  suffix.replaceAll('.', '\\.'),
);
const servicePrincipal = new RegExp(
  `^(?:[a-z0-9.-]+\\.(?:${suffixes.join('|')})|[a-z0-9-]+\\.amazon\\.com)$`,
);
const samlProvider = new RegExp(`^arn:${partition}:iam::\\d{12}:saml-provider/[\\w.-]{1,128}$`);
const oidcProvider = new RegExp(`^arn:${partition}:iam::\\d{12}:oidc-provider/[A-Za-z0-9._:/%-]+$`);
const domainName = /^(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

const kinds: Record<string, (value: string) => string | undefined> = {
  AWS: faultOfAws,
  Service: (value) =>
    servicePrincipal.test(value)
      ? undefined
      : 'is no service principal; write it like "lambda.amazonaws.com", without wildcards.',
  Federated: (value) =>
    samlProvider.test(value) || oidcProvider.test(value) || domainName.test(value)
      ? undefined
      : 'is no identity provider: use the ARN of a SAML or OIDC provider, or a web identity domain.',
};

/** Reports what CreateRole refuses in the Principal of a trust policy (IAM User Guide, AWS JSON policy elements). */
export function checkPrincipal(
  principal: JsonValue | undefined,
  ownPartition: string | undefined,
  pointer: string,
  problems: ProblemList,
): void {
  if (principal === undefined) {
    problems.add(pointer, 'missing-element', 'A trust policy statement needs a Principal.');
    return;
  }
  if (!isJsonObject(principal)) {
    const detail = 'Principal is an object with AWS, Service or Federated; IAM refuses a bare string here.';
    problems.add(pointer, 'invalid-principal', detail);
    return;
  }
  checkElementNames(principal, Object.keys(kinds), pointer, problems);
  if (Object.keys(principal).length === 0)
    problems.add(pointer, 'invalid-principal', 'Principal names nobody; add AWS, Service or Federated.');
  for (const [kind, faultOf] of Object.entries(kinds)) {
    const value = principal[kind];
    if (value === undefined) continue;
    checkStrings(value, kind, pointerTo(pointer, kind), problems, (text, at) => {
      const fault = faultOf(text);
      if (fault !== undefined) problems.add(at, 'invalid-principal', `${quoted(text)} ${fault}`);
      else checkPartition(text, ownPartition, at, problems);
    });
  }
}

function faultOfAws(value: string): string | undefined {
  if (awsPrincipal.test(value)) return undefined;
  if (value.includes(':group/')) return 'is a group; groups cannot be principals. Name roles or users.';
  if (/[*?]/.test(value)) return 'has a wildcard; a principal is named in full, or is "*" alone.';
  return 'is no principal: use a 12-digit account id, or the ARN of an account root, role, user or session.';
}
