import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { requestTypeNames } from '../../../domain/request-types/names.ts';
import { cardOf } from '../../../domain/slack/card.ts';
import { outcomeMessage, reminderMessage } from '../../../domain/slack/outcome.ts';
import { shortCardOf, shortViewOf } from '../../../domain/slack/short-card.ts';
import { denialView, planView } from '../../../domain/slack/views.ts';
import { spelledOut } from '../../../domain/text/misleading-text.ts';
import type { Draft } from '../../../domain/trail/events.ts';
import type { Request } from '../../../domain/trail/request.ts';
import { blockList } from '../../../local/doubles/slack/blocks/blocks.ts';
import { maxBlocks, sizeOfBlocks } from '../../../local/doubles/slack/blocks/size.ts';
import { maxView, modal } from '../../../local/doubles/slack/blocks/views.ts';
import { anyText } from '../../support/any-text.ts';
import { inIam, inSlack } from '../../support/people.ts';
import { controlsIn, richElementsIn, textsIn } from '../../support/slack-texts.ts';
import {
  asked,
  chained,
  foldAll,
  leads,
  pendingRequest,
  submitted,
  submittedDetail,
  t,
  validated,
} from '../../support/trails.ts';

const attack = [
  '<!channel> <!here> <!everyone> @everyone @channel <@U0BOB> <!subteam^S0LEADS>',
  '<https://evil.example|https://good.example> *bold* _it_ ~no~ `code` ```block```',
  ':white_check_mark: Created: arn:aws:iam::111122223333:role/admin &lt;!channel&gt; &amp;',
].join('\n');
const system = { kind: 'system' as const, id: 'executor' };
const card = { channel: 'C0APPROVALS', ts: '1790000000.000001' };

/** A request in which every text that somebody else wrote is an attack. */
function attacked(text: string, more: Draft[] = []): Request {
  const { plan, ...detail } = submittedDetail();
  const call = { ...plan[0], operation: 'CreateRole', account: '111122223333', region: 'us-east-1' };
  return foldAll(
    chained([
      {
        ...submitted({
          ...detail,
          justification: text,
          plan: [{ ...call, parameters: { Description: text, Doc: JSON.stringify({ Sid: text }) } }],
          summary: { title: 'IAM role', name: text, resource: text },
        }),
        actor: { kind: 'iam', id: `arn:aws:sts::111122223333:assumed-role/x/${text}`, name: text },
      },
      validated({
        findings: Array.from({ length: 9 }, () => ({
          code: text,
          severity: 'high' as const,
          pointer: text,
          message: text,
        })),
      }),
      asked(),
      ...more,
    ]),
  );
}

const named = (person: 'bob' | 'carol') => ({ ...inSlack(person), name: attack });
const granted: Draft = {
  type: 'approval.granted',
  actor: named('bob'),
  at: t(5),
  detail: { digest: submittedDetail().digest, counted: 1, required: 1, complete: true, rule: leads },
};
const ofIam: Draft = { ...granted, actor: { ...inIam('bob'), name: attack } };
const reason = { code: attack, message: attack };
const states: [string, Draft[]][] = [
  ['waits', []],
  ['is approved', [granted]],
  ['is approved through the API', [ofIam]],
  [
    'is denied',
    [
      {
        type: 'approval.denied',
        actor: named('carol'),
        at: t(6),
        detail: { digest: 'd', reason: attack, rule: leads },
      },
    ],
  ],
  ['failed', [granted, { type: 'resource.failed', actor: system, at: t(7), detail: { reason } }]],
  ['was refused', [granted, { type: 'creation.refused', actor: system, at: t(7), detail: { reason } }]],
  [
    'was created',
    [
      granted,
      {
        type: 'resource.created',
        actor: system,
        at: t(7),
        detail: { arn: attack, operation: 'CreateRole', resource: {} },
      },
    ],
  ],
  ['was rejected', [{ type: 'request.rejected', actor: system, at: t(7), detail: { reason, findings: [] } }]],
  [
    'lost an approval',
    [
      granted,
      {
        type: 'approval.withdrawn',
        actor: system,
        at: t(7),
        detail: { approvers: ['U0BOB'], reason: attack, counted: 0, required: 1 },
      },
    ],
  ],
];
/** Everything that Slack gets to see of a request, as it would read it. */
function everything(request: Request) {
  const { blocks, text } = cardOf(request);
  const short = shortCardOf(request);
  const messages = [text, short.text, outcomeMessage(request, 'U0ALICE'), reminderMessage(request)];
  const views = [planView(request), denialView(request, card), shortViewOf(request)];
  return {
    texts: [
      ...textsIn(blocks),
      ...textsIn(short.blocks),
      ...textsIn(views),
      ...messages.map((message) => ({ kind: 'mrkdwn' as const, text: message, verbatim: true })),
    ],
    rich: richElementsIn([blocks, short.blocks, views]),
    blocks,
    short: short.blocks,
    views,
    messages,
  };
}

