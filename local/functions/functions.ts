import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type LambdaFunction, UnknownFunction } from '../template/functions.ts';
import { Container } from './container.ts';
import type { Logs } from './logs.ts';
import type { FunctionError, InvocationResult } from './messages.ts';
import { ContainerPool } from './pool.ts';

export interface FunctionsOptions {
  functions: readonly LambdaFunction[];
  /** The code that workers run. */
  code: URL;
  /** What every function gets besides its own environment, by its access key. */
  environment: (accessKeyId: string) => Record<string, string>;
  logs: Logs;
  /** Is told of every invocation, by function name. */
  onInvocation: (functionName: string) => void;
}

interface Pool {
  name: string;
  pool: ContainerPool;
  most: number | undefined;
  running: number;
}

/** The stack's functions, run from their bundles in worker threads as Lambda would run them. */
export class Functions {
  readonly #options: FunctionsOptions;
  readonly #pools = new Map<string, Pool>();
  /** Functions by the access keys of their environments. */
  readonly #holders = new Map<string, string>();
  #isClosed = false;

  constructor(options: FunctionsOptions) {
    this.#options = options;
    for (const lambda of options.functions) {
      const pool = new ContainerPool(() => this.#container(lambda));
      const { name, reservedConcurrency: most } = lambda;
      this.#pools.set(lambda.arn, { name, pool, most, running: 0 });
    }
  }

  /** Invokes a function, named by its ARN, with a JSON value. Never rejects for what the function does. */
  async invoke(arn: string, event: unknown): Promise<InvocationResult> {
    if (this.#isClosed) return { ok: false, error: stopped };
    const found = this.#find(arn);
    if (found.most !== undefined && found.running >= found.most) return { ok: false, error: throttled };
    this.#options.onInvocation(found.name);
    found.running++;
    const result = await found.pool.invoke(JSON.stringify(event) ?? 'null').finally(() => found.running--);
    if (!result.ok) this.#logFailure(found.name, result.error);
    return result;
  }

  /** Starts an environment of each function, one after the other, so that requests come first. */
  async warm(arns: readonly string[]): Promise<void> {
    for (const arn of arns) {
      if (!this.#isClosed) await this.#find(arn).pool.warm();
    }
  }

  /** The function that an access key was given to, in this or an environment that has ended; undefined if it is nobody's. */
  holderOf(accessKeyId: string): string | undefined {
    return this.#holders.get(accessKeyId);
  }

  /** Ends the environment that holds an access key: its invocation fails as `Lambda.Unknown`. */
  crash(accessKeyId: string): void {
    const errorMessage = 'The function was terminated before it answered';
    for (const { pool } of this.#pools.values()) {
      pool.terminate(accessKeyId, { errorType: 'Lambda.Unknown', errorMessage });
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#pools.values()].map(({ pool }) => pool.close(stopped)));
  }

  #find(arn: string) {
    const found = this.#pools.get(arn);
    if (found === undefined) throw new UnknownFunction(arn);
    return found;
  }

  #container(lambda: LambdaFunction): Container {
    const accessKeyId = `AKIAFUNCTION${String(this.#holders.size + 1).padStart(6, '0')}`;
    this.#holders.set(accessKeyId, lambda.name);
    const [file = '', exportName = ''] = lambda.handler.split('.');
    return new Container(accessKeyId, {
      code: this.#options.code,
      start: {
        module: moduleOf(lambda.directory, file),
        exportName,
        functionName: lambda.name,
        functionArn: lambda.arn,
        memoryMegabytes: lambda.memoryMegabytes,
      },
      environment: this.#environment(lambda, accessKeyId),
      timeoutSeconds: lambda.timeoutSeconds,
      onLog: (line) => this.#options.logs.add(lambda.name, line),
    });
  }

  #environment(lambda: LambdaFunction, accessKeyId: string): Record<string, string> {
    return {
      ...lambda.environment,
      AWS_LAMBDA_FUNCTION_NAME: lambda.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambda.memoryMegabytes),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${lambda.name}`,
      TZ: ':UTC',
      ...noSharedConfiguration,
      ...this.#options.environment(accessKeyId),
    };
  }

  /** Lambda writes this line itself. */
  #logFailure(name: string, { errorType, errorMessage, trace = [] }: FunctionError): void {
    const line = { level: 'INFO', message: 'Invoke Error', errorType, errorMessage, stackTrace: trace };
    this.#options.logs.add(name, JSON.stringify(line));
  }
}

/** What Lambda answers, without an invocation, to more than a function's reserved concurrency. */
export const throttled: FunctionError = {
  errorType: 'Lambda.TooManyRequestsException',
  errorMessage: 'Rate Exceeded.',
};
const stopped: FunctionError = { errorType: 'Lambda.Unknown', errorMessage: 'The local stack is stopping' };

/** Keeps the SDK from reading the developer's own profile, which may name other endpoints. */
const noSharedConfiguration = {
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
};

function moduleOf(directory: string, file: string): string {
  const found = ['.mjs', '.js'].map((extension) => join(directory, file + extension)).find(existsSync);
  return pathToFileURL(found ?? join(directory, `${file}.mjs`)).href;
}
