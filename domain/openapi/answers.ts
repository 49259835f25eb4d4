import { kindOf, type ProblemCode, problemType } from '../problem-kinds.ts';
import { type AnswerName, ofEveryRoute, ofSignedRoutes, routes } from '../routes.ts';
import { answerExamples } from './examples.ts';

type Declaration = Pick<(typeof routes)[number], 'callers' | 'problems'>;

/** What a route answers when it does what it was asked. */
export function answerOf(schema: AnswerName) {
  if (schema === 'nothing') return { description: 'Acknowledged' };
  const { description, ...example } = answerExamples[schema];
  const content = { schema: { $ref: `#/components/schemas/${schema}` }, ...example };
  return { description, content: { 'application/json': content } };
}

/** What passes by itself says when to come again. */
const retryAfter = {
  'Retry-After': { description: 'In how many seconds to come again', schema: { type: 'integer' } },
};

/** What a route may refuse, by status, each as problem+json (RFC 9457) with the codes that it may have. */
export function problemAnswers(declaration: Declaration) {
  const codes = codesOf(declaration);
  const statuses = [...new Set(codes.map((code) => kindOf(code).status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => [status, problemAnswer(codes.filter((code) => kindOf(code).status === status))]),
  );
}

function codesOf({ callers, problems }: Declaration): ProblemCode[] {
  const ofCallers = callers === 'iam' ? ofSignedRoutes : [];
  return [...new Set<ProblemCode>([...problems, ...ofCallers, ...ofEveryRoute])];
}

function problemAnswer(codes: readonly ProblemCode[]) {
  const types = { properties: { type: { enum: codes.map(problemType) } } };
  const schema = { allOf: [{ $ref: '#/components/schemas/problem' }, types] };
  const examples = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
  return {
    description: codes.map((code) => `\`${code}\`: ${kindOf(code).title}.`).join(' '),
    ...(codes.some((code) => kindOf(code).retryAfterSeconds !== undefined) && { headers: retryAfter }),
    content: { 'application/problem+json': { schema, examples } },
  };
}

/** An example of each problem that some route may refuse with, by its code. */
export function problemExamples() {
  const codes = new Set(routes.flatMap(codesOf));
  return Object.fromEntries(
    [...codes].map((code) => [code, { summary: kindOf(code).title, value: problemExample(code) }]),
  );
}

function problemExample(code: ProblemCode) {
  const { status, title } = kindOf(code);
  const errors = [
    {
      pointer: '/justification',
      code: 'too-short',
      detail: 'Say in at least 10 characters why this is needed.',
    },
  ];
  return {
    type: problemType(code),
    title,
    status,
    detail: code === 'invalid-fields' ? '1 problem(s) in the body; see errors.' : `${title}.`,
    instance: '/requests',
    ...(code === 'invalid-fields' && { errors }),
  };
}
