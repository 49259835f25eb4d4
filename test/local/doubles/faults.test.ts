import { expect, test } from '@jest/globals';
import { Faults, InvalidFault } from '../../../local/doubles/faults.ts';

test('faults are hit in the order they were added, each as often as it says', () => {
  const faults = new Faults();
  faults.add({ service: 'iam', operation: 'CreateRole', fault: 'error:Throttling', times: 2 });
  faults.add({ service: 'iam', operation: '*', fault: 'delay:5' });
  const taken = Array.from({ length: 4 }, () => faults.take('iam', 'CreateRole'));
  expect(taken).toEqual([
    { kind: 'error', name: 'Throttling' },
    { kind: 'error', name: 'Throttling' },
    { kind: 'delay', milliseconds: 5 },
    undefined,
  ]);
});

test('a fault waits for its own service and operation', () => {
  const faults = new Faults();
  faults.add({ service: 'slack', operation: 'chat.postMessage', fault: 'drop-response' });
  expect(faults.take('slack', 'chat.update')).toBeUndefined();
  expect(faults.take('iam', 'chat.postMessage')).toBeUndefined();
  expect(faults.list()).toEqual([
    { service: 'slack', operation: 'chat.postMessage', fault: 'drop-response', times: 1 },
  ]);
  faults.clear();
  expect(faults.take('slack', 'chat.postMessage')).toBeUndefined();
});

test.each([
  [{ service: 'sqs', operation: '*', fault: 'drop-response' }, /service/],
  [{ service: 'iam', operation: '*', fault: 'explode' }, /must be error:NAME, drop-response/],
  [{ service: 'iam', operation: '*', fault: 'delay:soon' }, /must be error:NAME, drop-response/],
  [{ service: 'iam', fault: 'drop-response' }, /operation/],
  [{ service: 'iam', operation: '*', fault: 'drop-response', times: 0 }, /times/],
  [{ service: 'iam', operation: '*', fault: 'drop-response', count: 1 }, /count/],
  ['nonsense', /expected object/],
])('a fault that makes no sense is refused with the reason: %j', (input, reason) => {
  const add = () => new Faults().add(input);
  expect(add).toThrow(InvalidFault);
  expect(add).toThrow(reason);
});
