/** Consecutive events of one request; hashes are unknown where an event could not be read. */
export interface Piece {
  from: number;
  to: number;
  /** What the event `from` names as the hash of the one before. */
  previousHash: string | undefined;
  /** Hash of the event `to`. */
  hash: string | undefined;
}

/** The piece that holds an event, if one does. */
export function pieceWith(pieces: readonly Piece[], seq: number): Piece | undefined {
  return pieces.find(({ from, to }) => from <= seq && seq <= to);
}

/**
 * Adds a piece of one event to others, joined with the ones it follows and precedes. Returns what there is then, in
 * order, and the sequence numbers of events that do not follow the one before them.
 */
export function join(pieces: readonly Piece[], event: Piece): { pieces: Piece[]; broken: number[] } {
  const before = pieces.find(({ to }) => to === event.from - 1);
  const after = pieces.find(({ from }) => from === event.to + 1);
  const broken = [
    ...(before && differ(before.hash, event.previousHash) ? [event.from] : []),
    ...(after && differ(event.hash, after.previousHash) ? [after.from] : []),
  ];
  const joined = {
    from: before?.from ?? event.from,
    to: after?.to ?? event.to,
    previousHash: before ? before.previousHash : event.previousHash,
    hash: after ? after.hash : event.hash,
  };
  const others = pieces.filter((piece) => piece !== before && piece !== after);
  return { pieces: [...others, joined].sort((one, other) => one.from - other.from), broken };
}

/** Stretches that no piece covers, between 1 and `length`. */
export function gaps(pieces: readonly Piece[], length: number): { from: number; to: number }[] {
  const ends = [...pieces, { from: length + 1, to: length }];
  const starts = [0, ...pieces.map(({ to }) => to)];
  return ends
    .map(({ from }, index) => ({ from: (starts[index] ?? 0) + 1, to: from - 1 }))
    .filter(({ from, to }) => from <= to);
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}
