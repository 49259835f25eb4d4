import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { configurationWith } from '../support/configuration.ts';
import { blockActions, inOrganisation, viewSubmission } from '../support/slack-payloads.ts';
import {
  approved,
  cancel,
  click,
  deliver,
  deny,
  eventTypes,
  loaded,
  outcome,
  pending,
  visitAll,
} from '../support/steps.ts';
import { newWorld, type World } from '../support/world.ts';

const twoNeeded = configurationWith({
  approvals: [{ when: 'any', approvers: [{ group: 'S0LEADS' }], quorum: 2, window: '72h' }],
});
let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.close());

async function needingTwo(): Promise<string> {
  await world.close();
  world = await newWorld(twoNeeded);
  return pending(world);
}

describe('a click on Approve', () => {
  test('is in the trail, resumes the workflow and shows on the card', async () => {
    const id = await pending(world);
    expect(await click(world, id, 'bob')).toMatchObject({ status: 200, body: {} });
    const events = await world.trail.events(id);
    expect(events.at(-1)).toMatchObject({
      type: 'approval.granted',
      actor: { kind: 'slack', id: 'U0BOB', name: 'bob' },
      detail: { counted: 1, required: 1, complete: true },
    });
    expect(world.engine.resumed).toEqual([{ taskToken: `token-of-${id}`, output: { status: 'approved' } }]);
    const [card] = world.slack.cards;
    expect(card?.updates).toBe(1);
    expect(JSON.stringify(card?.blocks)).toContain('approved by <@U0BOB>');
    expect(JSON.stringify(card?.blocks)).not.toContain('"approve"');
    expect(world.slack.told).toEqual([]);
  });

  test('takes four remote calls one after the other until it is acknowledged', async () => {
    const id = await pending(world);
    world.desk.sent.length = 0;
    await click(world, id, 'bob');
    expect(world.desk.sent.slice(1)).toEqual([
      'dynamodb:UpdateItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'states:SendTaskSuccess',
    ]);
  });

  test('that comes twice decides once, and the clicker alone is told', async () => {
    const id = await pending(world);
    await click(world, id, 'bob');
    const at = world.clock.now();
    world.clock.pass(1);
    await click(world, id, 'bob');
    expect(await eventTypes(world, id)).toHaveLength(4);
    expect(world.slack.told).toEqual([
      { channel: 'C0APPROVALS', user: 'U0BOB', text: `This request was already approved by bob at ${at}.` },
    ]);
  });

  test('that Slack delivers twice at once decides once', async () => {
    const id = await pending(world);
    await Promise.all([click(world, id, 'bob'), click(world, id, 'bob')]);
    expect((await eventTypes(world, id)).filter((type) => type === 'approval.granted')).toHaveLength(1);
    expect(world.engine.resumed).toHaveLength(1);
  });

  test('whose append was answered to nobody succeeds when the client sends it again', async () => {
    const id = await pending(world);
    world.desk.fail('dynamodb:PutItem', 'retried');
    await click(world, id, 'bob');
    expect(await loaded(world, id)).toMatchObject({ status: 'approved' });
    expect(world.slack.told).toEqual([]);
    expect(world.engine.resumed).toHaveLength(1);
  });

  test('of two people at once, where one is enough, is one approval; the other is told who and when', async () => {
    const id = await pending(world);
    await Promise.all([click(world, id, 'bob'), click(world, id, 'carol')]);
    const { decisions } = await loaded(world, id);
    expect(decisions).toHaveLength(1);
    const winner = decisions[0]?.approver.name;
    expect(world.slack.told).toMatchObject([
      {
        user: winner === 'bob' ? 'U0CAROL' : 'U0BOB',
        text: expect.stringContaining(`approved by ${winner} at`),
      },
    ]);
  });

  test('of two people at once, where two are needed, counts for both', async () => {
    const id = await needingTwo();
    await Promise.all([click(world, id, 'bob'), click(world, id, 'carol')]);
    expect(await loaded(world, id)).toMatchObject({ status: 'approved' });
    expect(world.engine.resumed).toMatchObject([{ output: { status: 'approved' } }]);
    expect(world.slack.told).toEqual([]);
  });

  test('by the first of two shows how far it is and does not resume anything', async () => {
    const id = await needingTwo();
    await click(world, id, 'bob');
    expect(await loaded(world, id)).toMatchObject({ status: 'pending' });
    expect(world.engine.resumed).toEqual([]);
    expect(JSON.stringify(world.slack.cards[0]?.blocks)).toContain('*1 of 2*');
    await click(world, id, 'bob');
    expect(world.slack.told).toMatchObject([
      { user: 'U0BOB', text: expect.stringMatching(/^You approved this/) },
    ]);
  });

  test('and one on Deny in the same instant: one decision, the loser is told', async () => {
    const id = await pending(world);
    world.desk.before('dynamodb:PutItem', () => deny(world, id, 'carol', 'Too broad, please narrow it.'));
    await click(world, id, 'bob');
    expect(await loaded(world, id)).toMatchObject({ status: 'denied', decisions: [{ verdict: 'deny' }] });
    expect(world.slack.told).toMatchObject([
      { user: 'U0BOB', text: expect.stringMatching(/^This request was already denied by carol at/) },
    ]);
  });

  test('after a cancellation is told so', async () => {
    const id = await pending(world);
    await cancel(world, id);
    await click(world, id, 'bob');
    expect(world.slack.told).toMatchObject([{ text: expect.stringContaining('already cancelled') }]);
    expect((await loaded(world, id)).status).toBe('cancelled');
  });

  test('at the moment of expiry is refused, whether or not anybody expired the request', async () => {
    const id = await pending(world);
    world.clock.pass(72 * 3600);
    await click(world, id, 'bob');
    expect(await loaded(world, id)).toMatchObject({ status: 'pending', decisions: [] });
    expect(world.slack.told).toMatchObject([
      { text: expect.stringContaining('expired at 2026-11-05T09:00:00.000Z') },
    ]);
  });

  test('on a digest that is not the request’s is refused', async () => {
    const id = await pending(world);
    const value = { requestId: id, digest: `sha256:${'0'.repeat(64)}` };
    await deliver(world, blockActions({ person: 'bob', action: 'approve', value }));
    expect((await loaded(world, id)).decisions).toEqual([]);
    expect(world.slack.told).toHaveLength(1);
  });

  test('of an unknown request is acknowledged and does nothing', async () => {
    const value = { requestId: '00000000-0000-4000-8000-000000000000', digest: 'sha256:00' };
    expect(await deliver(world, blockActions({ person: 'bob', action: 'approve', value }))).toMatchObject({
      status: 200,
    });
  });
});

