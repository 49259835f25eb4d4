import * as z from 'zod';
import type { Sources } from '../double.ts';
import { channelId } from './channel-id.ts';
import { parseArgument, SlackError } from './slack-error.ts';

const schedule = z.object({
  channel: z.string().min(1),
  text: z.string().min(1),
  post_at: z.coerce.number(),
});
const removal = z.object({ channel: z.string().min(1), scheduled_message_id: z.string().min(1) });
const invalid = { code: 'invalid_arguments', at: '' };

/** chat.scheduleMessage and chat.deleteScheduledMessage. Nothing is ever posted: whoever schedules here takes it back. */
export class Scheduled {
  readonly #sources: Pick<Sources, 'clock' | 'newId'>;
  readonly #channels = new Map<string, string>();

  constructor(sources: Pick<Sources, 'clock' | 'newId'>) {
    this.#sources = sources;
  }

  add(input: object): object {
    const { channel: to, post_at } = parseArgument(schedule, input, invalid);
    const channel = channelId(to);
    const { clock, newId } = this.#sources;
    if (post_at * 1000 <= clock().getTime()) throw new SlackError('time_in_past');
    const scheduled_message_id = `Q${newId().replaceAll('-', '').slice(0, 10).toUpperCase()}`;
    this.#channels.set(scheduled_message_id, channel);
    return { channel, scheduled_message_id, post_at };
  }

  remove(input: object): object {
    const { channel: to, scheduled_message_id: id } = parseArgument(removal, input, invalid);
    if (this.#channels.get(id) !== channelId(to)) throw new SlackError('invalid_scheduled_message_id');
    this.#channels.delete(id);
    return {};
  }
}
