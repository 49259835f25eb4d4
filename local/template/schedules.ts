import * as z from 'zod';
import type { Assembly } from './assembly.ts';
import { UnsupportedTemplate } from './intrinsics.ts';

/** A function that runs on a schedule. */
export interface Schedule {
  functionArn: string;
  everySeconds: number;
  /** The event the function is given. */
  input: unknown;
}

const target = z.object({ Arn: z.string(), Input: z.string().optional() });
const ruleProperties = z.object({
  ScheduleExpression: z.string().optional(),
  State: z.string().default('ENABLED'),
  Targets: z.array(target).default([]),
});
const scheduleProperties = z.object({
  ScheduleExpression: z.string(),
  State: z.string().default('ENABLED'),
  Target: target,
});

/** Schedules of EventBridge rules and of EventBridge Scheduler. */
export function readSchedules(assembly: Assembly): Schedule[] {
  const rules = assembly.ofType('AWS::Events::Rule').map((rule) => assembly.read(ruleProperties, rule));
  const schedules = assembly.ofType('AWS::Scheduler::Schedule').map((schedule) => {
    const { Target, ...read } = assembly.read(scheduleProperties, schedule);
    return { ...read, Targets: [Target] };
  });
  return [...rules, ...schedules].flatMap(({ ScheduleExpression, State, Targets }) =>
    ScheduleExpression === undefined || State !== 'ENABLED'
      ? []
      : Targets.map(({ Arn, Input }) => ({
          functionArn: Arn,
          everySeconds: rateSeconds(ScheduleExpression),
          input: Input === undefined ? scheduledEvent : JSON.parse(Input),
        })),
  );
}

/** What EventBridge sends where the rule names no input, shortened. */
const scheduledEvent = { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} };

const unitSeconds: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

/** Once an hour, at some minute: here, an hour after the start and then each hour. */
const hourly = /^cron\(\d+ \* \* \* \? \*\)$/;

function rateSeconds(expression: string): number {
  if (hourly.test(expression)) return 3600;
  const [, value, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const seconds = unitSeconds[unit];
  if (seconds === undefined) throw new UnsupportedTemplate(`The local stack does not know ${expression}.`);
  return Number(value) * seconds;
}
