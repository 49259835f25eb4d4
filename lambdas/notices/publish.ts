import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Notice } from '../../domain/notices/notice.ts';

/** PutEvents takes ten (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html). */
export const maxAtOnce = 10;

interface Access {
  clients: { events: Pick<EventBridgeClient, 'send'> };
  environment: { EVENT_BUS: string };
}

/**
 * Puts up to ten notices on the event bus. Returns for each whether the bus took it, in order; throws the SDK's error if
 * none arrived. An answer may be lost, so a notice that is sent again may come twice.
 */
export async function publish(
  notices: readonly Notice[],
  { clients, environment }: Access,
): Promise<boolean[]> {
  if (notices.length === 0) return [];
  const { Entries = [] } = await clients.events.send(
    new PutEventsCommand({
      Entries: notices.map(({ source, detailType, at, resources, detail }) => ({
        EventBusName: environment.EVENT_BUS,
        Source: source,
        DetailType: detailType,
        Time: new Date(at),
        Resources: resources,
        Detail: JSON.stringify(detail),
      })),
    }),
  );
  return notices.map((_, index) => Entries[index]?.EventId !== undefined);
}
