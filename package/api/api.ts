import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { severities } from '../../domain/finding.ts';
import { requestTypeNames } from '../../domain/request-types/names.ts';
import { routeNames } from '../../domain/routes.ts';
import { type Declaration, declarationsIn, type Member } from './declarations.ts';

/** Where what the package exports is declared, in the order in which people read it, and what of a file that is. */
const sources: readonly { path: string; names?: readonly string[] }[] = [
  { path: 'lib/countersign.ts', names: ['CountersignProps', 'Countersign'] },
  { path: 'lib/options/configuration-input.ts' },
  { path: 'lib/options/deployment-options.ts' },
  { path: 'domain/configuration/configuration.ts', names: ['user', 'group', 'role', 'iam'] },
  { path: 'lib/options/references.ts' },
  { path: 'lib/synthesis/check-configuration.ts', names: ['ConfigurationMistakes'] },
];

const introduction = `# API of the package

What \`import { … } from 'countersign'\` brings; editors show the same. Made from the types by \`npm run api\`. How the package is installed:
[README](README.md#deploy-it); apps to begin with: [examples](examples); more about options: [docs/configuration.md](docs/configuration.md).
`;

/** Names of the application's own that options are written with. */
const words = { RequestTypeName: requestTypeNames, Severity: severities, Route: routeNames };

/** What the package exports and documents. */
export function apiDeclarations(root: string): Declaration[] {
  return sources.flatMap(({ path, names }) =>
    declarationsIn(readFileSync(join(root, path), 'utf8')).filter(
      ({ name }) => names === undefined || names.includes(name),
    ),
  );
}

/** The text of `API.md`. */
export function apiText(root: string): string {
  const declarations = apiDeclarations(root);
  const linked = new Set([...declarations.map(({ name }) => name), ...Object.keys(words)]);
  const functions = declarations.filter(({ kind }) => kind === 'function');
  const others = declarations.filter(({ kind }) => kind !== 'function');
  return [
    introduction,
    ...others.map((declaration) => sectionOf(declaration, linked)),
    ...['## Functions\n', '| call | makes |', '|---|---|'],
    ...functions.map(({ signature, text }) => `| ${code(signature)} | ${cell(text)} |`),
    ...['', '## Words\n', '| type | one of |', '|---|---|'],
    ...Object.entries(words).map(
      ([name, all]) => `| ${anchor(name)}${code(name)} | ${all.map(code).join(' ')} |`,
    ),
    '',
  ].join('\n');
}

function sectionOf({ name, text, members, signature }: Declaration, linked: ReadonlySet<string>): string {
  const heading = `## ${name}\n\n${text}\n`;
  if (members.length === 0)
    return signature === '' ? heading : `${heading}\n${typeText(signature, linked)}\n`;
  const hasDefaults = members.some(({ isOptional }) => isOptional);
  const columns = ['name', 'type', 'meaning', ...(hasDefaults ? ['default'] : [])];
  const rows = members.map((member) => rowOf(member, hasDefaults, linked));
  return [heading, `| ${columns.join(' | ')} |`, `|${'---|'.repeat(columns.length)}`, ...rows, ''].join('\n');
}

function rowOf(member: Member, hasDefaults: boolean, linked: ReadonlySet<string>): string {
  const byDefault = member.isOptional ? cell(member.default ?? '') : 'required';
  const cells = [code(member.name), typeText(member.type, linked), cell(member.text)];
  return `| ${[...cells, ...(hasDefaults ? [byDefault] : [])].join(' | ')} |`;
}

/** A type with links to what else stands on the page. */
function typeText(type: string, linked: ReadonlySet<string>): string {
  const named = [...new Set(type.match(/\b[A-Z]\w+/g))].filter((name) => linked.has(name));
  const links = named.map((name) => `[${name}](#${name.toLowerCase()})`);
  const bare = type.replace(/\W/g, '') === named.join('');
  if (bare && links.length === 1 && named[0] === type) return links.join('');
  return [code(type), ...(links.length > 0 ? [`(${links.join(', ')})`] : [])].join(' ');
}

function code(text: string): string {
  return `\`${cell(text)}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function anchor(name: string): string {
  return `<a id="${name.toLowerCase()}"></a>`;
}
