import type { Access, AccountView, RequestTag } from './access.ts';

/** What AWS asks for before it performs an operation: every one of these must be allowed. */
export type Needs = (input: object, account: AccountView) => Access[];

/** How one service asks for permissions. */
export interface ServiceActions {
  /** How it says that one is missing. */
  denial: { name: string; httpStatus: number };
  /** By operation. */
  operations: Readonly<Record<string, Needs>>;
}

/** Services that speak JSON answer 400 (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html). */
export const jsonDenial = { name: 'AccessDeniedException', httpStatus: 400 };
/** Services that speak REST JSON. */
export const restJsonDenial = { name: 'AccessDeniedException', httpStatus: 403 };
/** Services that speak XML. */
export const xmlDenial = { name: 'AccessDenied', httpStatus: 403 };

/** For an action that knows no resource level. */
export function onAnything(action: string): Needs {
  return () => [{ action, resource: '*' }];
}

/** For an action on the resource that the input names by ARN. */
export function onNamed(action: string, member: string): Needs {
  return (input) => [{ action, resource: text(input, member) }];
}

/** A text of the input; empty if there is none, which no policy allows. */
export function text(input: object, member: string): string {
  const value: unknown = Reflect.get(input, member);
  return typeof value === 'string' ? value : '';
}

/** A list of the input; empty if there is none. */
export function list(input: object, member: string): unknown[] {
  const value: unknown = Reflect.get(input, member);
  return Array.isArray(value) ? value : [];
}

/** A text of the input; undefined if there is none, as a condition key is that a call says nothing about. */
export function optional(input: object, member: string): string | undefined {
  return text(input, member) || undefined;
}

/** The tags that the input gives, which services spell with capitals or without. */
export function tagsIn(input: object, member: string): RequestTag[] {
  return list(input, member).flatMap((tag) => {
    if (typeof tag !== 'object' || tag === null) return [];
    return [{ key: text(tag, 'Key') || text(tag, 'key'), value: text(tag, 'Value') || text(tag, 'value') }];
  });
}