describe('in an organisation (Enterprise Grid)', () => {
  test.each([['E0GRID'], ['T0COUNTERSIGN'], [undefined]])(
    'a click of somebody whom Slack says to be of %s counts, and so does a look and a denial',
    async (home) => {
      const id = await pending(world);
      const { digest } = await loaded(world, id);
      const value = { requestId: id, digest };
      const inGrid = <P extends { user: { team_id: string } }>(payload: P) => {
        const { where, is } = inOrganisation(payload);
        return { ...payload, ...where('T0COUNTERSIGN'), ...is(home) };
      };
      await deliver(world, inGrid(blockActions({ person: 'bob', action: 'view', value })));
      await deliver(world, inGrid(blockActions({ person: 'bob', action: 'deny', value })));
      expect(world.slack.opened).toHaveLength(2);
      const metadata = world.slack.opened[1]?.view.private_metadata ?? '';
      await deliver(world, inGrid(viewSubmission({ person: 'bob', reason: 'Too broad.', metadata })));
      expect((await loaded(world, id)).status).toBe('denied');
      const other = await pending(world, 'iam-policy');
      const { digest: shown } = await loaded(world, other);
      const approval = blockActions({
        person: 'bob',
        action: 'approve',
        value: { requestId: other, digest: shown },
      });
      await deliver(world, inGrid(approval));
      expect((await loaded(world, other)).status).toBe('approved');
    },
  );
});

