import { channel, people } from './people.ts';
import { SlackError } from './slack-error.ts';

/** A channel by id or name; a person's id is the conversation with that person alone. Throws `SlackError`. */
export function channelId(to: string): string {
  if (to === channel.id || to === channel.name || to === `#${channel.name}`) return channel.id;
  const person = people.find(({ id }) => id === to || directId(id) === to);
  if (person === undefined) throw new SlackError('channel_not_found');
  return directId(person.id);
}

/** `U0BOB` is reached in `D0BOB`. */
function directId(userId: string): string {
  return `D${userId.slice(1)}`;
}
