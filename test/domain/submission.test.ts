import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Json, JsonObject } from '../../domain/json.ts';
import { requestTypeNames } from '../../domain/request-types/names.ts';
import { submissions } from '../../domain/request-types/registry.ts';
import { bodyHash, submit } from '../../domain/submission.ts';
import { inIam } from '../support/people.ts';
import { submissionContext } from '../support/submission.ts';

const body = (parts: Record<string, Json> = {}): JsonObject => {
  const { justification, parameters } = submissions['iam-role'].example;
  return { type: 'iam-role', justification, parameters, ...parts };
};
/** `code pointer` of every problem. */
function problemsOf(
  submitted: JsonObject,
  context = submissionContext(),
  requester = inIam('alice'),
): string[] {
  const result = submit(submitted, requester, context);
  return result.ok ? [] : result.problems.map(({ code, pointer }) => `${code} ${pointer}`);
}

describe('a submission', () => {
  test('tells every problem of envelope and parameters at once', () => {
    const { parameters } = submissions['iam-role'].example;
    const faulty = {
      ...{ type: 'iam-role', justification: 'short', colour: 'red' },
      parameters: { ...parameters, RoleName: 'no spaces', MaxSessionDuration: 1, Path: '/elsewhere/' },
    };
    const found = problemsOf(faulty, submissionContext({ requesters: { default: [{ role: 'Admins' }] } }));
    expect(found).toEqual(
      expect.arrayContaining([
        'too-short /justification',
        'unknown-field /colour',
        'guardrail-requester /type',
        'pattern /parameters/RoleName',
        'too-small /parameters/MaxSessionDuration',
      ]),
    );
    expect(found.some((each) => each.startsWith('guardrail-') && each.endsWith('/parameters/Path'))).toBe(
      true,
    );
  });

  test('may say where it is for, as long as that is here', () => {
    const { account, region } = submissionContext();
    expect(problemsOf(body({ account, region }))).toEqual([]);
    const elsewhere = { account: '444455556666', region: region.toUpperCase() };
    expect(problemsOf(body(elsewhere))).toEqual(['other-account /account', 'other-region /region']);
    expect(problemsOf(body({ account: Number(account), region: [region] }))).toEqual([
      'wrong-type /account',
      'wrong-type /region',
    ]);
    const short = problemsOf(body({ ...elsewhere, justification: 'short' }));
    expect(short).toEqual(expect.arrayContaining(['too-short /justification', 'other-account /account']));
  });

  test('without a type or parameters names what is missing', () => {
    const missing = ['missing /justification', 'missing /parameters', 'missing /type'];
    expect(problemsOf({}).sort()).toEqual(missing);
  });

  test('says nothing twice', () => {
    for (const parameters of [null, [], 'x', 1, {}, { RoleName: null }]) {
      const found = problemsOf(body({ parameters }));
      expect(found.length).toBeGreaterThan(0);
      expect(new Set(found).size).toBe(found.length);
    }
  });

  test('keeps the parameters as they were sent, and the plan as it will be', () => {
    const result = submit(body(), inIam('alice'), submissionContext());
    expect(result.ok && result.detail).toMatchObject({
      parameters: submissions['iam-role'].example.parameters,
      plan: [{ operation: 'CreateRole', parameters: { Path: '/requested/' } }],
      summary: { title: 'IAM role', name: 'payments-deploy' },
    });
  });

  test('has a hash that the order of members does not change, and everything else does', () => {
    const { type = '', justification = '', parameters = {} } = body();
    expect(bodyHash({ parameters, justification, type })).toBe(bodyHash(body()));
    expect(bodyHash(body({ justification: `${String(justification)} ` }))).not.toBe(bodyHash(body()));
  });
});

