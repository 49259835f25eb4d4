import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { IAMClient } from '@aws-sdk/client-iam';
import { RAMClient } from '@aws-sdk/client-ram';
import { RolesAnywhereClient } from '@aws-sdk/client-rolesanywhere';

/** What AWS would answer to an operation; throws to refuse. */
export type Answer = (operation: string, input: object) => object;

/** One call as it was sent. */
export interface Sent {
  operation: string;
  input: object;
}

const where = { region: 'us-east-1' };
const first = { step: 'initialize', priority: 'high' } as const;

/** A real client whose calls never leave the process, and what was sent with it. */
export function iamClient(answer: Answer) {
  const client = new IAMClient(where);
  const desk = new Desk(answer);
  client.middlewareStack.add(
    (_next, { commandName }) =>
      ({ input }) =>
        desk.serve(commandName, input),
    first,
  );
  return { client, sent: desk.sent };
}

/** As `iamClient`. */
export function ramClient(answer: Answer) {
  const client = new RAMClient(where);
  const desk = new Desk(answer);
  client.middlewareStack.add(
    (_next, { commandName }) =>
      ({ input }) =>
        desk.serve(commandName, input),
    first,
  );
  return { client, sent: desk.sent };
}

/** As `iamClient`. */
export function rolesAnywhereClient(answer: Answer) {
  const client = new RolesAnywhereClient(where);
  const desk = new Desk(answer);
  client.middlewareStack.add(
    (_next, { commandName }) =>
      ({ input }) =>
        desk.serve(commandName, input),
    first,
  );
  return { client, sent: desk.sent };
}

/** As `iamClient`. */
export function accessAnalyzerClient(answer: Answer) {
  const client = new AccessAnalyzerClient(where);
  const desk = new Desk(answer);
  client.middlewareStack.add(
    (_next, { commandName }) =>
      ({ input }) =>
        desk.serve(commandName, input),
    first,
  );
  return { client, sent: desk.sent };
}

class Desk {
  readonly sent: Sent[] = [];
  readonly #answer: Answer;

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  async serve(commandName: string | undefined, input: object) {
    const operation = (commandName ?? '').replace(/Command$/, '');
    this.sent.push({ operation, input });
    return { output: { ...this.#answer(operation, input), $metadata: {} }, response: undefined };
  }
}

/** A refusal as the SDKs throw it. */
export function refusal(code: string): Error {
  const error = new Error(code);
  error.name = code;
  return error;
}
