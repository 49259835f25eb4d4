import { pointerTo } from '../../problem.ts';
import { issuerOf } from '../data/shared-issuers.ts';
import { isJsonObject } from '../json.ts';
import { globalPrincipal } from '../service-principal.ts';
import { type ConditionTest, isRestriction } from './condition.ts';
import { names, type Placed, placed, type Statement } from './statement.ts';

/** A trust policy statement with its principals told apart. */
export interface TrustStatement extends Statement {
  aws: Placed[];
  /** By the names that they have everywhere; `written` is what stands in the document. */
  services: (Placed & { written: string })[];
  saml: Placed[];
  oidc: (Placed & { issuer: string })[];
  /** The tests of each condition key, by the key in lower case; those of `restricting` keep others out. */
  testing: ReadonlyMap<string, ConditionTest[]>;
  restricting: ReadonlyMap<string, ConditionTest[]>;
  /** Which of `stsActions` the statement names. */
  ways: ReadonlySet<string>;
}

/** The actions that matter in a trust policy. */
const stsActions = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:TagSession',
  'sts:SetSourceIdentity',
];

/** Reads who a statement is about; a bare `*` principal stands for every AWS principal. */
export function trustStatementOf(statement: Statement): TrustStatement {
  const { principal, actions } = statement;
  const at = pointerTo(statement.pointer, 'Principal');
  const of = (kind: string) => (isJsonObject(principal) ? placed(principal[kind], pointerTo(at, kind)) : []);
  const federated = of('Federated');
  const isSaml = ({ text }: Placed) => text.includes(':saml-provider/');
  return {
    ...statement,
    aws: typeof principal === 'string' ? [{ text: principal, pointer: at }] : of('AWS'),
    services: of('Service').map(({ text, pointer }) => ({
      text: globalPrincipal(text),
      pointer,
      written: text,
    })),
    saml: federated.filter(isSaml),
    oidc: federated.filter((one) => !isSaml(one)).map((one) => ({ ...one, issuer: issuerOf(one.text) })),
    testing: Map.groupBy(statement.tests, ({ key }) => key),
    restricting: Map.groupBy(statement.tests.filter(isRestriction), ({ key }) => key),
    ways: new Set(
      stsActions.filter((action) => actions !== undefined && names(actions, action.toLowerCase())),
    ),
  };
}

/** True if at least one of the keys (in any case) is restricted. */
export function restricts({ restricting }: TrustStatement, ...keys: string[]): boolean {
  return keys.some((key) => restricting.has(key.toLowerCase()));
}

/** The account of an AWS principal: a bare id, or the fifth part of an ARN; `undefined` for anything else. */
export function accountOf(principal: string): string | undefined {
  return /^\d{12}$/.test(principal) ? principal : /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(principal)?.[1];
}
