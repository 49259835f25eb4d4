import { parseSync } from '@swc/core';
import * as z from 'zod';

/** What a comment says above a declaration or a member. */
export interface Documentation {
  text: string;
  /** What holds where an option is left out, as `@default` says it. */
  default: string | undefined;
}

export interface Member extends Documentation {
  name: string;
  isOptional: boolean;
  /** As it is written. */
  type: string;
}

/** Something that a source file exports, as people who use it see it. */
export interface Declaration extends Documentation {
  name: string;
  kind: 'interface' | 'class' | 'type' | 'function';
  members: Member[];
  /** Of a type: what it is; of a function: how it is called. */
  signature: string;
}

/** Places in the text: bytes, the first of which is 1. */
const span = z.object({ start: z.int(), end: z.int() });
const identifier = z.object({ value: z.string() });
const annotation = z.object({ typeAnnotation: z.object({ span }) });
const property = z.object({
  type: z.enum(['TsPropertySignature', 'ClassProperty']),
  span,
  key: identifier,
  optional: z.boolean().optional(),
  isOptional: z.boolean().optional(),
  accessibility: z.string().nullish(),
  typeAnnotation: annotation,
});
const members = z.array(z.union([property, z.unknown().transform(() => undefined)]));
const declared = z.discriminatedUnion('type', [
  z.object({ type: z.literal('TsInterfaceDeclaration'), id: identifier, body: z.object({ body: members }) }),
  z.object({ type: z.literal('ClassDeclaration'), identifier, body: members }),
  z.object({ type: z.literal('TsTypeAliasDeclaration'), id: identifier, typeAnnotation: z.object({ span }) }),
  z.object({
    type: z.literal('VariableDeclaration'),
    declarations: z.tuple([
      z.object({
        id: identifier,
        init: z.object({ type: z.literal('ArrowFunctionExpression'), span, body: z.object({ span }) }),
      }),
    ]),
  }),
]);
const exported = z.object({ type: z.literal('ExportDeclaration'), span, declaration: declared });

/** The interfaces, classes, types and arrow functions that a TypeScript file exports, in their order. */
export function declarationsIn(source: string): Declaration[] {
  const bytes = Buffer.from(source);
  const textAt = ({ start, end }: z.infer<typeof span>) => bytes.toString('utf8', start - 1, end - 1);
  const documentedAt = ({ start }: z.infer<typeof span>) =>
    documentationIn(bytes.toString('utf8', 0, start - 1));
  const memberOf = (found: z.infer<typeof property>): Member => ({
    ...documentedAt(found.span),
    name: found.key.value,
    isOptional: found.optional === true || found.isOptional === true,
    type: onOneLine(textAt(found.typeAnnotation.typeAnnotation.span)).replace(/ \| undefined$/, ''),
  });
  const membersOf = (found: z.infer<typeof members>) =>
    found.filter((each) => each !== undefined).map(memberOf);

  const shapeOf = (found: z.infer<typeof declared>): Omit<Declaration, keyof Documentation> => {
    switch (found.type) {
      case 'TsInterfaceDeclaration':
        return {
          name: found.id.value,
          kind: 'interface',
          members: membersOf(found.body.body),
          signature: '',
        };
      case 'ClassDeclaration':
        return { name: found.identifier.value, kind: 'class', members: membersOf(found.body), signature: '' };
      case 'TsTypeAliasDeclaration': {
        const signature = onOneLine(textAt(found.typeAnnotation.span)).replace(/^\| /, '');
        return { name: found.id.value, kind: 'type', members: [], signature };
      }
      case 'VariableDeclaration': {
        const [{ id, init }] = found.declarations;
        const head = onOneLine(textAt({ start: init.span.start, end: init.body.span.start }));
        return {
          name: id.value,
          kind: 'function',
          members: [],
          signature: id.value + head.replace(/ =>( \()?$/, ''),
        };
      }
    }
  };
  return parseSync(source, { syntax: 'typescript' }).body.flatMap((statement) => {
    const { data } = exported.safeParse(statement);
    return data ? [{ ...documentedAt(data.span), ...shapeOf(data.declaration) }] : [];
  });
}

/** The comment that a text ends with. */
function documentationIn(before: string): Documentation {
  const [, comment = ''] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(before) ?? [];
  const [text = '', byDefault] = comment.replace(/^\s*\* ?/gm, '').split('@default');
  return { text: onOneLine(text), default: byDefault === undefined ? undefined : onOneLine(byDefault) };
}

function onOneLine(text: string): string {
  return text
    .replace(/\/\*\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
