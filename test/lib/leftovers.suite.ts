import { describe, expect, test } from '@jest/globals';
import { kindsOf } from '../../cli/doctor/leftovers/clients.ts';
import { tellLeftovers } from '../../cli/doctor/program.ts';
import { accountThat, holding } from '../cli/doctor/account.ts';
import { everySetting } from './every-setting.ts';
import { fixedNamesOf, nameProperties } from './fixed-names.ts';
import { synthesized } from './synthesized.ts';

/** Named in the template, and not in the way of another: names of the configuration, of parts, and of what may share one. */
const notInTheWay = [
  ...['AWS::ApiGateway::DomainName', 'AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Stage'],
  ...['AWS::IAM::Policy', 'AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::EventSourceMapping'],
  ...['AWS::Lambda::Permission', 'AWS::Route53::RecordSet', 'AWS::ApiGateway::BasePathMapping'],
];

describe.each([
  ['the defaults', {}],
  ['every setting', everySetting],
])('--leftovers, after a deployment with %s', (_, settings) => {
  test('looks at every type that has a name', async () => {
    const { template } = await synthesized(settings);
    const named = new Set(template.types())
      .values()
      .filter((type) =>
        template
          .all(type)
          .some(({ Properties }) =>
            Object.keys(Properties).some((key) => /^(\w+)?Name$/.test(key) && key !== 'MetricName'),
          ),
      );
    const looked = kindsOf(await accountThat({})).flatMap(({ types }) => types);
    expect([...looked].sort()).toEqual(Object.keys(nameProperties).sort());
    expect(
      [...named].filter((type) => !notInTheWay.includes(type) && !Object.hasOwn(nameProperties, type)),
    ).toEqual([]);
  });

  test('finds each of its names', async () => {
    const { template } = await synthesized(settings);
    const fixed = fixedNamesOf(template);
    expect(fixed.length).toBeGreaterThan(100);
    let out = '';
    const output = { out: (text: string) => (out += text), err: () => '' };
    await tellLeftovers({ stack: 'Countersign' }, await accountThat(holding(fixed)), output);
    const found = [...out.matchAll(/^✗ .*? (\S*countersign\S*?)(:? .*)?$/gm)].map(([, name]) => name);
    expect(found.sort()).toEqual(fixed.map(({ name }) => name).sort());
  });
});
