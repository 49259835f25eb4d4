/** The parts of dynalite 4.0.0 that run an operation without its HTTP server; the package has no types of its own. */
declare module 'dynalite/db/index.js' {
  export type Item = Record<string, object>;
  export interface Table {
    TableName: string;
    TableStatus: string;
    GlobalSecondaryIndexes?: { IndexName: string; KeySchema: object[]; Projection: object }[];
  }
  type Callback<Value> = (error: Error | null | undefined, value: Value) => void;
  export type Done = (error?: Error | null) => void;
  type Operation = { type: 'put'; key: string; value: object } | { type: 'del'; key: string };
  /** A table's items, by keys that `createKey` makes. */
  export interface ItemStore {
    get(key: string, callback: Callback<Item | undefined>): void;
    put(key: string, item: Item, done: Done): void;
    del(key: string, done: Done): void;
    /** All of them or none. */
    batch(operations: readonly Operation[], done: Done): void;
    createValueStream(range: {
      gte: string;
      lt: string;
      limit: number;
      reverse?: boolean;
    }): import('node:stream').Readable;
  }
  export interface Store {
    tableDb: { awsAccountId: string; awsRegion: string };
    getTable(name: string, checkStatus: boolean, callback: Callback<Table>): void;
    getItemDb(tableName: string): ItemStore;
    lifecycleManager: { gracefulClose(): Promise<void> };
  }
  const db: {
    create(options: {
      path?: string;
      createTableMs: number;
      deleteTableMs: number;
      updateTableMs: number;
    }): Store;
    createKey(item: Item, table: Table): string;
    /** In bytes, as DynamoDB counts them. */
    itemSize(item: Item): number;
    capacityUnits(item: Item | undefined, isRead: boolean, isConsistent: boolean): number;
    /** Which entries a change from one item to another writes into the indexes, and which it removes. */
    getIndexActions(
      indexes: object[],
      existing: Item | undefined,
      item: Item | undefined,
      table: Table,
    ): { puts: { index: string; key: string; item: Item }[]; deletes: { index: string; key: string }[] };
  };
  export default db;
}

declare module 'dynalite/validations/index.js' {
  import type { Store } from 'dynalite/db/index.js';

  const validations: {
    checkTypes(input: object, types: object): object;
    checkValidations(input: object, types: object, custom: object | undefined, store: Store): void;
    toLowerFirst(text: string): string;
  };
  export default validations;
}

declare module 'dynalite/db/conditionParser.js' {
  export interface ExpressionContext {
    attrNames?: Record<string, string>;
    attrVals?: Record<string, object>;
    /** What the parser takes out of these is used. */
    unusedAttrNames: Record<string, true>;
    unusedAttrVals: Record<string, true>;
    isKeyCondition?: boolean;
  }
  export interface ExpressionParser {
    /** The expression as a tree, or what is wrong about it; throws where it is none. */
    parse(text: string, options: { context: ExpressionContext }): object | string;
  }
  const parser: ExpressionParser;
  export default parser;
}

declare module 'dynalite/db/updateParser.js' {
  import type { ExpressionParser } from 'dynalite/db/conditionParser.js';

  const parser: ExpressionParser;
  export default parser;
}
