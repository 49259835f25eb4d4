import { expect } from '@jest/globals';
import { type ProblemBody, problemSchema } from './answers.ts';
import type { Answer } from './client.ts';

/** What no answer may show: frames of a stack trace, our files, Node's own. */
const inside = /\n\s+at |node:internal|\.(ts|mjs|js):\d+|file:\/\/|node_modules/;

/** Expects that an answer is problem+json with one of these statuses, and tells nothing about the inside. */
export function expectProblem(answer: Answer, ...statuses: number[]): ProblemBody {
  expect(statuses).toContain(answer.status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.text).not.toMatch(inside);
  expect(answer.text).toMatch(/\n$/);
  const problem = problemSchema.parse(JSON.parse(answer.text));
  expect(problem.status).toBe(answer.status);
  return problem;
}

/** Expects that whatever was answered is the caller's own fault, or no fault at all. */
export function expectNoFailure(answer: Answer): void {
  expect(answer.status).toBeLessThan(500);
  expect(answer.text).not.toMatch(inside);
  if (answer.status >= 400) expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
}
