import { CfnResource, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Where an option may be a construct, or text that only the deployment knows. */
interface Place {
  /** The member of the construct that is meant. */
  member: string;
  /** Stands in for such text where options are checked, and in what functions read; of the form that is asked for. */
  standIn: string;
}

const nobody = '000000000000';
const unknown = 'known-at-deployment';
const places: Readonly<Record<string, Place>> = {
  'alarms.topic': { member: 'topicArn', standIn: `arn:aws:sns:us-east-1:${nobody}:${unknown}` },
  eventBus: { member: 'eventBusArn', standIn: `arn:aws:events:us-east-1:${nobody}:event-bus/${unknown}` },
  'guardrails.permissionsBoundary': {
    member: 'managedPolicyArn',
    standIn: `arn:aws:iam::${nobody}:policy/${unknown}`,
  },
  'audit.bucket': { member: 'bucketName', standIn: `bucket-${unknown}` },
  'audit.key': { member: 'keyArn', standIn: `arn:aws:kms:us-east-1:${nobody}:key/${unknown}` },
  'deployment.encryptionKey': {
    member: 'keyArn',
    standIn: `arn:aws:kms:us-east-1:${nobody}:key/00000000-0000-0000-0000-${nobody}`,
  },
  'deployment.webAcl': {
    member: 'attrArn',
    standIn: `arn:aws:wafv2:us-east-1:${nobody}:regional/webacl/${unknown}/0`,
  },
  'deployment.domain.certificate': {
    member: 'certificateArn',
    standIn: `arn:aws:acm:us-east-1:${nobody}:certificate/${unknown}`,
  },
};

/** Options as text alone. */
export interface Plain {
  /** As they can be checked: constructs as what names them, what only the deployment knows as its stand-in. */
  options: unknown;
  /** What each stand-in stands for. */
  tokens: ReadonlyMap<string, string>;
  /** Places of other options that only the deployment knows: functions could not read them. */
  unreadable: readonly string[];
}

/** Takes the constructs and tokens out of the options of a construct in `scope`. */
export function plainOptions(scope: Construct, options: unknown): Plain {
  const tokens = new Map<string, string>();
  const unreadable: string[] = [];
  const plain = (value: unknown, path: string): unknown => {
    const reference = referenceAt(path, value);
    if (reference && !Token.isUnresolved(reference.text)) return reference.text;
    if (reference) {
      const { standIn, text } = reference;
      tokens.set(standIn, path === 'eventBus' ? arnOfBus(scope, text) : text);
      return standIn;
    }
    if (Token.isUnresolved(value)) unreadable.push(path);
    return below(value, path, plain);
  };
  return { options: plain(options, ''), tokens, unreadable };
}

/** What an option that may be a construct names, with what stands in for it; undefined where it names nothing. */
function referenceAt(path: string, value: unknown): { text: string; standIn: string } | undefined {
  const place = places[path];
  const text = place && textOf(value, place.member);
  if (place === undefined || text === undefined) return undefined;
  const isBoundary = path === 'guardrails.permissionsBoundary';
  return { text, standIn: isBoundary ? withPath(place.standIn, value) : place.standIn };
}

/** The same list or object with what is in it made into something else; anything else as it is. */
function below(value: unknown, path: string, made: (value: unknown, path: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each, index) => made(each, `${path}[${index}]`));
  if (!isPlainObject(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, each]) => [name, made(each, path === '' ? name : `${path}.${name}`)]),
  );
}

/** The same value, with what the stand-ins in it stand for. */
export function withTokens<Value>(value: Value, tokens: ReadonlyMap<string, string>): Value {
  return JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === 'string' ? (tokens.get(each) ?? each) : each,
  );
}

function textOf(value: unknown, member: string): string | undefined {
  if (typeof value === 'string') return value;
  const named: unknown =
    typeof value === 'object' && value !== null && member in value ? Reflect.get(value, member) : undefined;
  return typeof named === 'string' ? named : undefined;
}

/** `Ref` of a bus is its name; what else is not known yet is taken for an ARN. */
function arnOfBus(scope: Construct, text: string): string {
  const { length, firstToken: token } = Tokenization.reverseString(text);
  const isName =
    length === 1 &&
    Reference.isReference(token) &&
    token.displayName === 'Ref' &&
    CfnResource.isCfnResource(token.target);
  return isName
    ? Stack.of(scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: text })
    : text;
}

/** The path of a policy is known before its ARN is, and can be wrong. */
function withPath(standIn: string, policy: unknown): string {
  const path = textOf(policy, 'path');
  return path === undefined || typeof policy === 'string' || Token.isUnresolved(path)
    ? standIn
    : standIn.replace(/:policy\/.*/, `:policy${path}${unknown}`);
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
