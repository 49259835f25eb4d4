import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { validateRequest } from '../../lambdas/validate-request.ts';
import { ask, click, loaded, pending, post, visitAll } from '../support/steps.ts';
import { bodyOf, newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

/** Slack counts `<` as four characters, `&` as five. */
const long = {
  Description: '&'.repeat(900),
  AssumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'codebuild.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333', 'aws:PrincipalTag/x': '<'.repeat(1600) },
        },
      },
    ],
  },
};

async function veryLong(): Promise<string> {
  const { body } = await post(world, {
    body: { ...bodyOf('iam-role', long), justification: '<'.repeat(1000) },
  });
  await validateRequest({ requestId: body.id }, world.context);
  await ask(world, body.id);
  return body.id;
}
const said = () => JSON.stringify(world.slack.cards[0]?.blocks);

describe('a card that Slack refuses', () => {
  test('is posted short at once, with its buttons, and works', async () => {
    world.slack.trouble('post', { code: 'msg_blocks_too_long', times: 1 });
    world.slack.trouble('update', { code: 'msg_blocks_too_long', times: 1 });
    const id = await pending(world);
    expect(world.slack.cards).toHaveLength(1);
    expect(said()).toContain('Slack did not take the whole card');
    expect(said()).toContain('"approve"');
    expect(await world.index.get(id)).toMatchObject({ ts: world.slack.cards[0]?.ts, cardSeq: 3 });
    await click(world, id, 'bob');
    expect((await loaded(world, id)).status).toBe('approved');
    expect(said()).toContain('Approved, being created');
    expect(said()).not.toContain('"approve"');
  });

  test.each(['msg_blocks_too_long', 'msg_too_long', 'invalid_blocks'])('as %s is logged', async (code) => {
    world.slack.trouble('post', { code, times: 1 });
    const id = await pending(world);
    expect(said()).toContain('Slack did not take the whole card');
    const line = JSON.stringify({ requestId: id, code });
    expect(world.log.lines.join()).toContain(`Slack refused a card; a short one is shown",${line}`);
  });

  test('is updated short as well, and whole again once Slack takes it', async () => {
    const id = await pending(world);
    world.slack.trouble('update', { code: 'invalid_blocks', times: 1 });
    await click(world, id, 'bob');
    expect(said()).toContain('Slack did not take the whole card');
    world.clock.pass(61);
    await visitAll(world);
    expect(said()).not.toContain('Slack did not take the whole card');
    expect(said()).toContain('approved by <@U0BOB>');
  });

  test('short too is posted at a later visit', async () => {
    world.slack.trouble('post', { code: 'invalid_blocks', times: 2 });
    const id = await pending(world);
    expect(world.slack.cards).toEqual([]);
    world.clock.pass(61);
    await visitAll(world);
    expect(world.slack.cards).toHaveLength(1);
    expect((await loaded(world, id)).status).toBe('pending');
  });

  test('for another reason is not posted short', async () => {
    world.slack.trouble('post', { code: 'not_in_channel', times: 1 });
    await pending(world);
    expect(world.slack.cards).toEqual([]);
  });
});

test('a card is no longer than Slack takes, however much escaping adds to it', async () => {
  await veryLong();
  expect(said()).not.toContain('Slack did not take the whole card');
  expect(said()).toContain('<<<');
});

test.each(['view_too_large', 'invalid_arguments'])(
  'a window that Slack refuses as %s says where to read',
  async (code) => {
    const id = await pending(world);
    world.slack.trouble('open', { code, times: 1 });
    await click(world, id, 'bob', 'view');
    expect(JSON.stringify(world.slack.opened)).toContain(`GET /requests/${id}`);
    expect(world.slack.told).toEqual([]);
  },
);