describe('a justification', () => {
  const problem = (justification: string) => problemsOf(body({ justification }));

  test.each([
    ['has nine characters', '123456789', 'too-short'],
    ['has ten of which one is a blank at the end', '123456789 ', 'too-short'],
    ['has nine emoji', '😀'.repeat(9), 'too-short'],
    ['is too long', 'x'.repeat(1001), 'too-long'],
    ['holds NUL', 'because of\u0000 it', 'forbidden-character'],
    ['holds an escape sequence', 'because \u001b[31mred', 'forbidden-character'],
    ['holds a C1 control', 'because \u009b31m red', 'forbidden-character'],
    ['holds a right-to-left override', 'because \u202egnp.exe', 'forbidden-character'],
    ['holds an isolate', 'because \u2066hidden\u2069', 'forbidden-character'],
    ['holds half a surrogate pair', 'because of \ud83d', 'forbidden-character'],
    ['holds a line separator', 'because\u2028Risk: low', 'forbidden-character'],
    ['holds a filler', 'because \u3164\u3164 of it', 'forbidden-character'],
    ['holds a tag', 'because \u{e0041} of it', 'forbidden-character'],
  ])('that %s is refused', (_what, text, code) => {
    expect(problem(text)).toEqual([`${code} /justification`]);
  });

  test.each([
    ['ten characters', '1234567890'],
    ['ten emoji', '😀'.repeat(10)],
    ['a thousand emoji', '😀'.repeat(1000)],
    ['several lines with tabs', 'one\n\ttwo\r\nthree, four'],
    ['right-to-left text without overrides', 'כי צריך את זה היום'],
    ['what would be a ping elsewhere', '<!channel> @everyone `rm -rf`'],
  ])('of %s is taken', (_what, text) => {
    expect(problem(text)).toEqual([]);
  });
});

describe('the guardrail on requesters', () => {
  const restricted = submissionContext({
    requesters: {
      'ram-permission': [{ role: 'AWSReservedSSO_Network_*' }],
      default: [{ iamUser: 'deploy-bot' }],
    },
  });
  const may = (type: 'iam-role' | 'ram-permission', id: string) => {
    const { justification, parameters } = submissions[type].example;
    const requester = { kind: 'iam' as const, id };
    return problemsOf({ type, justification, parameters }, restricted, requester).length === 0;
  };
  const network = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Network_1/eve@example.com';
  const bot = 'arn:aws:iam::111122223333:user/deploy-bot';

  test('goes by type, then by the default', () => {
    expect([may('ram-permission', network), may('ram-permission', bot)]).toEqual([true, false]);
    expect([may('iam-role', network), may('iam-role', bot)]).toEqual([false, true]);
  });

  test('left out means anyone', () => {
    expect(problemsOf(body(), submissionContext({ requesters: {} }))).toEqual([]);
  });
});

describe('whatever is submitted', () => {
  const context = submissionContext();
  const anything = fc
    .dictionary(fc.string(), fc.jsonValue())
    .map((value): JsonObject => JSON.parse(JSON.stringify(value)));

  test('of any JSON is judged, never thrown at', () => {
    fc.assert(fc.property(anything, (value) => !submit(value, inIam('alice'), context).ok));
  });

  test('of any JSON in the place of a field is judged, never thrown at', () => {
    const field = fc
      .constantFrom(...requestTypeNames)
      .chain((type) =>
        fc.tuple(
          fc.constant(type),
          fc.constantFrom(
            ...Object.keys(submissions[type].example.parameters),
            '__proto__',
            'constructor',
            'Tags',
            'tags',
          ),
          fc.jsonValue({ maxDepth: 5 }),
        ),
      );
    fc.assert(
      fc.property(field, ([type, name, value]) => {
        const { justification, parameters } = submissions[type].example;
        const text = JSON.stringify({ type, justification, parameters });
        // Behind the others: of two members of one name, the last counts.
        const more = `,${JSON.stringify(name)}:${JSON.stringify(value)}}}`;
        const changed = JSON.parse(text.slice(0, -2) + more);
        const result = submit(changed, inIam('alice'), context);
        if (!result.ok)
          expect(result.problems.every(({ pointer, detail }) => pointer !== '' && detail !== '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
