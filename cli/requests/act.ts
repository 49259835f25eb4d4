import { type ApiOptions, connect, withApi } from '../api/connect.ts';
import type { Build } from '../command.ts';
import { print, writeJson } from '../terminal/terminal.ts';
import { outcomeOf } from './words.ts';

/** `cancel` and `retry`: what a requester may do with a request, where there is nothing to say besides. */
function buildAction(action: 'cancel' | 'retry'): Build {
  return (command, { terminal, now }) => {
    withApi(command)
      .argument('<id>', 'of the request')
      .action(async (id: string, options: ApiOptions) => {
        const api = await connect(options, now);
        const { request } = await import('../api/answers.ts');
        const changed = await api.post(`/requests/${encodeURIComponent(id)}/${action}`, { answer: request });
        if (options.json) writeJson(terminal, changed);
        else print(terminal, `${changed.type} ${changed.id}: ${outcomeOf(changed)}`, 'bold');
      });
  };
}

export const buildCancel = buildAction('cancel');
export const buildRetry = buildAction('retry');
