import { startStack } from '../stack/stack.ts';
import { StartupProblem } from '../startup-problem.ts';
import { Client, DemoFailed, type Request, type RequestType } from './client.ts';
import { describeTrail } from './print.ts';

const bob = 'U0BOB';
const carol = 'U0CAROL';

/** `npm run demo`: one request denied, one of each type approved; prints what the audit trail says about each. */
async function main(): Promise<void> {
  const stack = await startStack({
    port: 0,
    configuration: 'countersign.config.ts',
    slackLimit: false,
    awsLimits: true,
    verbose: false,
  });
  try {
    const client = new Client(stack.url);
    const types = await client.requestTypes();
    const [first] = types;
    if (first === undefined) throw new DemoFailed('There are no request types.');
    await show(client, first, await deny(client, first));
    for (const type of types) await show(client, type, await approve(client, type));
  } finally {
    await stack.close();
  }
}

async function deny(client: Client, type: RequestType): Promise<Request> {
  const { id } = await client.submit(type);
  await client.reaches(id, 'pending');
  await client.click(id, { user: carol, action: 'deny', reason: 'Please ask again after the release' });
  return client.reaches(id, 'denied');
}

async function approve(client: Client, type: RequestType): Promise<Request> {
  const { id } = await client.submit(type);
  await client.reaches(id, 'pending');
  await client.click(id, { user: bob, action: 'approve' });
  const { status } = await client.reaches(id, 'pending', 'approved', 'created');
  if (status === 'pending') await client.click(id, { user: carol, action: 'approve' });
  return client.reaches(id, 'created');
}

async function show(client: Client, type: RequestType, request: Request): Promise<void> {
  const audit = await client.audit(request.id);
  console.log(describeTrail(type, request, audit));
  if (!audit.chain.valid) throw new DemoFailed(`The audit trail of ${request.id} is not valid.`);
}

await main().catch((error: unknown) => {
  if (!(error instanceof DemoFailed || error instanceof StartupProblem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
