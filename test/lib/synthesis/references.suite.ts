import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { App, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import { type IManagedPolicy, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import * as z from 'zod';
import type { ConfigurationInput as Shipped } from '../../../domain/configuration/configuration.ts';
import { Countersign } from '../../../lib/countersign.ts';
import type { ConfigurationInput } from '../../../lib/options/configuration-input.ts';
import { defaultConfiguration, idleFunctions, temporaryFolder } from '../synthesized.ts';

interface Options extends ConfigurationInput {
  boundary: ConfigurationInput['guardrails']['permissionsBoundary'];
}

/** Somebody's app, with a stack of theirs beside the one that Countersign is in. */
function theirs() {
  const app = new App({ outdir: temporaryFolder(), builtinCloudFormationValidation: false });
  const platform = new Stack(app, 'Platform');
  const access = new Stack(app, 'Access');
  const { guardrails, ...rest } = defaultConfiguration;
  const make = ({ boundary = 'default', ...options }: Partial<Options>) =>
    new Countersign(access, 'Countersign', {
      configuration: {
        ...rest,
        ...options,
        guardrails: { ...guardrails, permissionsBoundary: boundary },
      },
      functions: idleFunctions,
    });
  return { app, platform, access, make };
}

const resources = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })),
});

/** Of the stack that Countersign is in: the properties of the resources of a type, as they are in the template. */
function synthesizedIn(app: App) {
  const assembly = app.synth();
  const { templateFullPath } = assembly.getStackByName('Access');
  const { Resources } = resources.parse(JSON.parse(readFileSync(templateFullPath, 'utf8')));
  const all = Object.values(Resources);
  const of = (type: string) => all.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
  const configurations = readdirSync(assembly.directory)
    .filter((name) => name.startsWith('asset.'))
    .map((name): unknown =>
      JSON.parse(readFileSync(join(assembly.directory, name, 'configuration.json'), 'utf8')),
    );
  return { of, configurations };
}

const environments = (of: (type: string) => unknown[]) =>
  of('AWS::Lambda::Function').map(
    (properties) =>
      z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) }).parse(properties)
        .Environment.Variables,
  );

const putEvents = (of: (type: string) => unknown[]) =>
  of('AWS::IAM::Policy')
    .flatMap(
      (policy) =>
        z.object({ PolicyDocument: z.looseObject({ Statement: z.array(z.looseObject({})) }) }).parse(policy)
          .PolicyDocument.Statement,
    )
    .filter(({ Sid }) => Sid === 'TellTheEventBus')
    .map(({ Resource }) => Resource);

const imported = (name: string) => ({ 'Fn::ImportValue': expect.stringMatching(name) });
const statements = [new PolicyStatement({ actions: ['s3:*'], resources: ['*'] })];

