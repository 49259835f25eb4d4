import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

/** Answers for every AWS service, at one address: a deployed stack, and an account with nothing in it. */
export interface Emulator {
  url: string;
  /** `service operation-or-path`, in order: the service is the one that the signature is for. */
  asked: string[];
  close: () => Promise<void>;
}

const stackId = 'arn:aws:cloudformation:us-east-1:111122223333:stack/Countersign/1';
const outputs = {
  AuditTrailTable: 'countersign-audit-trail',
  AuditBucket: 'countersign-audit-111122223333-us-east-1',
  AuditKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1',
  GuardrailPath: '/requested/',
  SlackInteractionsUrl: 'https://api.example.com/prod/slack/interactions',
};
const members = Object.entries(outputs)
  .map(
    ([name, value]) => `<member><OutputKey>${name}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  )
  .join('');
const described = `<Stacks><member><StackId>${stackId}</StackId><Outputs>${members}</Outputs></member></Stacks>`;
const bucket = '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>';

/** Services that speak XML and name the operation in a form. */
const queried = ['cloudformation', 'iam', 'sns'];

/** What is answered: nothing is there, but for the stack. */
function answerTo(service: string, operation: string): string {
  if (operation === 'DescribeStacks') return queryAnswer(operation, described);
  if (queried.includes(service)) return queryAnswer(operation, '<IsTruncated>false</IsTruncated>');
  if (service !== 's3') return '{}';
  return operation === '/' ? '<ListAllMyBucketsResult></ListAllMyBucketsResult>' : bucket;
}

function queryAnswer(operation: string, result: string): string {
  return `<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`;
}

function operationOf({ headers, url = '' }: IncomingMessage, body: string): string {
  const target = String(headers['x-amz-target'] ?? '').split('.')[1];
  return target ?? new URLSearchParams(body).get('Action') ?? url.split('?')[0] ?? '';
}

export async function emulator(): Promise<Emulator> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const operation = operationOf(request, await text(request));
    const [, service = ''] =
      /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
    asked.push(`${service} ${operation}`);
    response.end(answerTo(service, operation));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    // Not 127.0.0.1: below an address that is no name the SDK never puts a bucket's name.
    url: `http://localhost:${port}`,
    asked,
    close: () => new Promise((closed) => server.close(() => closed()).closeAllConnections()),
  };
}
