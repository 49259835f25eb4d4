import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { actorOf, parseInteraction } from '../../../domain/slack/interaction.ts';
import { anyText } from '../../support/any-text.ts';
import { blockActions, formOf, viewSubmission } from '../../support/slack-payloads.ts';
import { requestId } from '../../support/trails.ts';

const value = { requestId, digest: `sha256:${'a'.repeat(64)}` };
const click = blockActions({ person: 'bob', action: 'approve', value });
const metadata = JSON.stringify({ ...value, card: { channel: 'C0APPROVALS', ts: '1790000000.000001' } });
const denial = viewSubmission({ person: 'bob', reason: 'Too broad.', metadata });

function ours(payload: unknown) {
  const parsed = parseInteraction(formOf(payload));
  if (parsed.kind !== 'ours') throw new Error(parsed.kind);
  return parsed.interaction;
}
const kindOf = (payload: unknown) => parseInteraction(formOf(payload)).kind;

describe('an interaction', () => {
  test('that is a click says which button of which card was pressed by whom', () => {
    const interaction = ours(click);
    expect(interaction).toMatchObject({
      type: 'block_actions',
      action_id: 'approve',
      value,
      card: { channel: 'C0APPROVALS', ts: '1790000000.000001' },
    });
    expect(actorOf(interaction)).toEqual({ kind: 'slack', id: 'U0BOB', name: 'bob' });
  });

  test('that is a submitted modal says why', () => {
    expect(ours(denial)).toMatchObject({
      type: 'view_submission',
      view: {
        private_metadata: JSON.parse(metadata),
        state: { values: { reason: { reason: { value: 'Too broad.' } } } },
      },
    });
  });

  test('needs no team (as in an installation for a whole organisation), no name and nothing that Slack may add', () => {
    expect(kindOf({ ...click, team: null })).toBe('ours');
    expect(kindOf({ ...click, user: { id: 'U0BOB', team_id: 'T0COUNTERSIGN' }, function_data: {} })).toBe(
      'ours',
    );
    expect(actorOf(ours({ ...click, user: { id: 'U0BOB' } }))).toEqual({ kind: 'slack', id: 'U0BOB' });
  });

  test.each(['view_closed', 'shortcut', 'message_action', 'block_suggestion', 'toString', ''])(
    'of the type %j is left alone',
    (type) => {
      expect(kindOf({ type })).toBe('foreign');
    },
  );

  test('inside a window is left alone: nothing of ours is to be clicked there', () => {
    const container = { type: 'view', view_id: 'VNHU13V36' };
    expect(kindOf({ ...click, container, view: denial.view, actions: [{ action_id: 'reason' }] })).toBe(
      'foreign',
    );
  });

  test.each([
    ['a message that the clicker alone sees', { type: 'message', is_ephemeral: true }],
    ['an attachment', { type: 'message_attachment', attachment_id: 1, is_app_unfurl: false }],
  ])('with %s is one like any other', (_what, parts) => {
    expect(kindOf({ ...click, container: { ...click.container, ...parts } })).toBe('ours');
  });

  const { actions, ...rest } = click;
  const [action] = actions;
  test.each([
    ['no action', { ...rest, actions: [] }],
    ['an unknown action', { ...rest, actions: [{ ...action, action_id: 'delete' }] }],
    ['a value that is not JSON', { ...rest, actions: [{ ...action, value: '{' }] }],
    ['a value without a digest', { ...rest, actions: [{ ...action, value: JSON.stringify({ requestId }) }] }],
    [
      'an id that is no request’s',
      { ...rest, actions: [{ ...action, value: JSON.stringify({ ...value, requestId: '../x' }) }] },
    ],
    ['a user that could be a mention of somebody', { ...click, user: { id: 'U0BOB> <!channel' } }],
    ['a user that is no text', { ...click, user: { id: 7 } }],
    ['a team that is no team', { ...click, team: { id: 'T0|x' } }],
    ['no container', { ...click, container: undefined }],
    ['a channel that is none', { ...click, container: { ...click.container, channel_id: '#general' } }],
    ['another modal', { ...denial, view: { ...denial.view, callback_id: 'plan' } }],
    ['metadata that is not ours', { ...denial, view: { ...denial.view, private_metadata: '{}' } }],
    ['a state without the reason', { ...denial, view: { ...denial.view, state: { values: {} } } }],
  ])('with %s is malformed', (_what, payload) => {
    expect(kindOf(payload)).toBe('malformed');
  });

  test('never makes the parser throw, whatever the body', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText(),
          fc.json().map((text) => `payload=${encodeURIComponent(text)}`),
        ),
        (body) => {
          expect(['malformed', 'foreign']).toContain(parseInteraction(body).kind);
        },
      ),
    );
  });

  test('never makes the parser throw with anything in the place of a part', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(click), ...Object.keys(denial)),
        fc.constantFrom<object>(click, denial),
        fc.jsonValue(),
        (key, payload, anything) => {
          expect(['ours', 'malformed', 'foreign']).toContain(kindOf({ ...payload, [key]: anything }));
        },
      ),
      { numRuns: 300 },
    );
  });
});
