type Sending = (command: unknown, send: () => Promise<unknown>) => Promise<unknown>;

/** What SDK clients have in common. */
export interface Sender {
  send: (...given: never[]) => unknown;
}

/** A client whose every call somebody else makes, in their own time. */
export function sentBy<Client extends Sender>(client: Client, sending: Sending): Client {
  const send = (...given: unknown[]) => sending(given[0], () => Reflect.apply(client.send, client, given));
  return new Proxy(client, {
    get: (original, member) => (member === 'send' ? send : Reflect.get(original, member)),
  });
}
