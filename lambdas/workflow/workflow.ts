import {
  DescribeExecutionCommand,
  type ExecutionStatus,
  GetExecutionHistoryCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Request } from '../../domain/trail/request.ts';

interface Access {
  clients: { states: Pick<SFNClient, 'send'> };
  environment: { STATE_MACHINE_ARN: string };
}

/** How an execution that we stopped ourselves is told from one that an operator stopped. */
const ourStop = 'DeadToken';

/** A request's newest execution; `ours`: we stopped it ourselves, to start the next. */
export interface Latest {
  ordinal: number;
  status: ExecutionStatus;
  ours: boolean;
}

/** The name of a request's nth execution: the id itself, then `id-2`, `id-3`, … */
export function executionName(requestId: string, ordinal: number): string {
  return ordinal === 1 ? requestId : `${requestId}-${ordinal}`;
}

/** Starts, looks at and stops the executions that drive a request. */
export function workflow({ clients: { states }, environment: { STATE_MACHINE_ARN } }: Access) {
  const arnOf = (name: string) => `${STATE_MACHINE_ARN.replace(':stateMachine:', ':execution:')}:${name}`;

  /** Starts an execution; one that was started before under this name, running or not, is left as it is. */
  async function start({ id, type }: Pick<Request, 'id' | 'type'>, ordinal = 1): Promise<void> {
    try {
      await states.send(
        new StartExecutionCommand({
          stateMachineArn: STATE_MACHINE_ARN,
          name: executionName(id, ordinal),
          input: JSON.stringify({ requestId: id, type }),
        }),
      );
    } catch (error) {
      if (!isNamed(error, 'ExecutionAlreadyExists')) throw error;
    }
  }

  /** The latest execution of a request, or undefined if none was ever started. */
  async function latest(requestId: string): Promise<Latest | undefined> {
    let found: Latest | undefined;
    for (let ordinal = 1; ; ordinal++) {
      const execution = await describe(executionName(requestId, ordinal));
      if (!execution?.status) return found;
      found = { ordinal, status: execution.status, ours: execution.error === ourStop };
      // The next one is started only after this one has ended.
      if (execution.status === 'RUNNING') return found;
    }
  }

  async function describe(name: string) {
    try {
      return await states.send(new DescribeExecutionCommand({ executionArn: arnOf(name) }));
    } catch (error) {
      if (isNamed(error, 'ExecutionDoesNotExist')) return undefined;
      throw error;
    }
  }

  /** The state an execution entered last; its history is read from the end. */
  async function currentState(name: string): Promise<string | undefined> {
    const { events } = await states.send(
      new GetExecutionHistoryCommand({
        executionArn: arnOf(name),
        reverseOrder: true,
        maxResults: 25,
        includeExecutionData: false,
      }),
    );
    return events?.find(({ stateEnteredEventDetails }) => stateEnteredEventDetails)?.stateEnteredEventDetails
      ?.name;
  }

  /** Stops an execution whose token is dead, so that the next may be started. */
  async function stop(name: string): Promise<void> {
    const cause = 'The trail is decided, and the token this execution waits for is used up.';
    await states.send(new StopExecutionCommand({ executionArn: arnOf(name), error: ourStop, cause }));
  }

  return { start, latest, currentState, stop };
}

/**
 * Lets a waiting execution go on; false if the token is used up, expired or unknown: Step Functions answers
 * `TaskTimedOut` to both a double click and an expiry, so the trail alone says what is true
 * (https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html).
 */
export async function resume(
  states: Pick<SFNClient, 'send'>,
  taskToken: string,
  status: string,
): Promise<boolean> {
  try {
    await states.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify({ status }) }));
    return true;
  } catch (error) {
    if (isNamed(error, 'TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken')) return false;
    throw error;
  }
}

function isNamed(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