describe('what only the deployment knows', () => {
  test('may be constructs of another stack: topic, bus, key and boundary', () => {
    const { app, platform, make } = theirs();
    make({
      alarms: { topic: new Topic(platform, 'Topic') },
      eventBus: new EventBus(platform, 'Bus'),
      deployment: { encryptionKey: new Key(platform, 'Key') },
      boundary: new ManagedPolicy(platform, 'Boundary', { statements }),
    });
    const { of, configurations } = synthesizedIn(app);
    expect(of('AWS::CloudWatch::Alarm')).toContainEqual(
      expect.objectContaining({ AlarmActions: [imported('Topic')] }),
    );
    expect(environments(of)).toContainEqual(expect.objectContaining({ EVENT_BUS: imported('Bus.*Arn') }));
    expect(putEvents(of)).toContainEqual(imported('Bus.*Arn'));
    expect(of('AWS::DynamoDB::Table')[0]).toMatchObject({
      SSESpecification: { KMSMasterKeyId: imported('Key.*Arn') },
    });
    for (const variables of environments(of)) {
      expect(variables).toMatchObject({ PERMISSIONS_BOUNDARY: imported('Boundary') });
    }
    expect(configurations.length).toBeGreaterThan(0);
    for (const configuration of configurations) {
      expect(JSON.stringify(configuration)).not.toContain('Token[');
      expect(configuration).toMatchObject({
        guardrails: { permissionsBoundary: expect.stringContaining('known-at-deployment') },
      });
    }
  });

  test('may be text of the same stack, of a parameter, or exported elsewhere', () => {
    const { app, access, make } = theirs();
    const topic = new CfnParameter(access, 'AlarmTopic').valueAsString;
    make({
      alarms: { topic },
      eventBus: new EventBus(access, 'Bus').eventBusName,
      deployment: { encryptionKey: Fn.importValue('SharedKey') },
      boundary: new ManagedPolicy(access, 'Boundary', { statements }).managedPolicyArn,
      audit: { bucket: Fn.importValue('SharedBucket'), key: Fn.importValue('SharedSigningKey') },
    });
    const { of } = synthesizedIn(app);
    expect(of('AWS::CloudWatch::Alarm')).toContainEqual(
      expect.objectContaining({ AlarmActions: [{ Ref: 'AlarmTopic' }] }),
    );
    const [put] = putEvents(of);
    expect(JSON.stringify(put)).toMatch(/:event-bus\/",\{"Ref":"Bus\w+"\}\]\]\}$/);
    expect(of('AWS::DynamoDB::Table')[0]).toMatchObject({
      SSESpecification: { KMSMasterKeyId: { 'Fn::ImportValue': 'SharedKey' } },
    });
    expect(environments(of)).toContainEqual(
      expect.objectContaining({
        AUDIT_BUCKET: { 'Fn::ImportValue': 'SharedBucket' },
        AUDIT_KEY_ARN: { 'Fn::ImportValue': 'SharedSigningKey' },
      }),
    );
  });

  test('may be constructs that were imported by ARN or name, known already or not', () => {
    const { app, access, make } = theirs();
    const arn = 'arn:aws:sns:us-east-1:111122223333:alarms';
    make({
      alarms: { topic: Topic.fromTopicArn(access, 'Topic', arn) },
      eventBus: EventBus.fromEventBusName(access, 'Bus', 'access'),
      deployment: { encryptionKey: Key.fromKeyArn(access, 'Key', Fn.importValue('SharedKey')) },
      boundary: ManagedPolicy.fromManagedPolicyName(access, 'Boundary', 'theirs'),
    });
    const { of, configurations } = synthesizedIn(app);
    expect(of('AWS::CloudWatch::Alarm')).toContainEqual(expect.objectContaining({ AlarmActions: [arn] }));
    expect(JSON.stringify(putEvents(of)[0])).toMatch(/:event-bus\/access"\]\]\}$/);
    expect(environments(of)[0]).toHaveProperty('PERMISSIONS_BOUNDARY');
    expect(configurations[0]).toMatchObject({ alarms: { topic: arn } });
  });

  test('is refused where functions read it, in the sentence of its place, beside other mistakes', () => {
    const { make } = theirs();
    const channel = Lazy.string({ produce: () => 'C0APPROVALS' });
    const wrong = () => make({ slack: { ...defaultConfiguration.slack, channel }, settleSeconds: 0 });
    expect(wrong).toThrow(
      [
        'Access/Countersign: slack.channel: only the deployment knows it, and functions read it as text; write it out.',
        'Access/Countersign: settleSeconds: it cannot be 0; write a whole number from 1 to 3600.',
      ].join('\n'),
    );
  });

  test('is checked as far as it is known: a boundary under the guardrail path could itself be asked for', () => {
    const { access, make } = theirs();
    const boundary = new ManagedPolicy(access, 'Boundary', { statements, path: '/requested/' });
    expect(() => make({ boundary })).toThrow(
      'guardrails.permissionsBoundary: a boundary under the guardrail path could itself be asked for; keep it outside.',
    );
  });

  test('is whatever the shipped file takes, and constructs besides', () => {
    type InText<T> = T extends string | number | boolean | undefined
      ? T
      : T extends Pick<ITopic, 'topicArn'> | Pick<IEventBus, 'eventBusArn'> | Pick<IKey, 'keyArn'>
        ? never
        : T extends Pick<IManagedPolicy, 'managedPolicyArn'> | Pick<IBucket, 'bucketName'>
          ? never
          : T extends Pick<ICertificate, 'certificateArn'>
            ? never
            : { [K in keyof T]: InText<T[K]> };
    const there = (options: Shipped): ConfigurationInput => options;
    const back = (options: InText<ConfigurationInput>): Shipped => options;
    expect(back).not.toBe(there);
  });
});

describe('ids of the example', () => {
  test('are warned of at synthesis, whoever uses the construct', () => {
    const { access, app, make } = theirs();
    make({ slack: { ...defaultConfiguration.slack, team: 'T0COUNTERSIGN' } });
    const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const warnings = app
      .synth()
      .getStackByName(access.stackName)
      .messages.map(({ entry }) => entry.data);
    told.mockRestore();
    expect(warnings).toEqual([expect.stringMatching(/still has ids of the example \(T0COUNTERSIGN\)/)]);
  });
});
