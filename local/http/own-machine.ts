import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from './answer.ts';

/**
 * Refuses what a browser sends for a page from elsewhere. A foreign `Host` is a name of somebody else's that leads
 * here (DNS rebinding); a foreign `Origin` is a page of another site, or of another server on this machine. Programs
 * send no `Origin`. Throws `Problem` 403.
 */
export function refuseForeigners({ host = 'localhost', origin }: IncomingHttpHeaders): void {
  if (!isOwnHost(host)) {
    throw new Problem(403, `The local stack answers at 127.0.0.1 and localhost only, not at ${host}.`);
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new Problem(403, 'Pages of other sites may not call the local stack.');
  }
}

/** Nobody else can own an address of this machine, or a name without a dot. */
function isOwnHost(host: string): boolean {
  const { hostname } = URL.parse(`http://${host}`) ?? {};
  return hostname !== undefined && /^(127(\.\d+){3}|\[::1\]|[^.[\]:]+|[^.]+\.localhost)$/.test(hostname);
}