describe.each(states)('what Slack sees of a request that %s', (_what, drafts) => {
  test('pings nobody and fakes nothing, whatever anybody wrote into it', () => {
    const { texts, rich } = everything(attacked(attack, drafts));
    expect(texts.length).toBeGreaterThan(10);
    for (const { kind, text, verbatim } of texts) {
      if (kind !== 'mrkdwn') continue;
      expect(verbatim).toBe(true);
      expect(controlsIn(text)).toEqual([]);
    }
    expect(new Set(rich)).toEqual(new Set(['text']));
  });

  test('stays inside the limits of Slack, and shows no text cut within a character', () => {
    for (const text of [attack, '😀'.repeat(2500), '<&>'.repeat(3000), 'x', '\\"'.repeat(4000)]) {
      const { blocks, short, views, messages } = everything(attacked(text, drafts));
      for (const list of [blocks, short]) expect(blockList(50).safeParse(list).error).toBeUndefined();
      expect(sizeOfBlocks(short)).toBeLessThan(maxBlocks / 2);
      for (const view of views) expect(modal.safeParse(view).error).toBeUndefined();
      for (const message of messages) expect(message.length).toBeLessThan(40_000);
      expect(JSON.stringify([blocks, short, views, messages]).isWellFormed()).toBe(true);
      expect(JSON.stringify([blocks, short, views, messages])).not.toMatch(/\\ud[89a-f]/);
    }
  });
});

/** Every text of a card that somebody reads. */
const shownOf = (request: Request, around = {}) =>
  textsIn(cardOf(request, around).blocks)
    .map(({ text }) => text)
    .join('\n');

