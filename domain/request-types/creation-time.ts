import type { RequestTypeName } from './names.ts';

/**
 * How long a creating function may run, in seconds: whatever it sends, it sends before that is over. A creation sends, looks
 * for what it sent, and records it; each call may take IAM some seconds. An account may have 250 profiles, all of one name,
 * whose tags are read at one a second.
 */
export const maxCreationSeconds: Readonly<Record<RequestTypeName, number>> = {
  'iam-role': 60,
  'iam-policy': 60,
  'rolesanywhere-profile': 300,
  'ram-permission': 60,
};
