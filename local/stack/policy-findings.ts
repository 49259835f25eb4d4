import { partitionOf } from '../../domain/aws/partitions.ts';
import { defaultQuotas, type Quotas } from '../../domain/aws/quotas.ts';
import { type PolicyKind, parsePolicyDocument } from '../../domain/policy/document.ts';
import type { FieldProblem } from '../../domain/problem.ts';
import type { PolicyFinding, PolicyToValidate } from '../doubles/access-analyzer.ts';
import { region } from '../doubles/double.ts';

const learnMoreLink = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html';

/** What ValidatePolicy finds here, in an account with these quotas: each problem of our own grammar, as an error in the shape that AWS answers in. */
export function policyFindings(
  policy: PolicyToValidate,
  { trustPolicyLength }: Pick<Quotas, 'trustPolicyLength'> = defaultQuotas,
): PolicyFinding[] {
  const account = { partition: partitionOf(region), trustPolicyLength };
  const readings = kindsOf(policy).map((kind) =>
    parsePolicyDocument(kind, policy.policyDocument, '', account),
  );
  const [first] = readings;
  if (first === undefined || readings.some(({ ok }) => ok)) return [];
  return (first.ok ? [] : first.problems).map((problem) => findingOf(problem, policy.policyDocument));
}

/** AWS calls session policies identity policies too, so that what is good for either is good. Other kinds are not ours. */
function kindsOf({ policyType, validatePolicyResourceType }: PolicyToValidate): PolicyKind[] {
  if (policyType === 'IDENTITY_POLICY') return ['managed', 'session'];
  return validatePolicyResourceType === 'AWS::IAM::AssumeRolePolicyDocument' ? ['trust'] : [];
}

function findingOf({ pointer, code, detail }: FieldProblem, document: string): PolicyFinding {
  return {
    findingType: 'ERROR',
    issueCode: code.replaceAll('-', '_').toUpperCase(),
    findingDetails: detail,
    learnMoreLink,
    locations: [{ path: pathOf(pointer), span: wholeOf(document) }],
  };
}

function pathOf(pointer: string): object[] {
  const tokens = pointer.split('/').slice(1);
  return tokens.map((token) => {
    if (/^\d+$/.test(token)) return { index: Number(token) };
    return { value: token.replaceAll('~1', '/').replaceAll('~0', '~') };
  });
}

/** AWS tells the exact characters, which nothing here looks at: the span of a document is all of it. */
function wholeOf(document: string): object {
  const lines = document.split('\n');
  const end = { line: lines.length, column: lines.at(-1)?.length ?? 0, offset: document.length };
  return { start: { line: 1, column: 0, offset: 0 }, end };
}
