/** What a call says about the keys of its service, by name; a key it says nothing about is left out or undefined. */
export type CallKeys = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A tag as the services spell it, in either case. */
export interface RequestTag {
  key: string;
  value: string;
}

/** What is to be known about one access, to judge conditions by. */
export interface AccessKeys {
  keys?: CallKeys;
  /** The tags that the call gives. */
  tags?: readonly RequestTag[];
}

/** One action on one resource, as somebody asks for it or a policy names it (then with wildcards). */
export interface Access extends AccessKeys {
  /** Like `iam:CreateRole`. */
  action: string;
  resource: string;
}

/** What the account knows that a call does not say. */
export interface AccountView {
  /** The ARN of the role that has this name, ignoring case; undefined if none has. */
  roleArn(name: string): string | undefined;
  /** The ARN of the secret that has this name. */
  secretArn(name: string): string | undefined;
  /** The ARN of the boundary of the role that has this name; undefined if there is none. */
  boundaryArn(roleName: string): string | undefined;
  /** The ARN of the instance profile that has this name; undefined if none has. */
  instanceProfileArn(name: string): string | undefined;
  stateMachineArn: string;
  /** The tags of a resource; none if it is not there, or has none. */
  tagsOf(arn: string): readonly RequestTag[];
  /** The attribute that a table's items are partitioned by; undefined for a table that is not there. */
  partitionKeyOf(tableName: string): string | undefined;
}
