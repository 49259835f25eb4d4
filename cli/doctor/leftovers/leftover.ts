import { ownNamePrefix } from '../../../domain/aws/own-resources.ts';

/** Something under a name that a deployment takes, and that belongs to no stack. */
export interface Leftover {
  /** Like `DynamoDB table`. */
  kind: string;
  name: string;
  /** What CloudFormation knows it by. */
  physicalId: string;
  /** What to consider before it is removed. */
  note?: string;
  /** What removes it, in order. Each is a line for a shell. */
  remove: string[];
}

/** One kind of resource: all that there is of it under our names, whatever stack it is of. Only reads. */
export interface Kind {
  kind: string;
  /** CloudFormation's types that are looked at. */
  types: readonly `AWS::${string}`[];
  list: () => AsyncIterable<Omit<Leftover, 'kind'>>;
}

/** Whether a name is one of those that `lib/` gives, of this version or of an earlier one. */
export function isOurs(name: string | undefined): name is string {
  return name?.startsWith(ownNamePrefix) === true;
}

/** A call of the AWS CLI. Names are somebody else's text: a shell takes each word as it is. */
export function aws(...words: string[]): string {
  return ['aws', ...words.map(quoted)].join(' ');
}

/** A word of a shell's command line. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