describe('a click by one who may not decide', () => {
  test('is recorded once a person and request, and told each time', async () => {
    const id = await pending(world);
    await click(world, id, 'mallory');
    await click(world, id, 'mallory');
    await click(world, id, 'mallory', 'deny');
    const refusals = (await world.trail.events(id)).filter(({ type }) => type === 'approval.refused');
    expect(refusals).toMatchObject([
      { actor: { id: 'U0MALLORY' }, detail: { verdict: 'approve', reason: { code: 'not-an-approver' } } },
    ]);
    expect(world.slack.told).toHaveLength(3);
    expect(world.slack.opened).toEqual([]);
  });

  test('is recorded once also if it comes twice at once', async () => {
    const id = await pending(world);
    await Promise.all([click(world, id, 'mallory'), click(world, id, 'mallory')]);
    expect((await eventTypes(world, id)).filter((type) => type === 'approval.refused')).toHaveLength(1);
  });

  test('is not recorded behind the end of a request', async () => {
    const id = await pending(world);
    world.desk.before('dynamodb:PutItem', () => cancel(world, id));
    await click(world, id, 'mallory');
    expect((await eventTypes(world, id)).at(-1)).toBe('request.cancelled');
  });

  test('who is the requester, is refused as such', async () => {
    const id = await pending(world);
    await click(world, id, 'alice');
    expect((await world.trail.events(id)).at(-1)).toMatchObject({
      type: 'approval.refused',
      detail: { reason: { code: 'own-request' } },
    });
    expect(await loaded(world, id)).toMatchObject({ status: 'pending', decisions: [] });
  });

  const foreign = { id: 'T0ELSEWHERE', domain: 'elsewhere' };
  const ours = (id: string, digest: string) =>
    blockActions({ person: 'bob', action: 'approve', value: { requestId: id, digest } });
  test.each([
    ['workspace', (click: ReturnType<typeof ours>) => ({ ...click, team: foreign })],
    [
      'home workspace',
      (click: ReturnType<typeof ours>) => ({ ...click, user: { ...click.user, team_id: foreign.id } }),
    ],
    ['app', (click: ReturnType<typeof ours>) => ({ ...click, api_app_id: 'A0ELSEWHERE' })],
  ])('from another %s is refused, whoever it is', async (_of, changed) => {
    const id = await pending(world);
    const { digest } = await loaded(world, id);
    await deliver(world, changed(ours(id, digest)));
    expect((await world.trail.events(id)).at(-1)).toMatchObject({
      type: 'approval.refused',
      detail: { reason: { code: 'wrong-workspace' } },
    });
    expect(world.engine.resumed).toEqual([]);
  });

  test('from another organisation is refused as well', async () => {
    const id = await pending(world);
    const { digest } = await loaded(world, id);
    const payload = ours(id, digest);
    const { where, is } = inOrganisation(payload);
    await deliver(world, { ...payload, ...where('T0COUNTERSIGN'), ...is('E0ELSEWHERE') });
    expect((await world.trail.events(id)).at(-1)).toMatchObject({
      type: 'approval.refused',
      detail: { reason: { code: 'wrong-workspace' } },
    });
  });

  test('from another workspace does not see the plan either', async () => {
    const id = await pending(world);
    const { digest } = await loaded(world, id);
    const payload = blockActions({ person: 'bob', action: 'view', value: { requestId: id, digest } });
    await deliver(world, { ...payload, user: { ...payload.user, team_id: 'T0ELSEWHERE' } });
    expect(world.slack.opened).toEqual([]);
    expect(world.slack.told).toHaveLength(1);
  });
});

describe('a denial', () => {
  test('asks why, records the reason, ends the request and closes the modal', async () => {
    const id = await pending(world);
    await click(world, id, 'bob', 'deny');
    expect(world.slack.opened).toMatchObject([{ view: { callback_id: 'deny' } }]);
    expect(await eventTypes(world, id)).toHaveLength(3);
    const metadata = world.slack.opened[0]?.view.private_metadata ?? '';
    const answer = await deliver(world, viewSubmission({ person: 'bob', reason: ' Too broad. ', metadata }));
    expect(answer).toMatchObject({ status: 200, body: { response_action: 'clear' } });
    expect((await world.trail.events(id)).at(-1)).toMatchObject({
      type: 'approval.denied',
      detail: { reason: 'Too broad.' },
    });
    expect(world.engine.resumed).toMatchObject([{ output: { status: 'denied' } }]);
  });

  test.each([null, '', ' \n\t'])('without a reason is asked again: %j', async (reason) => {
    const id = await pending(world);
    await click(world, id, 'bob', 'deny');
    const metadata = world.slack.opened[0]?.view.private_metadata ?? '';
    const answer = await deliver(world, viewSubmission({ person: 'bob', reason, metadata }));
    expect(answer.body).toEqual({ response_action: 'errors', errors: { reason: expect.any(String) } });
    expect((await loaded(world, id)).status).toBe('pending');
  });

  test.each([
    ['an emoji at the thousandth character', `${'x'.repeat(999)}😀 and more`],
    ['half an emoji', 'cut \ud83d off'],
    ['ten thousand characters', 'because '.repeat(1250)],
  ])('whose reason has %s is recorded all the same', async (_what, reason) => {
    const id = await pending(world);
    expect(await deny(world, id, 'bob', reason)).toMatchObject({ status: 200 });
    expect((await loaded(world, id)).status).toBe('denied');
  });

  test('whose reason hides text is asked again, told which character and where', async () => {
    const id = await pending(world);
    expect((await deny(world, id, 'bob', 'Too broad.\u2028Approved')).body).toEqual({
      response_action: 'errors',
      errors: { reason: expect.stringContaining('U+2028 (a line or paragraph separator) at character 11') },
    });
    expect((await loaded(world, id)).status).toBe('pending');
  });

  test('whose modal is submitted after a cancellation is told so', async () => {
    const id = await pending(world);
    await click(world, id, 'bob', 'deny');
    await cancel(world, id);
    const metadata = world.slack.opened[0]?.view.private_metadata ?? '';
    await deliver(world, viewSubmission({ person: 'bob', reason: 'Too broad.', metadata }));
    expect((await loaded(world, id)).status).toBe('cancelled');
    expect(world.slack.told).toMatchObject([
      { user: 'U0BOB', text: expect.stringContaining('already cancelled') },
    ]);
  });

  test('by one who approved before, while another approval is missing, counts', async () => {
    const id = await needingTwo();
    await click(world, id, 'bob');
    await deny(world, id, 'bob');
    expect((await loaded(world, id)).status).toBe('denied');
  });
});

