import { createRequire } from 'node:module';
import conditionParser from 'dynalite/db/conditionParser.js';
import db, { type Item, type ItemStore, type Store, type Table } from 'dynalite/db/index.js';
import updateParser from 'dynalite/db/updateParser.js';
import validations from 'dynalite/validations/index.js';
import * as z from 'zod';
import { account, region } from '../double.ts';
import { ModelledError } from '../modelled-error.ts';
import { parseOnce } from './parsed-once.ts';

parseOnce(conditionParser);
parseOnce(updateParser);

/** What dynalite exports for an operation: its checks and the action itself. */
interface Checks {
  types: object;
  custom?: object;
}
type Action = (store: Store, input: object, done: (error: unknown, output: object) => void) => void;

const operations = [
  ...['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan', 'BatchGetItem', 'BatchWriteItem'],
  ...['CreateTable', 'DescribeTable', 'UpdateTable', 'DeleteTable', 'ListTables', 'DescribeTimeToLive'],
];
const refusal = z.object({
  statusCode: z.number(),
  body: z.object({ __type: z.string(), message: z.string().optional(), Message: z.string().optional() }),
});

/**
 * dynalite without its HTTP server: its server would cost a second port and a second trip through JSON for each call.
 * That reaches into the package's files, which is why its version is pinned.
 */
export class DynaliteEngine {
  readonly #store: Store;
  readonly #require = createRequire(import.meta.url);

  /** Keeps tables in memory, or in the directory `path`. */
  constructor({ path }: { path?: string | undefined }) {
    const immediately = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };
    // In memory, keys and values are small buffers: each would keep alive the 8 KB that Node cuts several of them from.
    if (path === undefined) Buffer.poolSize = 0;
    this.#store = db.create({ ...immediately, ...(path !== undefined && { path }) });
    Object.assign(this.#store.tableDb, { awsAccountId: account, awsRegion: region });
  }

  /** Runs an operation on plain JSON as it goes over the wire; throws `ModelledError`. */
  async run(operation: string, input: object): Promise<object> {
    if (!operations.includes(operation)) throw new ModelledError('UnknownOperationException', 400, '');
    const file = validations.toLowerFirst(operation);
    const checks: Checks = this.#require(`dynalite/validations/${file}.js`);
    const action: Action = this.#require(`dynalite/actions/${file}.js`);
    try {
      const checked = validations.checkTypes(structuredClone(input), checks.types);
      validations.checkValidations(checked, checks.types, checks.custom, this.#store);
      return await new Promise((resolve, reject) => {
        action(this.#store, checked, (error, output) => (error ? reject(error) : resolve(output)));
      });
    } catch (error) {
      throw modelled(error);
    }
  }

  /** A table's description; throws `ModelledError` if there is none. */
  table(name: string): Promise<Table> {
    return new Promise((resolve, reject) => {
      this.#store.getTable(name, false, (error, table) => (error ? reject(modelled(error)) : resolve(table)));
    });
  }

  /** The item with the key that is part of `item`, as it is now. */
  item(table: Table, item: Item): Promise<Item | undefined> {
    return new Promise((resolve) => {
      this.#store.getItemDb(table.TableName).get(db.createKey(item, table), (error, found) => {
        resolve(error ? undefined : found);
      });
    });
  }

  /** Where a table's items are kept, always the same object. */
  items(tableName: string): ItemStore {
    return this.#store.getItemDb(tableName);
  }

  /** Waits for what is under way and closes the files. */
  close(): Promise<void> {
    return this.#store.lifecycleManager.gracefulClose();
  }
}

function modelled(error: unknown): unknown {
  const refused = refusal.safeParse(error);
  if (!refused.success) return error;
  const { __type, message, Message } = refused.data.body;
  const name = __type.slice(__type.indexOf('#') + 1);
  return new ModelledError(name, refused.data.statusCode, message ?? Message ?? '');
}
