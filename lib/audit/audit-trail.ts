import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, type IGrantable, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { creatorNames, type FunctionName, removerNames } from '../../lambdas/environment.ts';
import { Deployment } from '../deployment.ts';
import { roleArnOf } from '../functions/handler-function.ts';
import { ownName } from '../shared/own-name.ts';
import { tableEncryption } from '../shared/table-encryption.ts';

/** The functions that append; every other principal's PutItem is refused by the table itself. */
export const trailWriters = [
  'submit-request',
  'cancel-request',
  'decide-request',
  'retry-request',
  'slack-interaction',
  'validate-request',
  'request-approval',
  'settle-timeout',
  ...creatorNames,
  ...removerNames,
  'reconcile',
] as const satisfies readonly FunctionName[];

/** What changes or removes an item that exists, and what writes many without a condition. */
const neverAllowed = ['UpdateItem', 'DeleteItem', 'BatchWriteItem', 'PartiQLUpdate', 'PartiQLDelete'];
/** What adds an item, or overwrites one if it comes without our condition. */
const writersOnly = ['PutItem', 'PartiQLInsert'];

/**
 * The append-only audit trail, one item an event. Its resource policy takes precedence over whatever IAM allows; it
 * names no control-plane action, or CloudFormation would lock itself out. There is no TTL: events do not age.
 */
export class AuditTrail extends Construct {
  readonly table: Table;
  readonly environment: { AUDIT_TRAIL_TABLE: string };

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const tableName = ownName('audit-trail');
    this.table = new Table(this, 'Table', {
      tableName,
      partitionKey: { name: 'requestId', type: AttributeType.STRING },
      sortKey: { name: 'seq', type: AttributeType.NUMBER },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      ...tableEncryption(this),
      removalPolicy: RemovalPolicy.RETAIN,
      resourcePolicy: appendOnly(Stack.of(this), tableName),
      /** Old images as well: they show what an overwritten or removed event said. */
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
    });
    this.environment = { AUDIT_TRAIL_TABLE: this.table.tableName };
  }

  /** The stream of what is added, changed and removed. */
  get streamArn(): string {
    const { tableStreamArn } = this.table;
    if (tableStreamArn === undefined) throw new Error('The audit trail has no stream');
    return tableStreamArn;
  }

  /** Lets a function be fed by the stream; Lambda asks for all four, and the last knows no resource level. */
  grantReadStream(grantee: IGrantable): void {
    const read = ['DescribeStream', 'GetRecords', 'GetShardIterator'];
    this.#grant(grantee, 'ReadStream', dynamodb(read), this.streamArn);
    this.#grant(grantee, 'ListStreams', dynamodb(['ListStreams']), '*');
    Deployment.of(this).grantKey(grantee, 'dynamodb', 'read');
  }

  /** Lets a function read the events of a request. */
  grantRead(grantee: IGrantable): void {
    this.#grant(grantee, 'ReadTrail', ['dynamodb:Query']);
    Deployment.of(this).grantKey(grantee, 'dynamodb', 'read');
  }

  /** Lets a function read the events of a request and append the next; the resource policy must name it as well. */
  grantAppend(grantee: IGrantable): void {
    this.#grant(grantee, 'AppendToTrail', ['dynamodb:Query', 'dynamodb:PutItem']);
    Deployment.of(this).grantKey(grantee, 'dynamodb', 'write');
  }

  #grant(grantee: IGrantable, sid: string, actions: string[], resource = this.table.tableArn): void {
    const statement = new PolicyStatement({ sid, actions, resources: [resource] });
    grantee.grantPrincipal.addToPrincipalPolicy(statement);
  }
}

/** Names instead of references: the roles are granted the table, which would make a circle. */
function appendOnly(stack: Stack, tableName: string): PolicyDocument {
  const resources = [
    stack.formatArn({
      service: 'dynamodb',
      resource: 'table',
      resourceName: tableName,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    }),
  ];
  const deny = { effect: Effect.DENY, principals: [new AnyPrincipal()], resources };
  return new PolicyDocument({
    statements: [
      new PolicyStatement({ ...deny, sid: 'NobodyChangesHistory', actions: dynamodb(neverAllowed) }),
      new PolicyStatement({
        ...deny,
        sid: 'OnlyWritersAppend',
        actions: dynamodb(writersOnly),
        conditions: {
          ArnNotEquals: { 'aws:PrincipalArn': trailWriters.map((name) => roleArnOf(stack, name)) },
        },
      }),
    ],
  });
}

function dynamodb(actions: readonly string[]): string[] {
  return actions.map((action) => `dynamodb:${action}`);
}