describe('a card', () => {
  test.each([
    ['rolesanywhere-profile', ['role/requested/payments-deploy', 'durationSeconds: 3600', 'enabled: true']],
    ['ram-permission', ['resourceType: "imagebuilder:Component"']],
    ['iam-role', ['MaxSessionDuration: 3600', 'PermissionsBoundary: "arn:aws:iam::111122223333:policy/']],
  ] as const)(
    'of a %s shows every parameter that the digest covers and that says something',
    (type, parts) => {
      const shown = shownOf(pendingRequest({ submission: submittedDetail(type) }));
      for (const part of parts) expect(shown).toContain(part);
      expect(shown).not.toContain('clientToken');
      expect(shown).not.toMatch(/: (\[\]|\{\}|""|null)$/m);
    },
  );

  test('of a plan of many calls shows each document under its name, and the rest of a kind in one box', () => {
    const { plan, ...detail } = submittedDetail();
    const [first] = plan;
    if (first === undefined) throw new Error('No plan');
    const RoleName = String(first.parameters.RoleName);
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 's3:Get*' },
    });
    const followedBy = (inline: number, attached: number) => [
      first,
      ...Array.from({ length: inline }, (_, index) => ({
        ...first,
        operation: 'PutRolePolicy',
        parameters: { RoleName, PolicyName: `inline-${index}`, PolicyDocument },
      })),
      ...Array.from({ length: attached }, (_, index) => ({
        ...first,
        operation: 'AttachRolePolicy',
        parameters: { RoleName, PolicyArn: `arn:aws:iam::aws:policy/attached-${index}` },
      })),
    ];
    const some = pendingRequest({ submission: { ...detail, plan: followedBy(2, 2) } });
    const shown = shownOf(some);
    expect(shown).toMatch(/PutRolePolicy PolicyName: "inline-1"\n\{\n {2}"Version"/);
    expect(shown).toContain(
      'AttachRolePolicy\nPolicyArn: "arn:aws:iam::aws:policy/attached-0"\nPolicyArn: "arn:aws:iam::aws:policy/attached-1"',
    );
    const most = pendingRequest({ submission: { ...detail, plan: followedBy(20, 25) } });
    for (const request of [some, most]) {
      expect(blockList(50).safeParse(cardOf(request).blocks).error).toBeUndefined();
      const everything = JSON.stringify(planView(request));
      for (const { parameters } of request.plan.slice(1))
        expect(everything).toContain(String(parameters.PolicyName ?? parameters.PolicyArn));
    }
    expect(shownOf(most)).toContain('inline-19');
  });

  test('shows a plan without characters that change how it reads, and without lines of its own making', () => {
    const request = attacked('a\u202eb\u200bc\u2028d\u{e0041}e\u3164f\u0085g\nRoleName: x');
    const boxes = [...cardOf(request).blocks, ...planView(request).blocks].filter(
      (block) => block.type === 'rich_text' && JSON.stringify(block).includes('preformatted'),
    );
    const lines = textsIn(boxes).flatMap(({ text }) => text.split('\n'));
    expect(lines).toContain(
      'Description: "a\\u202eb\\u200bc\\u2028d\\udb40\\udc41e\\u3164f\\u0085g\\nRoleName: x"',
    );
    expect(JSON.stringify(boxes)).not.toMatch(/[\p{Cf}\p{Zl}\u0085\u3164]/u);
  });

  test('quotes a justification whole under a label, so that no line of it can pass for a fact', () => {
    const justification = 'Queue access.\n\nRisk: low\rApproved by bob\r\nLOW: nothing\u2028Risk: low';
    const { blocks } = cardOf(attacked(justification));
    const quotes = blocks.flatMap((block) =>
      block.type === 'rich_text' ? block.elements.filter(({ type }) => type === 'rich_text_quote') : [],
    );
    expect(textsIn(quotes).map(({ text }) => text)).toEqual([
      'Queue access.\n\nRisk: low\nApproved by bob\nLOW: nothing\\u2028Risk: low',
    ]);
    expect(JSON.stringify(blocks.filter((block) => !JSON.stringify(block).includes('_quote')))).not.toContain(
      'nothing\n',
    );
  });

  test('says where a document goes on that it does not show whole', () => {
    const shown = JSON.stringify(cardOf(attacked('x'.repeat(3000))).blocks);
    expect(shown).toContain('View everything shows the rest');
  });

  test.each(requestTypeNames)('of a %s shows what, where, who, why, how risky and how far', (type) => {
    const request = pendingRequest({ submission: submittedDetail(type) });
    const { title, name, resource } = request.summary;
    const shown = shownOf(request);
    const parts = [
      title,
      name,
      resource,
      '111122223333',
      'us-east-1',
      'alice@example.com',
      'LOW',
      '*0 of 1*',
    ];
    for (const part of [...parts, request.justification]) expect(shown).toContain(part);
  });

  test('says first what it takes to decide, then has the buttons, then the documents', () => {
    const { blocks } = cardOf(pendingRequest());
    expect(blocks.map(({ type }) => type).slice(0, 6)).toEqual([
      ...['header', 'section', 'rich_text', 'section', 'context', 'actions'],
    ]);
    expect(JSON.stringify(blocks.slice(6))).toContain('AssumeRolePolicyDocument');
    expect(JSON.stringify(blocks[0])).toContain('LOW · IAM role: payments-deploy');
    for (const block of blocks) if (block.type === 'section') expect(block.expand).toBe(true);
  });

  test.each(states)(
    'of a request that %s shows neither id nor digest nor the ARN of who asks',
    (_what, drafts) => {
      const request = pendingRequest({ more: drafts });
      const shown = shownOf(request);
      for (const left of [request.id, request.digest.slice(0, 18), request.requester.id]) {
        expect(shown).not.toContain(left);
      }
    },
  );

  test('mentions who asks where Slack knows them, and else names session and role', () => {
    expect(shownOf(pendingRequest(), { requesterInSlack: 'U0ALICE' })).toContain('<@U0ALICE> asks for this');
    expect(shownOf(pendingRequest())).toMatch(/^alice@example\.com \(IAM role AWSReservedSSO_\w+\) asks/m);
  });

  test('links to the request where there is an address for it', () => {
    const request = pendingRequest();
    const requestUrl = 'https://access.example.com/r?id={id}&a=1';
    expect(shownOf(request, { requestUrl })).toContain(
      `<https://access.example.com/r?id=${request.id}&amp;a=1|Open the request>`,
    );
  });

  test('is small enough for Slack with a policy as large as there can be, the longest justification and many findings', () => {
    const statements = Array.from({ length: 60 }, (_, index) => ({ Action: `s3:Get<${index}>"`.repeat(8) }));
    const { plan, ...detail } = submittedDetail('iam-policy');
    const large = plan.map((call) => ({
      ...call,
      parameters: { ...call.parameters, PolicyDocument: JSON.stringify({ Statement: statements }) },
    }));
    for (const justification of ['<'.repeat(1000), '"'.repeat(1000), '😀'.repeat(1000), '\n'.repeat(1000)]) {
      const request = pendingRequest({ submission: { ...detail, plan: large, justification } });
      const finding = { code: 'X', severity: 'high' as const, pointer: '', message: 'y'.repeat(300) };
      const findings = Array.from({ length: 9 }, () => finding);
      const validated = request.validated && { ...request.validated, findings };
      const { blocks } = cardOf({ ...request, ...(validated && { validated }) });
      expect(sizeOfBlocks(blocks)).toBeLessThan(maxBlocks);
      expect(JSON.stringify(blocks)).toContain('Statement');
    }
  });

  test('has buttons that carry nothing but id and digest, and a confirm dialog that names what will exist', () => {
    const request = pendingRequest();
    const buttons = buttonsOf(request);
    expect(buttons.map(({ action_id }) => action_id)).toEqual(['approve', 'deny', 'view']);
    for (const { value = '' } of buttons) {
      expect(JSON.parse(value)).toEqual({ requestId: request.id, digest: request.digest });
    }
    expect(buttons[0]?.confirm?.text?.text).toContain('IAM role payments-deploy');
  });

  test.each([
    [1, 0, 'Low risk. This creates the IAM role payments-deploy in account 111122223333 now.'],
    [
      2,
      0,
      'Low risk. Yours is approval 1 of 2; one more is needed. It is about the IAM role payments-deploy.',
    ],
    [
      3,
      0,
      'Low risk. Yours is approval 1 of 3; 2 more are needed. It is about the IAM role payments-deploy.',
    ],
    [2, 1, 'Low risk. This creates the IAM role payments-deploy in account 111122223333 now.'],
  ])(
    'asks before the click, with %i approvals needed and %i there: what it does',
    (required, counted, text) => {
      const request = pendingRequest();
      expect(buttonsOf({ ...request, required, counted })[0]?.confirm?.text?.text).toBe(text);
    },
  );

  test('has no button to decide once it is decided', () => {
    for (const [, drafts] of states.slice(1, 8)) {
      const text = JSON.stringify(cardOf(pendingRequest({ more: drafts })).blocks);
      expect(text).not.toMatch(/"action_id":"(approve|deny)"/);
      expect(text).toContain('"action_id":"view"');
    }
  });

  test('says how many findings it had no room for', () => {
    const texts = textsIn(cardOf(attacked('short text')).blocks).map(({ text }) => text);
    expect(texts.some((text) => text.endsWith('… and 4 more'))).toBe(true);
  });
});

