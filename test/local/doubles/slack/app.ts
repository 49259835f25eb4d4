import { createHmac } from 'node:crypto';
import { expect } from '@jest/globals';
import type { ModalView } from '@slack/types';
import type { Deliver } from '../../../../local/doubles/slack/act.ts';
import { type startSlack, text } from './local-slack.ts';

export const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';

export const denial: ModalView = {
  type: 'modal',
  callback_id: 'deny',
  private_metadata: '{"requestId":"r-1"}',
  title: text('Deny'),
  submit: text('Deny'),
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      label: text('Why?'),
      element: { type: 'plain_text_input', action_id: 'reason' },
    },
  ],
};

export interface Payload {
  type: string;
  trigger_id: string;
  response_url: string;
  [member: string]: unknown;
}

/** Delivers to an app that is a function of the payload; remembers the payloads, and checks each signature. */
export function app(
  local: Awaited<ReturnType<typeof startSlack>>,
  answer: (payload: Payload) => Promise<{ status: number; body: string }>,
) {
  const payloads: Payload[] = [];
  const deliver: Deliver = (rawBody, headers) => {
    const base = `v0:${headers['x-slack-request-timestamp']}:${rawBody}`;
    const expected = `v0=${createHmac('sha256', signingSecret).update(base).digest('hex')}`;
    expect(headers['x-slack-signature']).toBe(expected);
    const payload: Payload = JSON.parse(new URLSearchParams(rawBody).get('payload') ?? '');
    payloads.push(payload);
    return answer(payload);
  };
  const responseUrl = (id: string) => `${local.origin}/slack/response/${id}`;
  const { slack, clock } = local;
  return { payloads, to: { slack, signingSecret, clock, responseUrl, deliver } };
}

export const acknowledge = async () => ({ status: 200, body: '' });
