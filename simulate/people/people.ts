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
/** Somebody whose e-mail address is nobody's in Slack. */
export const erin = person('erin');
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
/** A session of the machine that may approve: all of them are one approver. */
export const releaseAs = (session: string) => `arn:aws:sts::111122223333:assumed-role/Release/${session}`;

/** A person in the role that people share and that a rule lists, under the name of whoever comes next. */
export function opsAs(being: Person): string {
  const { email } = people[(people.indexOf(being) + 1) % people.length] ?? being;
  return `arn:aws:sts::111122223333:assumed-role/Ops/${email}`;
}

/** Everything that each person speaks through. No function knows it: whoever may assume a role may choose the name. */
const speakers = new Map(
  [erin, ...people].flatMap((being): [string, Person][] =>
    [being.id, sessionOf(being), approverSessionOf(being), pipelineAs(being), opsAs(being)].map((id) => [
      id,
      being,
    ]),
  ),
);

/** Who truly speaks: a person, whatever they speak through, or else the role itself. */
export function beingBehind(actorId: string): string {
  return speakers.get(actorId)?.email ?? actorId.split('/')[1] ?? actorId;
}
