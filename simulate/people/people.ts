/** Who takes part. Bob, Carol and Dave approve; Mallory may not. */
export interface Person {
  id: string;
  email: string;
}

const person = (name: string): Person => ({ id: `U0${name.toUpperCase()}`, email: `${name}@example.com` });

export const alice = person('alice');
export const bob = person('bob');
export const carol = person('carol');
export const dave = person('dave');
export const mallory = person('mallory');
export const people = [alice, bob, carol, dave, mallory];
export const approvers: readonly string[] = [bob.id, carol.id, dave.id];

/** The ARN of a session of IAM Identity Center, whose name is an e-mail address that its user cannot choose. */
export function sessionOf({ email }: Person): string {
  return `arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Developer_0123456789abcdef/${email}`;
}

/** The same person in a role whose sessions approve over HTTP. */
export function approverSessionOf({ email }: Person): string {
  return `arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Approver_fedcba9876543210/${email}`;
}

/** A caller who is nobody in Slack's directory: one approval more is needed. */
export const pipeline = 'arn:aws:sts::111122223333:assumed-role/Pipeline/build-17';
/** The same, under a session name that anybody may choose: that of an approver. */
export const pipelineAs = ({ email }: Person) => `arn:aws:sts::111122223333:assumed-role/Pipeline/${email}`;
/** A session of the role that several share and that may approve: all of them are one approver. */
export const releaseAs = (session: string) => `arn:aws:sts::111122223333:assumed-role/Release/${session}`;
