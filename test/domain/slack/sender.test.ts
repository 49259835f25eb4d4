import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseInteraction } from '../../../domain/slack/interaction.ts';
import { isFromOurs } from '../../../domain/slack/sender.ts';
import type { SlackTeams } from '../../../domain/slack/teams.ts';
import { blockActions, formOf, inOrganisation, viewSubmission } from '../../support/slack-payloads.ts';
import { requestId } from '../../support/trails.ts';

const value = { requestId, digest: `sha256:${'a'.repeat(64)}` };
const metadata = JSON.stringify({ ...value, card: { channel: 'C0APPROVALS', ts: '1790000000.000001' } });
const payloads = [
  ['a click', blockActions({ person: 'bob', action: 'approve', value })],
  ['a submitted window', viewSubmission({ person: 'bob', reason: 'Too broad.', metadata })],
] as const;

const workspace = 'T0COUNTERSIGN';
const several = [workspace, 'T0SECOND'];
const organisation = [workspace, 'E0GRID'];

describe.each(payloads)('who sends %s', (_kind, payload) => {
  const comesFrom = (team: SlackTeams, parts: object) => {
    const parsed = parseInteraction(formOf({ ...payload, ...parts }));
    if (parsed.kind !== 'ours') throw new Error(parsed.kind);
    return isFromOurs(parsed.interaction, { team, app: 'A0COUNTERSIGN' });
  };
  const { is, where, orgWide } = inOrganisation(payload);

  test.each<[string, SlackTeams, object]>([
    ['our workspace', workspace, {}],
    ['our workspace, of which Slack says no more', workspace, { team: null }],
    ['our workspace, through an app of the whole organisation', workspace, { ...orgWide, ...is(workspace) }],
    ['the organisation that our workspace is in', workspace, { ...where(workspace), ...is('E0GRID') }],
    ['our workspace in an organisation, which Slack leaves out', workspace, { ...where(workspace), ...is() }],
    ['another workspace of the list', several, { ...where(workspace), ...is('T0SECOND') }],
    ['another workspace of the list, clicking there', several, { ...where('T0SECOND'), ...is('T0SECOND') }],
    ['another workspace of the list, through an app of all', several, { ...orgWide, ...is('T0SECOND') }],
    ['the listed organisation, through an app of all', organisation, { ...orgWide, ...is('E0GRID') }],
    ['the listed organisation, which Slack leaves out', organisation, { ...orgWide, ...is() }],
    ['a workspace of the listed organisation', organisation, { ...where('T0THIRD'), ...is('T0THIRD') }],
    ['the listed organisation, clicking in any', organisation, { ...where('T0THIRD'), ...is('E0GRID') }],
  ])('is of %s', (_who, team, parts) => {
    expect(comesFrom(team, parts)).toBe(true);
  });

  const elsewhere = { id: 'T0ELSEWHERE', domain: 'elsewhere' };
  test.each<[string, SlackTeams, object]>([
    ['a connected workspace', workspace, is('T0ELSEWHERE')],
    ['a connected workspace, where its window was', workspace, { team: elsewhere, ...is('T0ELSEWHERE') }],
    ['a connected organisation', workspace, { ...where(workspace), ...is('E0ELSEWHERE') }],
    ['an organisation, although we are in none', workspace, is('E0ELSEWHERE')],
    ['nowhere that Slack says', workspace, is()],
    ['nowhere that Slack says, with no team', workspace, { team: null, ...is() }],
    ['nowhere that Slack says, of an organisation that is not listed', workspace, { ...orgWide, ...is() }],
    ['the organisation, not the listed workspace', workspace, { ...orgWide, ...is('E0GRID') }],
    ['a workspace that is not listed', several, { ...where(workspace), ...is('T0THIRD') }],
    ['our workspace, clicking in one that is not listed', several, { team: elsewhere, ...is(workspace) }],
    [
      'a connected workspace, our organisation listed',
      organisation,
      { ...where(workspace), ...is('T0ELSEWHERE') },
    ],
    ['a connected workspace, through an app of all', organisation, { ...orgWide, ...is('T0ELSEWHERE') }],
    [
      'a connected workspace, where its window was, through ours',
      organisation,
      { ...orgWide, team: elsewhere, ...is('T0ELSEWHERE') },
    ],
    ['a connected organisation, through an app of all', organisation, { ...orgWide, ...is('E0ELSEWHERE') }],
    [
      'an organisation that contradicts itself',
      workspace,
      { ...where(workspace), enterprise: { id: 'E0ELSEWHERE' }, ...is() },
    ],
    ['another app', organisation, { api_app_id: 'A0ELSEWHERE' }],
  ])('is of %s, and refused', (_who, team, parts) => {
    expect(comesFrom(team, parts)).toBe(false);
  });

  test('is never believed to be ours where no id of ours stands', () => {
    const foreign = fc.option(fc.constantFrom('T0ELSEWHERE', 'T0THIRD', 'E0ELSEWHERE'), { nil: null });
    fc.assert(
      fc.property(foreign, foreign, foreign, foreign, (home, team, its, enterprise) => {
        const parts = {
          user: { ...payload.user, team_id: home },
          team: team && { id: team, enterprise_id: its },
          enterprise: enterprise && { id: enterprise },
        };
        expect(comesFrom(organisation, parts)).toBe(false);
      }),
    );
  });
});
