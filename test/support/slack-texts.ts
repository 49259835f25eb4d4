import * as z from 'zod';

/** A text as Slack would read it: `literal` is shown as it is, `mrkdwn` is interpreted. */
export interface SlackText {
  kind: 'literal' | 'mrkdwn';
  text: string;
  verbatim: boolean;
}

const textObject = z.object({ type: z.string(), text: z.string(), verbatim: z.boolean().optional() });

/** Every text object inside blocks or a view, however deep. */
export function textsIn(value: unknown): SlackText[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { data } = textObject.safeParse(value);
  const own: SlackText[] = data
    ? [
        {
          kind: data.type === 'mrkdwn' ? 'mrkdwn' : 'literal',
          text: data.text,
          verbatim: data.verbatim ?? false,
        },
      ]
    : [];
  return [...own, ...Object.values(value).flatMap(textsIn)];
}

/** The control sequences that are ours: mentions of ids, and dates. */
const ours =
  /<(@[UW][A-Z0-9]+|!subteam\^S[A-Z0-9]+|!date\^\d+\^\{date_short_pretty\} \{time\}\|[\dTZ:.-]+)>/g;

/** What Slack would act on in mrkdwn besides our own mentions and dates: empty if nobody can fake anything. */
export function controlsIn(mrkdwn: string): string[] {
  return mrkdwn.replaceAll(ours, '').match(/[<>]/g) ?? [];
}

/** Each type of element inside rich text, such as `text`, `user`, `broadcast`, `link`. */
export function richElementsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(richElementsIn);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(richElementsIn);
  const isRich = 'type' in value && typeof value.type === 'string' && value.type.startsWith('rich_text_');
  const elements = isRich && 'elements' in value && Array.isArray(value.elements) ? value.elements : [];
  return [...elements.map((element) => z.object({ type: z.string() }).parse(element).type), ...inner];
}
