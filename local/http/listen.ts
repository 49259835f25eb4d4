import { once } from 'node:events';
import type { Server } from 'node:http';

/** Starts listening on this machine only; returns the port, which is a free one for 0. Throws what `listen` emits. */
export async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** Stops at once, whoever is still connected. */
export async function stopListening(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
