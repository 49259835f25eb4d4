/** What a card shows besides what is in the trail. */
export interface CardSurroundings {
  /** The requester's Slack user, where known. */
  requesterInSlack?: string | undefined;
  /** Where a request can be read, `{id}` in place of its id. */
  requestUrl?: string | undefined;
}
