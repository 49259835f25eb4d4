import type { Build } from './command.ts';

/** A command by its name and one line of help; the rest is loaded once somebody asks for it. */
export interface Entry {
  name: string;
  summary: string;
  load: () => Promise<Build>;
  /** The exit code of a failure, where it is not 1: the tools that were commands of their own keep theirs. */
  failure?: number;
}

/** Every command, in the order in which --help lists them. */
export const entries: readonly Entry[] = [
  {
    name: 'request',
    summary: 'ask for access that a file describes',
    load: async () => (await import('./requests/request.ts')).buildRequest,
  },
  {
    name: 'list',
    summary: 'list requests, newest first',
    load: async () => (await import('./requests/list.ts')).buildList,
  },
  {
    name: 'show',
    summary: 'show one request: plan, risk, findings, decisions',
    load: async () => (await import('./requests/show.ts')).buildShow,
  },
  {
    name: 'watch',
    summary: 'follow a request until it is created, or will not be',
    load: async () => (await import('./requests/watch.ts')).buildWatch,
  },
  {
    name: 'approve',
    summary: 'approve a request, after a look at it',
    load: async () => (await import('./requests/decide.ts')).buildApprove,
  },
  {
    name: 'deny',
    summary: 'deny a request, with a reason',
    load: async () => (await import('./requests/decide.ts')).buildDeny,
  },
  {
    name: 'cancel',
    summary: 'take back a request of your own',
    load: async () => (await import('./requests/act.ts')).buildCancel,
  },
  {
    name: 'retry',
    summary: 'try a failed creation again, on the approvals it has',
    load: async () => (await import('./requests/act.ts')).buildRetry,
  },
  {
    name: 'types',
    summary: 'list what can be asked for',
    load: async () => (await import('./requests/types.ts')).buildTypes,
  },
  {
    name: 'whoami',
    summary: 'say who you are here, and what you may do',
    load: async () => (await import('./requests/whoami.ts')).buildWhoami,
  },
  {
    name: 'mcp',
    summary: 'serve agents over standard input and output (Model Context Protocol)',
    load: async () => (await import('./mcp/command.ts')).buildMcp,
  },
  {
    name: 'completion',
    summary: 'print what makes a shell complete this command',
    load: async () => (await import('./completion/completion.ts')).buildCompletion,
  },
  {
    name: 'audit',
    summary: 'check and read the audit trail',
    load: async () => (await import('./audit/program.ts')).buildAudit,
    failure: 2,
  },
  {
    name: 'doctor',
    summary: 'examine a deployed stack',
    load: async () => (await import('./doctor/program.ts')).buildDoctor,
    failure: 2,
  },
  {
    name: 'manifest',
    summary: "print the Slack app's manifest for a deployed stack",
    load: async () => (await import('./doctor/manifest-command.ts')).buildManifest,
    failure: 2,
  },
];
