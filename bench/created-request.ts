import type { RequestType } from './answers.ts';
import type { Figure } from './figure.ts';
import { LocalStack } from './local-stack.ts';
import { permittedRole } from './permitted-role.ts';
import { usageOf } from './usage.ts';

/** What one created request of each type uses, approved once by the button of its card. */
export async function measureCreatedRequests(): Promise<Figure[]> {
  const stack = await LocalStack.start();
  try {
    const types = await stack.requestTypes();
    // Warms the functions, and creates the role that the profile's example refers to.
    for (const type of types) await stack.create(type, { asIs: true });
    const figures: Figure[][] = [];
    for (const type of [...types, ...permittedRole(types)]) figures.push(await measureType(stack, type));
    return figures.flat();
  } finally {
    await stack.close();
  }
}

async function measureType(stack: LocalStack, type: RequestType): Promise<Figure[]> {
  let id = '';
  let milliseconds = 0;
  const usage = await usageOf(stack, async () => {
    id = await stack.submit(type);
    const ts = await stack.card(id);
    const clicked = performance.now();
    await stack.approve(ts);
    await stack.ended(id);
    milliseconds = performance.now() - clicked;
  });
  await stack.expectCreated(id);
  const name = type.label ?? type.type;
  const calls = Object.entries(usage.calls).map(([call, count]) => `${count} ${call}`);
  return [
    { what: `${name}: state transitions`, unit: 'count', measured: usage.stateTransitions, budget: 5 },
    { what: `${name}: function invocations`, unit: 'count', measured: usage.invocations, budget: 6 },
    {
      what: `${name}: from click to created, warm`,
      unit: 'milliseconds',
      measured: milliseconds,
      // Roles Anywhere takes a second between a creation and its reading back.
      budget: type.type === 'rolesanywhere-profile' ? 2000 : 1000,
    },
    { what: `${name}: DynamoDB write units`, unit: 'count', measured: usage.writeUnits },
    {
      what: `${name}: DynamoDB read units`,
      unit: 'count',
      measured: usage.readUnits,
      note: calls.join(', '),
    },
  ];
}
