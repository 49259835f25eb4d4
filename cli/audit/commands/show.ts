import { type EventType, eventSchema, type TrailEvent } from '../../../domain/trail/events.ts';
import { fold } from '../../../domain/trail/fold.ts';
import { type TargetOptions, targetOf, withTarget } from '../../deployment/target-options.ts';
import { print, type Terminal, writeJson } from '../../terminal/terminal.ts';
import { auditStore } from '../audit-store.ts';
import { CannotRun } from '../cannot-run.ts';
import { nameOf, storyOf } from '../story.ts';
import { TrailTable } from '../table.ts';
import { chainOf, type TableChain } from '../verify/table-check.ts';
import type { AddCommand, Surroundings } from './command.ts';

/** `show`: one request's events as they are in the table, in words. */
export const addShow: AddCommand = (program, surroundings) => {
  withTarget(program.command('show'))
    .description('tell what happened to one request, from the table')
    .argument('<request>', 'its id')
    .action((request: string, options: TargetOptions) => run(request, options, surroundings));
};

async function run(request: string, options: TargetOptions, surroundings: Surroundings): Promise<void> {
  const { dynamodb, AuditTrailTable } = await auditStore(targetOf(options));
  const rows = await new TrailTable(dynamodb, AuditTrailTable).rows(request);
  if (rows.length === 0) throw new CannotRun(`There is no request ${request} in the table.`);
  const isWhole = options.json
    ? writeRequest(request, rows, surroundings.terminal)
    : showRequest(request, rows, surroundings.terminal);
  if (!isWhole) surroundings.damaged();
}

/** Writes the rows of a request as they are. Returns whether they are one unbroken chain. */
function writeRequest(request: string, rows: readonly unknown[], terminal: Terminal): boolean {
  const { links, broken } = chainOf(rows);
  const chain = { length: links.length, head: links.at(-1)?.hash, broken };
  writeJson(terminal, { request, events: rows, chain });
  return broken === undefined;
}

/** Prints what the rows of a request tell. Returns whether they are one unbroken chain. */
export function showRequest(request: string, rows: readonly unknown[], terminal: Terminal): boolean {
  const chain = chainOf(rows);
  const events = rows.map((row) => eventSchema.safeParse(row).data);
  print(terminal, `Request ${request}: ${headlineOf(events)}`, 'bold');
  for (const [index, event] of events.entries()) {
    if (event) printEvent(event, terminal);
    else print(terminal, `  row ${index + 1} is no event that can be read`, 'red');
  }
  print(terminal, chainText(chain), chain.broken ? 'red' : 'green');
  return chain.broken === undefined;
}

function headlineOf([first, ...later]: readonly (TrailEvent | undefined)[]): string {
  const known = later.filter((event) => event !== undefined);
  if (first?.type !== 'request.submitted' || known.length < later.length) return 'cannot be told as a whole';
  try {
    const { status, summary } = fold([first, ...known]);
    return `${summary.title} ${summary.name}, ${status}`;
  } catch {
    return 'cannot be told as a whole';
  }
}

const good: ReadonlySet<EventType> = new Set(['approval.granted', 'resource.created', 'resource.adopted']);
const bad: ReadonlySet<EventType> = new Set([
  ...(['request.rejected', 'approval.denied', 'approval.refused', 'approval.withdrawn'] as const),
  ...(['creation.refused', 'resource.failed', 'creation.undo-failed'] as const),
]);

function printEvent(event: TrailEvent, terminal: Terminal): void {
  const [line = '', ...more] = storyOf(event);
  const style = good.has(event.type) ? 'green' : bad.has(event.type) ? 'red' : undefined;
  print(terminal, `${String(event.seq).padStart(3)}  ${event.at}  ${nameOf(event.actor)}: ${line}`, style);
  for (const each of more) print(terminal, `       ${each}`, 'dim');
}

function chainText({ links, broken }: TableChain): string {
  if (broken) return `The chain is broken at event ${broken.seq}: the row is ${broken.why}.`;
  return `The chain of ${links.length} events holds; its head is ${links.at(-1)?.hash}.`;
}
