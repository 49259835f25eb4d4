/** One node of parsed mrkdwn: everything Slack's markup can say, and nothing else. */
export type MrkdwnNode =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'preformatted'; text: string }
  | { kind: 'break' }
  | { kind: 'bold' | 'italic' | 'strike' | 'quote'; children: MrkdwnNode[] }
  | { kind: 'link'; url: string; label: string }
  | { kind: 'user' | 'group' | 'channel'; id: string; label?: string }
  | { kind: 'broadcast'; name: string }
  | { kind: 'date'; seconds: number; format: string; fallback: string; url?: string }
  | { kind: 'emoji'; name: string };

export type ParseMrkdwn = (source: string) => MrkdwnNode[];
