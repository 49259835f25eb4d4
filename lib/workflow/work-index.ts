import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Deployment } from '../deployment.ts';
import { ownName } from '../shared/own-name.ts';
import { tableEncryption } from '../shared/table-encryption.ts';

/** What a list shows of a request. */
const listed = ['type', 'status', 'requester', 'createdAt', 'updatedAt'];

/**
 * What there is to list and what is due: one item a request, rebuilt from the audit trail wherever they differ.
 * `by-due` is sparse: a request for which nothing is left to do carries no `dueAt` and is not in it.
 */
export class WorkIndex extends Construct {
  readonly table: Table;
  readonly environment: { REQUESTS_TABLE: string };

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      tableName: ownName('requests'),
      partitionKey: { name: 'id', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      ...tableEncryption(this),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.#addList('by-status', 'status');
    this.#addList('by-requester', 'requester');
    this.table.addGlobalSecondaryIndex({
      indexName: 'by-due',
      partitionKey: { name: 'dueShard', type: AttributeType.STRING },
      sortKey: { name: 'dueAt', type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.environment = { REQUESTS_TABLE: this.table.tableName };
  }

  /** Lets a function open the row of a new request. */
  grantOpen(grantee: IGrantable): void {
    this.#grant(grantee, 'OpenRow', ['PutItem']);
  }

  /** Lets a function read a single row. */
  grantRead(grantee: IGrantable): void {
    this.#grant(grantee, 'ReadRow', ['GetItem']);
  }

  /** Lets a function change a single row. */
  grantUpdate(grantee: IGrantable): void {
    this.#grant(grantee, 'UpdateRow', ['UpdateItem']);
  }

  /** Lets a function drop a row whose request was never submitted. */
  grantDrop(grantee: IGrantable): void {
    this.#grant(grantee, 'DropRow', ['DeleteItem']);
  }

  /** Lets a function list requests by status and by requester. */
  grantList(grantee: IGrantable): void {
    this.#grant(grantee, 'ListRows', ['Query'], ['by-status', 'by-requester']);
  }

  /** Lets a function list requests by requester. */
  grantListByRequester(grantee: IGrantable): void {
    this.#grant(grantee, 'ListRowsByRequester', ['Query'], ['by-requester']);
  }

  /** Lets a function list requests by status. */
  grantListByStatus(grantee: IGrantable): void {
    this.#grant(grantee, 'ListRowsByStatus', ['Query'], ['by-status']);
  }

  /** Lets a function list what is due, and count what waits. */
  grantListDue(grantee: IGrantable): void {
    this.#grant(grantee, 'ListDueRows', ['Query'], ['by-due', 'by-status']);
  }

  #addList(indexName: string, attribute: string): void {
    this.table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: { name: attribute, type: AttributeType.STRING },
      sortKey: { name: 'createdAtId', type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: listed.filter((name) => name !== attribute),
    });
  }

  #grant(grantee: IGrantable, sid: string, operations: string[], indexes?: string[]): void {
    const { tableArn } = this.table;
    const reads = operations.every((operation) => operation === 'GetItem' || operation === 'Query');
    Deployment.of(this).grantKey(grantee, 'dynamodb', reads ? 'read' : 'write');
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        sid,
        actions: operations.map((operation) => `dynamodb:${operation}`),
        resources: indexes?.map((index) => `${tableArn}/index/${index}`) ?? [tableArn],
      }),
    );
  }
}