describe('a click on View everything', () => {
  test('shows the whole plan, to a stranger and after the end as well', async () => {
    const id = await approved(world);
    await click(world, id, 'mallory', 'view');
    expect(JSON.stringify(world.slack.opened[0]?.view)).toContain('AssumeRolePolicyDocument');
  });

  test('that Slack lets expire is told to the clicker', async () => {
    const id = await pending(world);
    world.slack.trouble('open', { code: 'expired_trigger_id' });
    expect(await click(world, id, 'bob', 'view')).toMatchObject({ status: 200 });
    expect(world.slack.told).toHaveLength(1);
  });
});

describe('while Slack or Step Functions is in trouble', () => {
  test('an approver is asked to try again if Slack does not say who may decide', async () => {
    const id = await pending(world);
    world.slack.trouble('members');
    expect(await click(world, id, 'bob')).toMatchObject({ status: 200 });
    expect((await loaded(world, id)).decisions).toEqual([]);
    expect(world.slack.told).toMatchObject([{ user: 'U0BOB', text: expect.stringContaining('try again') }]);
  });

  test('a private answer that Slack does not deliver is no failure', async () => {
    const id = await pending(world);
    world.slack.trouble('tell', { code: 'user_not_in_channel' });
    expect(await click(world, id, 'mallory')).toMatchObject({ status: 200 });
  });

  test('a decision counts although the card cannot be updated, and the card is right within a minute', async () => {
    const id = await pending(world);
    world.slack.trouble('update', { times: 1 });
    expect(await click(world, id, 'bob')).toMatchObject({ status: 200 });
    expect(world.slack.cards[0]?.updates).toBe(0);
    world.clock.pass(61);
    await visitAll(world);
    expect(JSON.stringify(world.slack.cards[0]?.blocks)).toContain('approved by <@U0BOB>');
  });

  test('a decision followed by a crash is resumed within a minute', async () => {
    const id = await pending(world);
    world.desk.fail('states:SendTaskSuccess', 'crash-before');
    await expect(click(world, id, 'bob')).rejects.toThrow('The process is gone');
    expect((await loaded(world, id)).status).toBe('approved');
    world.clock.pass(61);
    expect((await visitAll(world)).done).toMatchObject([{ id, actions: ['resumed', 'shown'] }]);
  });

  test('a decision whose token is dead is still a decision', async () => {
    const id = await pending(world);
    world.engine.kill(`token-of-${id}`);
    expect(await click(world, id, 'bob')).toMatchObject({ status: 200 });
    expect((await loaded(world, id)).status).toBe('approved');
  });
});

describe('a card that nobody knew of', () => {
  test('is kept up to date from its first click on, beside the known one', async () => {
    const id = await needingTwo();
    const [known] = world.slack.cards;
    const ts = await world.slack.post({
      channel: 'C0APPROVALS',
      text: 'the same card',
      blocks: known?.blocks ?? [],
    });
    await click(world, id, 'bob', 'approve', ts);
    expect(await world.index.get(id)).toMatchObject({ strays: [ts] });
    await click(world, id, 'carol');
    await outcome(world, id);
    for (const card of world.slack.cards) {
      expect(JSON.stringify(card.blocks)).not.toContain('"approve"');
      expect(JSON.stringify(card.blocks)).toContain('*2 of 2*');
    }
  });

  test('becomes the known one if the first post’s answer was lost', async () => {
    world.slack.trouble('post', { kind: 'lose', times: 1 });
    const id = await pending(world);
    expect(await world.index.get(id)).not.toHaveProperty('ts');
    await click(world, id, 'bob');
    expect(await world.index.get(id)).toMatchObject({ ts: world.slack.cards[0]?.ts });
    await outcome(world, id);
    expect(world.slack.cards).toHaveLength(1);
  });
});
