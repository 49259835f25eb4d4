import type { Build } from '../command.ts';
import { version } from '../deployment/version.ts';
import { addDrift } from './commands/drift.ts';
import { addExport } from './commands/export.ts';
import { addFind } from './commands/find.ts';
import { addShow } from './commands/show.ts';
import { addVerify } from './commands/verify.ts';

/** How these commands end: all is sound, or there is damage. What could not run ends with 2. */
export const exitCodes = { sound: 0, damaged: 1 } as const;

const commands = [addVerify, addShow, addExport, addFind, addDrift];

/** `audit`: checks and reads the audit trail; writes nothing to it. */
export const buildAudit: Build = (command, { terminal, now, end }) => {
  command.version(version);
  const damaged = () => end(exitCodes.damaged);
  for (const add of commands) add(command, { terminal, now: () => now().toISOString(), damaged });
};
