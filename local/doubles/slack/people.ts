/** The workspace of the local stack. */
export const teamId = 'T0COUNTERSIGN';
export const appId = 'A0COUNTERSIGN';
export const botUserId = 'U0COUNTERSIGN';
export const botId = 'B0COUNTERSIGN';

export interface Person {
  id: string;
  /** Slack's handle. */
  username: string;
  name: string;
  email: string;
}

export const people: readonly Person[] = [
  { id: 'U0ALICE', username: 'alice', name: 'Alice Adams', email: 'alice@example.com' },
  { id: 'U0BOB', username: 'bob', name: 'Bob Brown', email: 'bob@example.com' },
  { id: 'U0CAROL', username: 'carol', name: 'Carol Clark', email: 'carol@example.com' },
  { id: 'U0MALLORY', username: 'mallory', name: 'Mallory Moss', email: 'mallory@example.com' },
];

export interface Group {
  id: string;
  handle: string;
  members: readonly string[];
}

export const groups: readonly Group[] = [
  { id: 'S0LEADS', handle: 'leads', members: ['U0BOB', 'U0CAROL'] },
  { id: 'S0SECURITY', handle: 'security', members: ['U0BOB', 'U0CAROL'] },
];

/** The one channel; people are reached alone under their own id. */
export const channel = { id: 'C0APPROVALS', name: 'aws-access' };

/** What the app may do, as its manifest asks. Slack says so with every answer. */
export const scopes = ['chat:write', 'users:read', 'users:read.email', 'usergroups:read'];
