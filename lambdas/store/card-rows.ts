import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { addMilliseconds } from '../../domain/time.ts';
import type { Row } from './row.ts';
import { rowKey, rowUpdate, succeeds } from './row-update.ts';

/** Slack is given 8 seconds to take a card; whoever claimed to post one longer ago than this has died. */
export const cardClaimSeconds = 12;

/** What the work index knows of a request's cards. */
export function cardRows(dynamodb: Pick<DynamoDBClient, 'send'>, TableName: string) {
  const set = rowUpdate(dynamodb, TableName);

  /**
   * Claims the posting of a card for some seconds, so that two functions at once post one, and keeps whom it is to
   * name as requester; returns the row, or undefined if it is taken.
   */
  function claimCard(id: string, now: string, requesterInSlack?: string): Promise<Row | undefined> {
    const expression =
      'attribute_not_exists(ts) AND (attribute_not_exists(cardClaimedUntil) OR cardClaimedUntil <= :now)';
    const cardClaimedUntil = addMilliseconds(now, cardClaimSeconds * 1000);
    const claim = { cardClaimedUntil, ...(requesterInSlack !== undefined && { requesterInSlack }) };
    return set(id, claim, { expression, values: { ':now': now } });
  }

  /** Gives a claim back: nothing was posted. */
  async function releaseCard(id: string): Promise<void> {
    await set(id, { cardClaimedUntil: undefined });
  }

  /** Holds a claim for longer: nobody knows whether the card was posted, now `lostPosts` times in a row. */
  async function holdCard(id: string, cardClaimedUntil: string, lostPosts: number): Promise<void> {
    await set(id, { cardClaimedUntil, lostPosts });
  }

  /** Stores where the card was posted, unless there is one already. */
  function storeCard(id: string, card: { channel: string; ts: string; cardSeq: number }) {
    return set(id, card, { expression: 'attribute_not_exists(ts)' });
  }

  /** Remembers up to which event the cards show the request, never less than before; false if it was more. */
  async function cardShows(id: string, cardSeq: number): Promise<boolean> {
    const expression = 'attribute_not_exists(cardSeq) OR cardSeq <= :cardSeq';
    return (await set(id, { cardSeq }, { expression })) !== undefined;
  }

  /** Remembers another card of the same request, and that not every card shows what the first one shows. */
  async function addStray(id: string, ts: string): Promise<void> {
    await succeeds(
      dynamodb.send(
        new UpdateItemCommand({
          TableName,
          Key: rowKey(id),
          UpdateExpression: 'SET strays = list_append(if_not_exists(strays, :none), :one) REMOVE cardSeq',
          ConditionExpression: 'attribute_exists(id) AND NOT contains(strays, :ts)',
          ExpressionAttributeValues: marshall({ ':none': [], ':one': [ts], ':ts': ts }),
        }),
      ),
    );
  }

  return { claimCard, releaseCard, holdCard, storeCard, cardShows, addStray };
}
