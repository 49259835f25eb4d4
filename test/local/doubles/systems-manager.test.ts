import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SystemsManager } from '../../../local/doubles/systems-manager.ts';
import { startDoubles } from './aws-clients.ts';

let local: Awaited<ReturnType<typeof startDoubles>>;
beforeAll(async () => {
  local = await startDoubles();
});
afterAll(() => local.stop());

const Name = '/own/switch';

test('a declared parameter is read and set over the wire, by name or ARN', async () => {
  const { Parameter } = await local.ssm.send(new GetParameterCommand({ Name }));
  expect(Parameter).toMatchObject({ Name, Value: 'off', Version: 1, LastModifiedDate: expect.any(Date) });
  const set = await local.ssm.send(new PutParameterCommand({ Name, Value: 'on', Overwrite: true }));
  expect(set.Version).toBe(2);
  const again = await local.ssm.send(new GetParameterCommand({ Name: Parameter?.ARN }));
  expect(again.Parameter).toMatchObject({ Value: 'on', Version: 2 });
});

test.each([
  ['another name', { Name: '/other', Value: 'on', Overwrite: true }, 'ParameterNotFound'],
  ['another value', { Name, Value: 'maybe', Overwrite: true }, 'ParameterPatternMismatchException'],
  ['no word that it may be overwritten', { Name, Value: 'on' }, 'ParameterAlreadyExists'],
])('%s is refused as AWS refuses it', async (_what, input, name) => {
  await expect(local.ssm.send(new PutParameterCommand(input))).rejects.toMatchObject({ name });
});

test('what was set outlives the process', () => {
  const kept: unknown[] = [];
  const options = { clock: () => new Date(), parameters: [{ name: Name, value: 'off' }] };
  const first = new SystemsManager({
    ...options,
    remember: (_collection, _key, record) => kept.push(record),
  });
  expect(first.call('PutParameter', { Name, Value: 'on', Overwrite: true })).toMatchObject({ Version: 2 });
  const second = new SystemsManager({ ...options, state: { parameters: kept } });
  expect(second.call('GetParameter', { Name })).toMatchObject({ Parameter: { Value: 'on', Version: 2 } });
});
