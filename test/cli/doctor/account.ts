import { type LeftoverClients, leftoverClients } from '../../../cli/doctor/leftovers/clients.ts';

/** What is asked of an account, by the command's name, and what it answers. */
export type Answers = Readonly<Record<string, (input: Record<string, unknown>) => object>>;

/** The name of an error of the service, for a command that is refused. */
export function refusing(name: string): () => never {
  return () => {
    throw Object.assign(new Error('You may not.'), { name });
  };
}

/** The real clients, of an account that answers so, and nothing to what it is not asked here; `asked` says what was. */
export async function accountThat(answers: Answers): Promise<LeftoverClients & { asked: string[] }> {
  const asked: string[] = [];
  const clients = await leftoverClients({ region: 'us-east-1' });
  const send = async (command: { input: Record<string, unknown> }) => {
    const { name } = command.constructor;
    asked.push(name);
    return answers[name]?.(command.input) ?? {};
  };
  for (const client of Object.values(clients)) Object.assign(client, { send });
  return { ...clients, asked };
}

/** Something under a name, as the template or the test has it. */
export interface Named {
  type: string;
  name: string;
}

const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:111122223333:${rest}`;
const iamArn = (path: string) => `arn:aws:iam::111122223333:${path}`;

/** Answers of an account that holds these, and whatever `others` has beside them. */
export function holding(held: readonly Named[]): Answers {
  const names = (type: string) => held.filter((each) => each.type === type).map(({ name }) => name);
  const beginning = (type: string, prefix: unknown) =>
    names(type).filter((name) => name.startsWith(String(prefix)));
  const each = <T>(type: string, output: (name: string) => T) => names(type).map(output);
  return {
    ListTablesCommand: () => ({ TableNames: names('AWS::DynamoDB::Table') }),
    DescribeTableCommand: () => ({ Table: { DeletionProtectionEnabled: true } }),
    ListBucketsCommand: ({ Prefix }) => ({
      Buckets: beginning('AWS::S3::Bucket', Prefix).map((Name) => ({ Name })),
    }),
    ListAliasesCommand: () => ({
      Aliases: each('AWS::KMS::Alias', (AliasName) => ({ AliasName, TargetKeyId: 'key-1' })),
    }),
    ListSecretsCommand: () => ({
      SecretList: each('AWS::SecretsManager::Secret', (Name) => ({
        Name,
        ARN: arn('secretsmanager', `secret:${Name}-AbCdEf`),
      })),
    }),
    DescribeParametersCommand: () => ({ Parameters: each('AWS::SSM::Parameter', (Name) => ({ Name })) }),
    ListPoliciesCommand: () => ({
      Policies: each('AWS::IAM::ManagedPolicy', (PolicyName) => ({
        PolicyName,
        Arn: iamArn(`policy/${PolicyName}`),
      })),
    }),
    ListRolesCommand: () => ({ Roles: each('AWS::IAM::Role', (RoleName) => ({ RoleName })) }),
    ListRolePoliciesCommand: () => ({ PolicyNames: ['Default'] }),
    ListFunctionsCommand: () => ({
      Functions: each('AWS::Lambda::Function', (FunctionName) => ({ FunctionName })),
    }),
    ListStateMachinesCommand: () => ({
      stateMachines: each('AWS::StepFunctions::StateMachine', (name) => ({
        name,
        stateMachineArn: arn('states', `stateMachine:${name}`),
      })),
    }),
    // In two pages, since the SDK has nothing that follows them.
    ListRulesCommand: ({ NamePrefix, NextToken }) => {
      const [first, ...rest] = beginning('AWS::Events::Rule', NamePrefix).map((Name) => ({ Name }));
      return NextToken ? { Rules: rest } : { Rules: first ? [first] : [], NextToken: 'more' };
    },
    ListTargetsByRuleCommand: () => ({ Targets: [{ Id: 'Target0' }] }),
    ListQueuesCommand: ({ QueueNamePrefix }) => ({
      QueueUrls: beginning('AWS::SQS::Queue', QueueNamePrefix).map(
        (name) => `https://sqs.us-east-1.amazonaws.com/111122223333/${name}`,
      ),
    }),
    ListTopicsCommand: () => ({
      Topics: each('AWS::SNS::Topic', (name) => ({ TopicArn: arn('sns', name) })),
    }),
    DescribeLogGroupsCommand: ({ logGroupNamePattern }) => ({
      logGroups: names('AWS::Logs::LogGroup')
        .filter((name) => name.includes(String(logGroupNamePattern)))
        .map((logGroupName) => ({ logGroupName })),
    }),
    DescribeAlarmsCommand: ({ AlarmNamePrefix }) => ({
      MetricAlarms: beginning('AWS::CloudWatch::Alarm', AlarmNamePrefix).map((AlarmName) => ({ AlarmName })),
    }),
    ListDashboardsCommand: ({ DashboardNamePrefix }) => ({
      DashboardEntries: beginning('AWS::CloudWatch::Dashboard', DashboardNamePrefix).map((DashboardName) => ({
        DashboardName,
      })),
    }),
    ListWebACLsCommand: ({ NextMarker }) => {
      const all = each('AWS::WAFv2::WebACL', (Name) => ({ Name, Id: 'id-1', LockToken: 'lock-1' }));
      return NextMarker ? { WebACLs: all } : { WebACLs: [], NextMarker: 'more' };
    },
  };
}
