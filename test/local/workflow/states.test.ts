import { describe, expect, test } from '@jest/globals';
import { StateMachine } from 'aws-local-stepfunctions';
import { definitionSchema } from '../../../local/workflow/definition.ts';
import { call, fail, succeed, until, workflowOf } from './harness.ts';

const input = { a: { b: [1, 'two'] }, n: 5, none: null, yes: true };
const ends = {
  Yes: { Type: 'Pass', Result: 'yes', End: true },
  No: { Type: 'Pass', Result: 'no', End: true },
};
const choice = (rule: object) => ({
  Which: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
  ...ends,
});

/** States whose output is compared with the library's. */
const definitions: [string, object][] = [
  ['a Pass that hands on', { Only: { Type: 'Pass', End: true } }],
  ['a Pass with a result beside', { Only: { Type: 'Pass', Result: [0], ResultPath: '$.x.y', End: true } }],
  [
    'a Pass with parameters',
    { Only: { Type: 'Pass', Parameters: { 'first.$': '$.a.b[0]', list: [{ 'n.$': '$.n' }] }, End: true } },
  ],
  ['InputPath and OutputPath', { Only: { Type: 'Pass', InputPath: '$.a', OutputPath: '$.b', End: true } }],
  [
    'a dropped result',
    { Only: { Type: 'Pass', Result: 1, ResultPath: null, Next: 'Done' }, Done: { Type: 'Succeed' } },
  ],
  ['equal text', choice({ Variable: '$.a.b[1]', StringEquals: 'two' })],
  ['text and a number', choice({ Variable: '$.n', StringEquals: '5' })],
  ['a smaller number', choice({ Variable: '$.n', NumericLessThan: 5 })],
  ['a number not greater', choice({ Variable: '$.n', NumericLessThanEquals: 5 })],
  ['a greater number', choice({ Variable: '$.n', NumericGreaterThan: 4.5 })],
  ['a number not smaller', choice({ Variable: '$.n', NumericGreaterThanEquals: 6 })],
  ['what is present', choice({ Variable: '$.a.c', IsPresent: true })],
  ['null', choice({ Variable: '$.none', IsNull: true })],
  [
    'nested rules',
    choice({
      Or: [
        { Variable: '$.yes', BooleanEquals: false },
        { Not: { And: [{ Variable: '$.n', NumericEquals: 6 }] } },
      ],
    }),
  ],
];

test.each(definitions)('%s gives what aws-local-stepfunctions gives', async (_, states) => {
  const { start, execution } = workflowOf(states, () => succeed(null));
  start('one', input);
  const definition = definitionSchema.parse({ StartAt: Object.keys(states)[0], States: states });
  const machine = new StateMachine(JSON.parse(JSON.stringify(definition)));
  const expected: unknown = await machine.run(input).result;
  expect(execution('one')).toMatchObject({ status: 'SUCCEEDED', output: JSON.stringify(expected) });
});

/** Where the library is not as AWS documents: it takes null for no result, and nothing for absent. */
test.each([
  ['a result that is null', { Only: { Type: 'Pass', Result: null, End: true } }, 'null'],
  ['what is absent', choice({ Variable: '$.a.c', IsPresent: false }), '"yes"'],
])('%s counts', (_, states, output) => {
  const { start, execution } = workflowOf(states, () => succeed(null));
  start('one', input);
  expect(execution('one')).toMatchObject({ status: 'SUCCEEDED', output });
});

describe('a state', () => {
  test('that waits goes on when its time is over', async () => {
    const { start, execution } = workflowOf({ Only: { Type: 'Wait', SecondsPath: '$.n', End: true } }, () =>
      succeed(null),
    );
    start('one', { n: 5 });
    expect(execution('one')?.status).toBe('RUNNING');
    await until(() => execution('one')?.status === 'SUCCEEDED');
    expect(execution('one')?.output).toBe('{"n":5}');
  });

  test('that fails on purpose says why', () => {
    const { start, execution } = workflowOf({ Only: { Type: 'Fail', Error: 'Bad', Cause: 'because' } }, () =>
      succeed(null),
    );
    start('one');
    expect(execution('one')).toMatchObject({ status: 'FAILED', error: 'Bad', cause: 'because' });
  });

  test('selects from what its function answers', async () => {
    const only = call('only', { ResultSelector: { 'kept.$': '$.kept' }, ResultPath: '$.r', End: true });
    const { start, execution } = workflowOf({ Only: only }, () => succeed({ kept: 1, dropped: 2 }));
    start('one', { given: true });
    await until(() => execution('one')?.status === 'SUCCEEDED');
    expect(execution('one')?.output).toBe('{"given":true,"r":{"kept":1}}');
  });

  test.each([
    [{ Variable: '$.missing', StringEquals: '' }, 'States.Runtime'],
    [{ Variable: '$.n', NumericEquals: 6 }, 'States.NoChoiceMatched'],
  ])('that finds no way fails the execution: %j', (rule, error) => {
    const { start, execution } = workflowOf(
      { Which: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }] }, Yes: ends.Yes },
      () => succeed(null),
    );
    start('one', input);
    expect(execution('one')).toMatchObject({ status: 'FAILED', error });
  });

  test('whose parameters are not to be had fails like its function, and no function is called', () => {
    const only = call('only', {
      Parameters: { 'x.$': '$.missing' },
      Catch: [{ ErrorEquals: ['States.ParameterPathFailure'], ResultPath: '$.failure', Next: 'Yes' }],
      End: true,
    });
    const { start, execution, invocations } = workflowOf({ Only: only, Yes: ends.Yes }, () => succeed(null));
    start('one');
    expect(execution('one')?.output).toBe('"yes"');
    expect(invocations).toEqual([]);
  });

  test('whose failure has no place ends the execution', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Yes' }];
    const states = {
      First: { Type: 'Pass', Result: 'text', Next: 'Only' },
      Only: call('only', { Catch, End: true }),
      Yes: ends.Yes,
    };
    const { start, execution } = workflowOf(states, () => fail('Refused'));
    start('one');
    await until(() => execution('one')?.status === 'FAILED');
    expect(execution('one')?.error).toBe('States.ResultPathMatchFailure');
  });
});

test.each([
  ['a state type', { A: { Type: 'Parallel', Branches: [], End: true } }],
  ['a member', { A: { Type: 'Pass', Assign: {}, End: true } }],
  ['a function in a template', { A: { Type: 'Pass', Parameters: { 'x.$': 'States.UUID()' }, End: true } }],
  ['a filter in a path', { A: { Type: 'Pass', InputPath: '$.a[?(@.b)]', End: true } }],
  ['a comparison', choice({ Variable: '$.a', StringMatches: '*' })],
  ['two comparisons at once', choice({ Variable: '$.a', StringEquals: 'a', IsPresent: true })],
  ['half a second', { A: { Type: 'Wait', Seconds: 0.5, End: true } }],
  ['a state that is not there', { A: { Type: 'Pass', Next: 'B' } }],
  ['a state without an end', { A: { Type: 'Pass' } }],
  ['another query language', { A: { Type: 'Pass', QueryLanguage: 'JSONata', End: true } }],
])('a definition is refused for %s that is not known', (_, states) => {
  expect(definitionSchema.safeParse({ StartAt: Object.keys(states)[0], States: states }).success).toBe(false);
});