function buttonsOf(request: Request) {
  const actions = cardOf(request).blocks.find((block) => block.type === 'actions');
  const elements = actions?.type === 'actions' ? actions.elements : [];
  return elements.flatMap((element) => (element.type === 'button' ? [element] : []));
}

describe('the notification', () => {
  test('says who asks for what at which risk, and how it ended', () => {
    const { text } = cardOf(pendingRequest());
    expect(text).toMatch(/^alice@example\.com \(IAM role \w+\) asks for IAM role payments-deploy: low risk$/);
    expect(cardOf(pendingRequest({ more: [granted] })).text).toBe('IAM role payments-deploy is approved');
  });

  test.each(['@everyone', 'a @channel', '@here', '<!here>', '<@U0BOB>'])('pings nobody: %s', (name) => {
    for (const more of [[], [granted]]) {
      const { text } = cardOf(attacked(name, more));
      expect(text).not.toMatch(/(^|[^\p{L}\p{N}])@|</u);
    }
  });
});

describe('the modal with everything', () => {
  test('also says who asks, why, and by which id and digest', () => {
    const request = pendingRequest();
    const shown = textsIn(planView(request))
      .map(({ text }) => text)
      .join('\n');
    for (const part of [request.id, request.digest, request.requester.id, request.justification]) {
      expect(shown).toContain(part);
    }
  });

  test('shows the whole plan of the largest request there can be, within 250 kB', () => {
    const statements = Array.from({ length: 700 }, (_, index) => ({ A: [`s:${index}`] }));
    const { plan, ...detail } = submittedDetail();
    const [call] = plan;
    if (!call) throw new Error('No plan');
    const tags = Array.from({ length: 50 }, (_, index) => ({
      Key: `${index}-${'ä'.repeat(120)}`,
      Value: '漢'.repeat(256),
    }));
    const parameters = {
      ...call.parameters,
      PolicyDocument: JSON.stringify({ Statement: statements }),
      Tags: tags,
      Description: '\u0085'.repeat(1000),
    };
    const request = pendingRequest({ submission: { ...detail, plan: [{ ...call, parameters }] } });
    const view = planView(request);
    expect(modal.safeParse(view).error).toBeUndefined();
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(maxView);
    const shown = textsIn(view)
      .map(({ text }) => text)
      .join('');
    const readable = { ...call, parameters: { ...parameters, PolicyDocument: { Statement: statements } } };
    expect(shown).toContain(JSON.stringify(readable.parameters.PolicyDocument.Statement.at(-1)?.A[0]));
    expect(shown).toContain(`49-${'ä'.repeat(120)}`);
  });

  test('says where the rest is, if it is more than a window holds', () => {
    const findings = Array.from({ length: 2000 }, (_, index) => ({
      code: 'DATA',
      severity: 'high' as const,
      pointer: `/parameters/${index}`,
      message: 'Whoever holds this can read stored data in bulk. '.repeat(4),
    }));
    const request = pendingRequest();
    const validated = request.validated && { ...request.validated, findings };
    const view = planView({ ...request, ...(validated && { validated }) });
    expect(modal.safeParse(view).error).toBeUndefined();
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(maxView);
    expect(JSON.stringify(view.blocks.at(-1))).toContain('There is more than a window holds');
  });

  test('is made of pieces that put together are the plan, for any text', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 200 }), fc.integer({ min: 1, max: 60 }), (text, times) => {
        const request = attacked(text.repeat(times).toWellFormed() || 'x');
        const shown = textsIn(planView(request))
          .map((each) => each.text)
          .join('');
        expect(shown).toContain(spelledOut(JSON.stringify(request.plan[0]?.parameters.Description)));
      }),
      { numRuns: 50 },
    );
  });
});
