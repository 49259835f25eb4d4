import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Double } from '../double.ts';
import type { Faults } from '../faults.ts';
import { ModelledError } from '../modelled-error.ts';
import { statusOf } from './error-status.ts';
import { readRequest, send, type WireAnswer, type WireRequest } from './http.ts';
import type { Protocol } from './protocol.ts';
import { type AwsService, wireServices } from './services.ts';
import { type Outcome, underFault } from './under-fault.ts';

export interface AwsEndpointOptions {
  services: Partial<Record<AwsService, Double>>;
  faults: Faults;
  /** Is told of every call that arrives, whatever becomes of it. */
  meter: { awsCall(service: AwsService, operation: string): void };
  /** Who holds an access key; `undefined` for somebody who cannot be crashed. */
  callerOf: (accessKeyId: string) => string | undefined;
  /** Ends a caller that a fault crashes. */
  terminate: (caller: string) => void;
  /** The error for a call that the holder of the access key may not make; without it everybody may do everything. */
  refusal?: (accessKeyId: string, call: AwsCall) => ModelledError | undefined;
  /** What is answered instead of an error to whom the service does not tell it. */
  disguise?: (accessKeyId: string, call: AwsCall, error: ModelledError) => ModelledError;
}

/** A call, decoded. */
export interface AwsCall {
  service: AwsService;
  operation: string;
  input: object;
}

/**
 * Answers the unmodified AWS SDK clients, all services on one address: the service is the one that the request's
 * SigV4 credential scope names (the signature itself is not checked), the caller the holder of its access key.
 */
export function awsEndpoint(
  options: AwsEndpointOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (incoming, response) => {
    const request = await readRequest(incoming);
    const outcome = await answer(request, options);
    response.setHeader('x-amzn-requestid', randomUUID());
    send(response, outcome);
  };
}

async function answer(request: WireRequest, options: AwsEndpointOptions): Promise<Outcome<WireAnswer>> {
  const credential = credentialOf(request.headers.authorization);
  const wire = wireServices.get(credential?.service ?? '');
  const double = wire === undefined ? undefined : options.services[wire.service];
  if (credential === undefined || wire === undefined || double === undefined) {
    const body = JSON.stringify({ message: 'The request is not signed for a service that is doubled here.' });
    return { answer: { status: 403, headers: { 'x-amzn-errortype': 'UnrecognizedClientException' }, body } };
  }
  const { service, protocol } = wire;
  return decoded(protocol, request, async ({ operation, input }) => {
    options.meter.awsCall(service, operation);
    const refusal = options.refusal?.(credential.accessKeyId, { service, operation, input });
    if (refusal !== undefined) return { answer: protocol.encodeError(refusal) };
    const caller = options.callerOf(credential.accessKeyId);
    return underFault(options.faults.take(service, operation), {
      act: () =>
        perform(double, protocol, { operation, input }, (error) =>
          options.disguise
            ? options.disguise(credential.accessKeyId, { service, operation, input }, error)
            : error,
        ),
      fail: (name) =>
        protocol.encodeError(new ModelledError(name, statusOf(service, name), 'Injected by a fault.')),
      crash: () => caller !== undefined && options.terminate(caller),
    });
  });
}

async function decoded(
  protocol: Protocol,
  request: WireRequest,
  next: (call: { operation: string; input: object }) => Promise<Outcome<WireAnswer>>,
): Promise<Outcome<WireAnswer>> {
  let call: { operation: string; input: object };
  try {
    call = protocol.decode(request);
  } catch (error) {
    return { answer: protocol.encodeError(modelled(error)) };
  }
  return next(call);
}

async function perform(
  double: Double,
  protocol: Protocol,
  { operation, input }: { operation: string; input: object },
  disguise: (error: ModelledError) => ModelledError,
): Promise<WireAnswer> {
  try {
    return protocol.encode(operation, await double.call(operation, input));
  } catch (error) {
    return protocol.encodeError(disguise(modelled(error)));
  }
}

/** A mistake in a double is answered like a failure of the service, so that it is seen and does not hang a caller. */
function modelled(error: unknown): ModelledError {
  if (error instanceof ModelledError) return error;
  console.error('A double failed:', error);
  return new ModelledError('InternalFailure', 500, String(error));
}

/** `AWS4-HMAC-SHA256 Credential=AKID/20261101/us-east-1/iam/aws4_request, …` */
function credentialOf(authorization = ''): { accessKeyId: string; service: string } | undefined {
  const [, accessKeyId, service] =
    /\bCredential=([^/,\s]+)\/\d{8}\/[^/]*\/([^/]+)\/aws4_request/.exec(authorization) ?? [];
  return accessKeyId !== undefined && service !== undefined ? { accessKeyId, service } : undefined;
}
