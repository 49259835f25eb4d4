const string = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
const byKey = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  ...(range ? [{ AttributeName: range, KeyType: 'RANGE' }] : []),
];
const list = (IndexName: string, hash: string) => ({
  IndexName,
  KeySchema: byKey(hash, 'createdAtId'),
  Projection: {
    ProjectionType: 'INCLUDE',
    NonKeyAttributes: ['type', 'status', 'requester', 'createdAt', 'updatedAt'].filter(
      (name) => name !== hash,
    ),
  },
});

/** The two tables, as `lib/audit/audit-trail.ts` and `lib/workflow/work-index.ts` declare them. */
export const tables = [
  {
    TableName: 'AuditTrail',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [string('requestId'), { AttributeName: 'seq', AttributeType: 'N' }],
    KeySchema: byKey('requestId', 'seq'),
  },
  {
    TableName: 'Requests',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['id', 'status', 'requester', 'createdAtId', 'dueShard', 'dueAt'].map(string),
    KeySchema: byKey('id'),
    GlobalSecondaryIndexes: [
      list('by-status', 'status'),
      list('by-requester', 'requester'),
      {
        IndexName: 'by-due',
        KeySchema: byKey('dueShard', 'dueAt'),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  },
];
