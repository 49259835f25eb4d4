import { SelfExplained } from '../failure.ts';
/** Nothing was verified: something that is needed is not there. The message is for whoever called. */
export class CannotRun extends SelfExplained {
  override readonly name = 'CannotRun';
}
