/** Types of the page's plain JavaScript modules, which are checked against the same types where they are written. */
declare module '*/local/page/mrkdwn.js' {
  export const parseMrkdwn: import('../../local/page/mrkdwn-types.d.ts').ParseMrkdwn;
}
declare module '*/local/page/misleading-text.js' {
  export const spelledOut: (text: string) => string;
}
declare module '*/local/page/workflow-layout.js' {
  export const rowsOf: import('../../local/page/types.d.ts').RowsOf;
}
declare module '*/local/page/json-lines.js' {
  export const linesOf: (text: string) => Map<string, number>;
  export const lineAt: (lines: ReadonlyMap<string, number>, pointer: string) => number;
}
