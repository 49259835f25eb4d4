import type { PolicyKind } from '../kind.ts';

export type DocumentKind = Exclude<PolicyKind, 'ram'>;

export interface DocumentContext {
  kind: DocumentKind;
  /** The partition of the account it is for; undefined: any. */
  partition: string | undefined;
}
