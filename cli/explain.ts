import { spelledOut } from '../domain/text/misleading-text.ts';
import { explainedSdkError } from './deployment/sdk-errors.ts';
import { Failure, type PlacedProblem, SelfExplained } from './failure.ts';

interface Told {
  code: string;
  what: string;
  whatToDo?: string;
  problems: readonly PlacedProblem[];
}

/** Puts an error into words for whoever called: never a stack trace. */
export function explained(error: unknown): Told {
  const problems: PlacedProblem[] = [];
  if (error instanceof Failure) {
    const { code, message, whatToDo } = error;
    return { code, what: message, whatToDo, problems: error.problems };
  }
  if (error instanceof SelfExplained) return { code: 'cannot-run', what: error.message, problems };
  const ofSdk = explainedSdkError(error);
  if (ofSdk) return { code: 'aws', ...ofSdk, problems };
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: 'unexpected', what, whatToDo: report, problems };
}

const report =
  'Try again; if it happens again, report it at https://github.com/countersign/countersign/issues.';

/** A failure in text: a line for each problem, then what is wrong and what to do, a line each. */
export function failureText(error: unknown): string {
  const { what, whatToDo, problems } = explained(error);
  const lines = [
    ...problems.map(problemLine),
    ...what.split('\n'),
    ...(whatToDo === undefined ? [] : [whatToDo]),
  ];
  return lines.map((line) => `${spelledOut(line)}\n`).join('');
}

/** The same as one line of JSON. */
export function failureJson(error: unknown): string {
  const { code, what, whatToDo, problems } = explained(error);
  const errors = problems.length > 0 ? { errors: problems } : {};
  return `${JSON.stringify({ error: { code, message: what, whatToDo, ...errors } })}\n`;
}

/** As compilers and editors have it: `role.json:3:15: what is wrong (code)`. */
export function problemLine({ source, line, column, pointer, detail, code }: PlacedProblem): string {
  const place = [source, line, column].filter((part) => part !== undefined).join(':');
  return `${place === '' ? pointer || '/' : place}: ${detail} (${code})`;
}
