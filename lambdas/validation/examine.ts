import { slackIdentityOf } from '../../domain/approval/principal.ts';
import { requiredApprovals, ruleFor } from '../../domain/approval/quorum.ts';
import { readFailures } from '../../domain/aws/failure-tables.ts';
import { classifyFailure } from '../../domain/aws/failures.ts';
import { ownResourcePatterns } from '../../domain/aws/own-resources.ts';
import type { ApprovalRule, Configuration } from '../../domain/configuration/configuration.ts';
import { type Finding, riskOf, type Severity } from '../../domain/finding.ts';
import type { PlannedCall } from '../../domain/plan.ts';
import { analyserWith } from '../../domain/policy/analysis/analyser.ts';
import { bySeverity } from '../../domain/policy/analysis/severity.ts';
import type { Rejection } from '../../domain/request-types/check.ts';
import { inspections } from '../../domain/request-types/inspections.ts';
import type { RequestTypeName } from '../../domain/request-types/names.ts';
import type { Pin } from '../../domain/request-types/pin.ts';
import { submissions } from '../../domain/request-types/registry.ts';
import type { Actor } from '../../domain/trail/events.ts';
import type { Log } from '../log.ts';
import type { ExaminationClients } from './clients.ts';

interface ExaminationContext {
  clients: ExaminationClients;
  environment: { ACCOUNT_ID: string; AWS_REGION: string; OWN_ARNS: string };
  configuration: Configuration;
  log: Log;
}

/** What there is to know about a plan before anybody is asked. */
export interface Examination {
  risk: Severity;
  findings: Finding[];
  /** Why AWS would refuse the plan, if it would. */
  rejections: Rejection[];
  /** What was read, so that the executor can tell when it changed. */
  pins: Pin[];
}

/** A service of the account does not answer, so that nothing is known. */
export class AccountUnanswered extends Error {
  override readonly name = 'AccountUnanswered';
}

/** Asks the account about a plan and analyses it. Rejects with AccountUnanswered where a service does not answer. */
export async function examine(
  { id, type, plan }: { id: string; type: RequestTypeName; plan: readonly PlannedCall[] },
  { clients, environment, configuration, log }: ExaminationContext,
): Promise<Examination> {
  const place = { account: environment.ACCOUNT_ID, region: environment.AWS_REGION };
  const { rejections, findings, pins, documents } = await inspections[type](plan, id, clients).catch(
    (error: unknown) => unanswered(error, id, log),
  );
  const services = clients.services();
  const ownResources = ownResourcePatterns(place, environment.OWN_ARNS.split(' '));
  const where = { requestId: id, ...place, ...configuration };
  const analyser = analyserWith({ services, ownResources });
  const analysed = submissions[type].analyse(plan, where, analyser, documents);
  const all = [...analysed, ...findings].sort(bySeverity);
  return { risk: riskOf(all), findings: all, rejections, pins };
}

/** By which rule a request of a type and risk is decided, and how many approvals it needs from whom it comes. */
export function decidedBy(
  request: { type: RequestTypeName; risk: Severity; requester: Actor },
  { approvals, identities }: Pick<Configuration, 'approvals' | 'identities'>,
): { rule: ApprovalRule; required: number } {
  const rule = ruleFor(approvals, request);
  const known = slackIdentityOf(request.requester, identities) !== undefined;
  return { rule, required: requiredApprovals(rule, known) };
}

/** A check that is refused, for want of a permission above all, will be refused until an operator mends it. */
function unanswered(error: unknown, requestId: string, log: Log): never {
  const refused = classifyFailure(error, readFailures) === 'terminal';
  log[refused ? 'error' : 'warn']('A check of the account does not answer', {
    requestId,
    error: String(error),
  });
  throw new AccountUnanswered(`The account cannot be asked: ${String(error)}`);
}
