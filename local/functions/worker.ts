/* Runs in a worker thread as one warm execution environment of a function. It may import nothing but Node's own modules. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FunctionError, InvocationResult, WorkerCall, WorkerMessage, WorkerStart } from './messages.ts';

type Handler = (event: unknown, context: object) => unknown;

const start: WorkerStart = workerData;

function report(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

/** As Lambda's own runtime reports what a handler throws. */
function functionError(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}

async function load(): Promise<Handler> {
  const loaded: Record<string, unknown> = await import(start.module);
  const handler = loaded[start.exportName];
  if (typeof handler !== 'function') {
    const missing = new Error(`${start.exportName} is undefined or not exported`);
    missing.name = 'Runtime.HandlerNotFound';
    throw missing;
  }
  return (event, context) => Reflect.apply(handler, undefined, [event, context]);
}

function contextOf({ requestId, deadline }: WorkerCall): object {
  return {
    awsRequestId: requestId,
    functionName: start.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: start.functionArn,
    memoryLimitInMB: String(start.memoryMegabytes),
    logGroupName: `/aws/lambda/${start.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

async function run(handler: Handler, call: WorkerCall): Promise<InvocationResult> {
  try {
    const output = await handler(JSON.parse(call.event), contextOf(call));
    return { ok: true, payload: JSON.stringify(output) ?? 'null' };
  } catch (error) {
    return { ok: false, error: functionError(error) };
  }
}

load().then(
  (handler) => {
    report({ kind: 'loaded' });
    parentPort?.on('message', async (call: WorkerCall) => {
      report({ kind: 'answer', requestId: call.requestId, result: await run(handler, call) });
    });
  },
  (error: unknown) => report({ kind: 'load-failed', error: functionError(error) }),
);
