import type { ServerResponse } from 'node:http';

/** What the page listens for: something of this kind may look different now. */
export type Subject = 'requests' | 'slack' | 'workflow';

/** Often enough that no proxy or browser takes a quiet stream for a dead one. */
const heartbeatMilliseconds = 15_000;

/** Server-sent events for any number of listeners (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export class Events {
  readonly #listeners = new Set<ServerResponse>();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #changed = new Set<Subject>();

  constructor() {
    this.#heartbeat = setInterval(() => this.#write(':\n\n'), heartbeatMilliseconds);
  }

  /** Keeps a response open and writes to it what happens from now on. */
  listen(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 1000\n\n');
    this.#listeners.add(response);
    response.on('close', () => this.#listeners.delete(response));
  }

  /** Tells every listener; changes in the same turn of the event loop are told once. */
  changed(subject: Subject): void {
    if (this.#listeners.size === 0) return;
    if (this.#changed.size === 0) setImmediate(() => this.#flush());
    this.#changed.add(subject);
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const response of this.#listeners) response.end();
  }

  #flush(): void {
    for (const subject of this.#changed) this.#write(`event: ${subject}\ndata: {}\n\n`);
    this.#changed.clear();
  }

  #write(text: string): void {
    for (const response of this.#listeners) response.write(text);
  }
}
