import { requestIdPlaceholder } from '../domain/plan.ts';
import { ruleOf } from '../domain/view.ts';
import type { ApiEvent } from './http/api-event.ts';
import { Problem } from './http/problems.ts';
import { callerOf, json, serveRoute } from './http/route.ts';
import { invalidBody, judge, submittedBody } from './http/submission.ts';
import type { Context } from './serve.ts';
import { connectExamination, type ExaminationClients } from './validation/clients.ts';
import { AccountUnanswered, decidedBy, examine } from './validation/examine.ts';

interface Clients extends ExaminationClients {
  /** Aborts when a caller has waited long enough. */
  deadline: () => AbortSignal;
}

/** A caller waits, and the function ends after 10 s: what the account has not said by then is not known. */
const patienceMilliseconds = 8000;

/**
 * `POST /requests/preview`: what a submission of this body would check and plan, without recording it or asking anybody.
 * What the caller may not ask for, and what the guardrails refuse, is answered before anything of the account is read.
 */
export async function previewRequest(event: ApiEvent, context: Context<'preview-request', Clients>) {
  const requester = callerOf(event);
  const body = submittedBody(event);
  const { environment, configuration, clients, log } = context;
  const { ACCOUNT_ID: account, AWS_REGION: region } = environment;
  const id = requestIdPlaceholder;
  const submitted = judge(body, requester, { requestId: id, account, region, ...configuration });
  if (!submitted.ok) {
    log.info('Preview refused', { caller: requester.id });
    throw invalidBody(submitted.problems);
  }
  const { type, plan, digest } = submitted.detail;
  log.info('Preview', { caller: requester.id, type, digest });
  const { risk, findings, rejections } = await inTime(
    examine({ id, type, plan }, context),
    clients.deadline(),
  );
  const { rule, required } = decidedBy({ type, risk, requester }, configuration);
  return json(200, {
    plan,
    digest,
    risk,
    findings,
    rule: ruleOf(rule),
    required,
    rejections: rejections.map(({ code, message, discreetly }) => ({ code, message: discreetly ?? message })),
  });
}

/** What the account says, unless it does not answer, or not in time. Throws Problem. */
async function inTime<T>(answer: Promise<T>, deadline: AbortSignal): Promise<T> {
  const late = Promise.withResolvers<never>();
  const stop = () => late.reject(unavailable());
  deadline.addEventListener('abort', stop, { once: true });
  if (deadline.aborted) stop();
  try {
    return await Promise.race([answer, late.promise]);
  } catch (error) {
    if (error instanceof AccountUnanswered) throw unavailable();
    throw error;
  } finally {
    deadline.removeEventListener('abort', stop);
  }
}

function unavailable(): Problem {
  return new Problem(
    'account-unavailable',
    'AWS does not say what a preview has to know of the account; please try again in a few seconds.',
  );
}

export const handler = serveRoute(
  'preview-request',
  (environment, _metrics, around) => ({
    ...connectExamination(environment, around),
    deadline: () => AbortSignal.timeout(patienceMilliseconds),
  }),
  previewRequest,
);
