import { describe, expect, test } from '@jest/globals';
import { rowsOf } from '../../local/page/workflow-layout.js';

const definition = {
  StartAt: 'Ask',
  States: {
    Ask: { Type: 'Task', Next: 'Yes?', Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Settle' }] },
    Settle: { Type: 'Task', Next: 'Settled?' },
    'Settled?': { Type: 'Choice', Choices: [{ Next: 'Ask' }], Default: 'Yes?' },
    'Yes?': { Type: 'Choice', Choices: [{ Next: 'Create' }], Default: 'Record' },
    Create: { Type: 'Task', Next: 'Record', Catch: [{ ErrorEquals: ['QuorumLost'], Next: 'Ask' }] },
    Record: { Type: 'Task', End: true },
  },
};

describe('the rows of a drawn workflow', () => {
  test('each state stands below everything that leads to it without an error', () => {
    const { rows } = rowsOf(definition);
    expect(['Ask', 'Yes?', 'Create', 'Record'].map((name) => rows.get(name))).toEqual([0, 1, 2, 3]);
  });

  test('states that only an error leads to stand aside, below where it happens', () => {
    const { rows, aside } = rowsOf(definition);
    expect([...aside]).toEqual(['Settle', 'Settled?']);
    expect([rows.get('Settle'), rows.get('Settled?')]).toEqual([1, 2]);
  });

  test('a definition that goes in a circle has rows all the same', () => {
    const circle = {
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } },
    };
    expect(Object.fromEntries(rowsOf(circle).rows)).toEqual({ A: 0, B: 1 });
  });
});
