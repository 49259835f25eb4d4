import { describe, expect, test } from '@jest/globals';
import { ConfigurationMistakes, checkConfiguration } from '../../../lib/synthesis/check-configuration.ts';
import { defaultConfiguration } from '../synthesized.ts';

/** The sentences about a configuration, without its name before them. */
function sentencesAbout(changes: object): string[] {
  try {
    checkConfiguration({ ...defaultConfiguration, ...changes }, 'config');
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationMistakes)) throw error;
    return error.sentences.map((sentence) => sentence.replace('config: ', ''));
  }
}

describe('a deployment setting', () => {
  test.each([
    [{ stageName: 'live-1' }, 'stageName: it cannot be "live-1"; write a stage name: letters, digits and _.'],
    [
      { encryptionKey: 'alias/mine' },
      `encryptionKey: it cannot be "alias/mine"; write 'aws-owned', or the ARN of a KMS key (not of an alias).`,
    ],
    [
      { webAcl: 'on' },
      `webAcl: it cannot be "on"; write 'off', or the ARN of a regional web ACL, or { requestsPerFiveMinutes: a whole number from 10 to 2000000000 }.`,
    ],
    [
      { webAcl: { requestsPerFiveMinutes: 5 } },
      'webAcl.requestsPerFiveMinutes: it cannot be 5; write a whole number from 10 to 2000000000.',
    ],
    [
      { callers: 'anyone' },
      `callers: it cannot be "anyone"; write 'own-account', or { accounts: a list, each entry an account id: 12 digits, in quotes }, or { organization: the id of an organization such as o-a1b2c3d4e5 }.`,
    ],
    [
      { callers: { accounts: ['me'] } },
      'callers.accounts[0]: it cannot be "me"; write an account id: 12 digits, in quotes.',
    ],
    [
      { callers: { organization: '111122223333' } },
      'callers.organization: it cannot be "111122223333"; write the id of an organization such as o-a1b2c3d4e5.',
    ],
    [
      { throttling: { default: { rate: 0, burst: 1 } } },
      'throttling.default.rate: it cannot be 0; write a number above 0 up to 10000.',
    ],
    [
      { domain: { name: 'access', certificate: 'arn:aws:acm:us-east-1:111122223333:certificate/a' } },
      'domain.name: it cannot be "access"; write a host name such as access.example.com.',
    ],
    [
      { requestUrl: 'https://access.example.com/' },
      'requestUrl: it cannot be "https://access.example.com/"; write an https address with {id} in it, such as https://access.example.com/requests/{id}.',
    ],
    [{ webhookConcurrency: 0 }, 'webhookConcurrency: it cannot be 0; write a whole number from 1 to 1000.'],
    [{ logRetentionsDays: 30 }, 'logRetentionsDays: there is no such option; did you mean logRetentionDays?'],
  ])('that cannot be used is one sentence: %j', (deployment, sentence) => {
    const sentences = sentencesAbout({ deployment, identities: [] });
    expect(sentences).toEqual([`deployment.${sentence}`]);
  });

  test.each([
    { logRetentionDays: 42 },
    { throttling: { routes: { 'GET /nothing': { rate: 1, burst: 1 } } } },
    { tags: { 'aws:owner': 'me' } },
    { tags: { 'countersign:request-id': 'mine' } },
  ])('that cannot be used is named: %j', (deployment) => {
    const [sentence, ...others] = sentencesAbout({ deployment });
    expect(sentence).toMatch(new RegExp(`^deployment\\.${Object.keys(deployment)[0]}`));
    expect(others).toEqual([]);
  });
});

describe('a configuration that lets principals of other accounts call', () => {
  const deployment = { callers: { accounts: ['444455556666'] } };
  const approvals = [
    { when: 'any', approvers: [{ role: 'leads' }, { group: 'S0LEADS' }], quorum: 1, window: '1h' },
  ];
  const hint = 'say of which account, since principals of others may call (deployment.callers).';

  test('has to say of which account each role and user is, or their namesakes elsewhere would count', () => {
    const requesters = { default: [{ iamUser: 'ci' }] };
    const identities = [{ role: 'leads', sessionNameIs: 'email' }];
    expect(sentencesAbout({ deployment, approvals, requesters, identities })).toEqual([
      `identities[0]: ${hint}`,
      `requesters.default[0]: ${hint}`,
      `approvals[0].approvers[0]: ${hint}`,
    ]);
  });

  test('can be used once it does', () => {
    const account = '444455556666';
    const [rule] = approvals;
    expect(
      sentencesAbout({
        deployment,
        identities: [{ role: 'leads', sessionNameIs: 'email', account }],
        requesters: { default: [{ iamUser: 'ci', account }] },
        approvals: [{ ...rule, approvers: [{ role: 'leads', account }, { group: 'S0LEADS' }] }],
      }),
    ).toEqual([]);
  });
});

describe('an approver whom identities leave out', () => {
  const approvals = [
    { when: 'any', approvers: [{ role: 'ops-*' }, { iamUser: 'breakglass' }], quorum: 1, window: '1h' },
  ];

  test('is a sentence that says what to add', () => {
    expect(sentencesAbout({ approvals })).toEqual([
      "approvals[0].approvers[0]: no entry of identities says who role('ops-*') is for certain, so its approvals would not count; add one for this very pattern, with sessionNameIs, slack or machine.",
      "approvals[0].approvers[1]: no entry of identities says who iam('breakglass') is for certain, so its approvals would not count; add one for this very user, with slack or machine.",
    ]);
  });

  test('is none once they say who it is', () => {
    const identities = [
      { role: 'ops-*', machine: 'ops' },
      { user: 'breakglass', slack: 'U0BOB' },
    ];
    expect(sentencesAbout({ approvals, identities })).toEqual([]);
  });
});
