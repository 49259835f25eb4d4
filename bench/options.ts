import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { BenchOptions } from './figure.ts';

export const usage = `Usage: npm run bench -- [options]
  --only NAMES         only these measurements, separated by commas
  --growth             also what 100,000 stored requests change (10 minutes)
  --small              10,000 stored requests instead of 100,000
  --burst NUMBER       also that many submissions at once
  --slack-limit on     let the local Slack keep its pace during the burst: one message a second
  --with-tests         also how long npm test takes`;

/** A command line that makes no sense; the message says why. */
export class InvalidOptions extends Error {
  override readonly name = 'InvalidOptions';
}

const burst = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number);

/** Parses the command line of `npm run bench`. Throws `InvalidOptions` for what it does not know. */
export function parseOptions(args: readonly string[], known: readonly string[]): BenchOptions {
  const values = parse(args);
  const only = values.only?.split(',') ?? [];
  const unknown = only.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new InvalidOptions(`--only takes some of ${known.join(',')}.`);
  const submissions = burst.safeParse(values.burst);
  if (!submissions.success) throw new InvalidOptions('--burst takes a number up to 99999.');
  if (!['on', 'off'].includes(values['slack-limit']))
    throw new InvalidOptions('--slack-limit takes on or off.');
  return {
    only,
    stored: values.small ? 10_000 : 100_000,
    growth: values.growth,
    burst: submissions.data,
    slackLimit: values['slack-limit'] === 'on',
    withTests: values['with-tests'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        growth: { type: 'boolean', default: false },
        small: { type: 'boolean', default: false },
        burst: { type: 'string', default: '0' },
        'slack-limit': { type: 'string', default: 'off' },
        'with-tests': { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new InvalidOptions(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}
