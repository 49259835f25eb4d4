import * as z from 'zod';
import type { Assembly } from './assembly.ts';
import { UnsupportedTemplate } from './intrinsics.ts';

/** A function that runs on a schedule. */
export interface Schedule {
  functionArn: string;
  everySeconds: number;
  /** The second of each period, counted from 1970 in UTC; a rate begins when it is set. */
  atSecond?: number;
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
          ...periodOf(ScheduleExpression),
          input: Input === undefined ? scheduledEvent : JSON.parse(Input),
        })),
  );
}

/** What EventBridge sends where the rule names no input, shortened. */
const scheduledEvent = { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} };

const unitSeconds: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

type Period = Pick<Schedule, 'everySeconds' | 'atSecond'>;

/** `rate(…)`, or `cron(…)` for a minute of each hour or of one hour of each day, and nothing else. */
function periodOf(expression: string): Period {
  const [, value, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const seconds = unitSeconds[unit];
  const period = seconds === undefined ? cronPeriod(expression) : { everySeconds: Number(value) * seconds };
  if (period === undefined) throw new UnsupportedTemplate(`The local stack does not know ${expression}.`);
  return period;
}

function cronPeriod(expression: string): Period | undefined {
  const [, minute, hour] = /^cron\((\d+) (\d+|\*) \* \* \? \*\)$/.exec(expression) ?? [];
  if (minute === undefined || hour === undefined) return undefined;
  if (hour === '*') return { everySeconds: 3600, atSecond: Number(minute) * 60 };
  return { everySeconds: 86_400, atSecond: Number(hour) * 3600 + Number(minute) * 60 };
}
