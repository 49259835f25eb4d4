import * as z from 'zod';
import { botId, botUserId, channel, groups, type Person, people, teamId } from './people.ts';
import { parseArgument, SlackError } from './slack-error.ts';

/** The methods that only look things up. */
export const directoryMethods: Readonly<Record<string, (input: object) => object>> = {
  'auth.test': () => ({
    url: 'https://countersign.slack.com/',
    team: 'Countersign',
    team_id: teamId,
    user: 'countersign',
    user_id: botUserId,
    bot_id: botId,
  }),
  'users.lookupByEmail': (input) => {
    const email = argument(input, 'email');
    return { user: profile(found(people, (one) => one.email === email.toLowerCase(), 'users_not_found')) };
  },
  'users.info': (input) => {
    const id = argument(input, 'user');
    return { user: profile(found(people, (one) => one.id === id, 'user_not_found')) };
  },
  'usergroups.list': () => ({
    usergroups: groups.map(({ id, handle }) => ({ id, handle, name: handle, team_id: teamId })),
  }),
  'usergroups.users.list': (input) => {
    const id = argument(input, 'usergroup');
    return { users: [...found(groups, (one) => one.id === id, 'no_such_subteam').members] };
  },
  'conversations.info': (input) => {
    const id = argument(input, 'channel');
    const { name } = found([channel], (one) => one.id === id, 'channel_not_found');
    return { channel: { id, name, is_channel: true, is_member: true, is_archived: false } };
  },
};

function argument(input: object, name: string): string {
  const schema = z.object({ [name]: z.string() });
  return parseArgument(schema, input, { code: 'invalid_arguments', at: '' })[name] ?? '';
}

function found<Item>(items: readonly Item[], matches: (item: Item) => boolean, code: string): Item {
  const item = items.find(matches);
  if (item === undefined) throw new SlackError(code);
  return item;
}

function profile({ id, username, name, email }: Person): object {
  return {
    id,
    team_id: teamId,
    name: username,
    real_name: name,
    deleted: false,
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
    profile: { email, real_name: name, display_name: username },
  };
}
