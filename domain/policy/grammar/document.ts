import { pointerTo } from '../../problem.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { DocumentContext, DocumentKind } from './context.ts';
import { checkElementNames } from './elements.ts';
import { type ProblemList, quoted } from './problems.ts';
import { checkStatements } from './statement.ts';

const topElements = {
  trust: ['Version', 'Id', 'Statement'],
  managed: ['Version', 'Id', 'Statement'],
  inline: ['Version', 'Id', 'Statement'],
  session: ['Version', 'Statement'],
} satisfies Record<DocumentKind, string[]>;

/**
 * CreatePolicy insists on the present version ("A managed policy must have a version string"); all others may leave it
 * out or name the old one.
 */
const versions = {
  trust: ['2012-10-17', '2008-10-17'],
  managed: ['2012-10-17'],
  inline: ['2012-10-17', '2008-10-17'],
  session: ['2012-10-17', '2008-10-17'],
} satisfies Record<DocumentKind, string[]>;

/** Reports everything in a policy document that the IAM policy grammar for its kind does not allow. */
export function checkDocument(
  context: DocumentContext,
  document: JsonObject,
  pointer: string,
  problems: ProblemList,
): void {
  const { kind } = context;
  checkElementNames(document, topElements[kind], pointer, problems);
  checkVersion(kind, document.Version, pointerTo(pointer, 'Version'), problems);
  const id = document.Id;
  if (id !== undefined && topElements[kind].includes('Id') && typeof id !== 'string')
    problems.add(pointerTo(pointer, 'Id'), 'wrong-type', 'Id is a string.');
  checkStatements(context, document.Statement, pointerTo(pointer, 'Statement'), problems);
}

function checkVersion(
  kind: DocumentKind,
  version: JsonValue | undefined,
  pointer: string,
  problems: ProblemList,
): void {
  const accepted = versions[kind];
  const advice = `Set Version to ${quoted('2012-10-17')}.`;
  if (version === undefined) {
    if (kind === 'managed') problems.add(pointer, 'missing-element', advice);
  } else if (typeof version !== 'string')
    problems.add(pointer, 'wrong-type', `Version is a string. ${advice}`);
  else if (!accepted.includes(version))
    problems.add(
      pointer,
      'unsupported-version',
      `AWS does not take version ${quoted(version)} here. ${advice}`,
    );
}
