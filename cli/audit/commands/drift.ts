import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { RAMClient } from '@aws-sdk/client-ram';
import * as z from 'zod';
import { adaptive } from '../../../domain/aws/adaptive.ts';
import { unhurried } from '../../../domain/aws/haste.ts';
import { pacedReads } from '../../../domain/aws/paced-reads.ts';
import { pacedRolesAnywhere } from '../../../domain/aws/paced-roles-anywhere.ts';
import { approvalIn, isListedUnder } from '../../../domain/drift/approvals.ts';
import { type DriftSources, detectDrift } from '../../../domain/drift/detect.ts';
import { driftText } from '../../../domain/drift/finding.ts';
import type { AccountClients } from '../../../domain/request-types/listing.ts';
import { listings, listPresent } from '../../../domain/request-types/listings.ts';
import { eventSchema } from '../../../domain/trail/events.ts';
import { rolesAnywhereClient } from '../../deployment/clients.ts';
import { deployment, NoDeployment } from '../../deployment/deployment.ts';
import { type TargetOptions, targetOf, withTarget } from '../../deployment/target-options.ts';
import { print, writeJson } from '../../terminal/terminal.ts';
import { TrailTable } from '../table.ts';
import type { AddCommand, Surroundings } from './command.ts';

/** `drift`: what is in the account, beside what was approved. */
export const addDrift: AddCommand = (program, surroundings) => {
  withTarget(program.command('drift'))
    .description(
      'compare the account with the approvals: what none explains, what was changed or deleted since',
    )
    .action((options: TargetOptions) => run(options, surroundings));
};

/** IAM's lists are as they are everywhere within two minutes. */
const settleSeconds = 120;

const outputsSchema = z.object({ AuditTrailTable: z.string(), GuardrailPath: z.string() });

async function run(options: TargetOptions, { terminal, now, damaged }: Surroundings): Promise<void> {
  const target = targetOf(options);
  const { account, region, outputs, clientOptions } = await deployment(target);
  const { data } = outputsSchema.safeParse(outputs);
  if (!data) throw new NoDeployment(`The outputs of ${target.stack} name no table or no guardrail path.`);
  const { AuditTrailTable, GuardrailPath: path } = data;
  const timing = { now, sleep: (milliseconds: number) => setTimeout(milliseconds), random: Math.random };
  const clients: AccountClients = {
    iam: pacedReads(new IAMClient({ ...clientOptions, ...adaptive }), timing, unhurried),
    ram: pacedReads(new RAMClient({ ...clientOptions, ...adaptive }), timing, unhurried),
    rolesAnywhere: pacedRolesAnywhere(await rolesAnywhereClient(clientOptions), timing),
  };
  const table = new TrailTable(new DynamoDBClient(clientOptions), AuditTrailTable);
  const sources: DriftSources = {
    now,
    settleSeconds,
    present: () => listPresent(clients, path),
    created: () => table.creations(),
    request: async (id) => approvalIn(eventsIn(await table.rows(id))),
    looksAt: () => true,
    look: (request, arn) => listings[request.type].look(request, arn, clients),
    isListed: isListedUnder(path, { account, region }),
  };
  let findings = 0;
  const told: object[] = [];
  for await (const finding of detectDrift(sources)) {
    findings += 1;
    if (options.json) told.push({ ...finding, text: driftText(finding) });
    else print(terminal, `drift (${finding.kind}): ${driftText(finding)}`, 'red');
  }
  const isSound = findings === 0;
  if (options.json) writeJson(terminal, { sound: isSound, findings: told });
  else
    print(
      terminal,
      isSound ? 'The account is as the trail says.' : `${findings} findings`,
      isSound ? 'green' : 'red',
    );
  if (!isSound) damaged();
}

/** A trail with a row that is no event explains nothing. */
function eventsIn(rows: readonly unknown[]) {
  const events = rows.map((row) => eventSchema.safeParse(row).data).filter((event) => event !== undefined);
  return events.length === rows.length ? events : [];
}
