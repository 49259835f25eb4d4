import { type Haste, inHaste } from './haste.ts';
import { Lane, type Timing } from './lane.ts';
import { type Sender, sentBy } from './sent-by.ts';

/**
 * A client of IAM or RAM for reads, five at once, throttled ones again. IAM does not tell its limits; 24 to 50 reads at once
 * are throttled in practice (https://repost.aws/knowledge-center/iam-sts-throttling-error).
 */
export function pacedReads<Client extends Sender>(
  client: Client,
  timing: Timing,
  { patience }: Haste = inHaste,
): Client {
  const reads = new Lane({ atOnce: 5, apart: 0 }, timing);
  return sentBy(client, (_command, send) => reads.run(send, patience));
}
