/** What a worker is started with. */
export interface WorkerStart {
  /** URL of the bundled module. */
  module: string;
  /** The name it exports the handler by. */
  exportName: string;
  functionName: string;
  functionArn: string;
  memoryMegabytes: number;
}

/** One invocation; `event` is JSON text, as Lambda passes it. */
export interface WorkerCall {
  requestId: string;
  event: string;
  /** Milliseconds since the epoch at which the function is stopped. */
  deadline: number;
}

/** How Lambda reports a failed invocation (`X-Amz-Function-Error`). */
export interface FunctionError {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

/** A function's answer as JSON text, or its error. */
export type InvocationResult = { ok: true; payload: string } | { ok: false; error: FunctionError };

export type WorkerMessage =
  | { kind: 'loaded' }
  | { kind: 'load-failed'; error: FunctionError }
  | { kind: 'answer'; requestId: string; result: InvocationResult };
