import { type PlannedCall, requestIdTag } from '../plan.ts';

/** A part of a resource that is not as planned. */
export interface Deviation {
  /** By its name in the parameters of the request: `Policies`, `MaxSessionDuration`. */
  part: string;
  /** Which one, where a part is several: a policy's name or ARN, a tag's key. */
  which?: string;
  /** Planned and not there, there and not planned, or there and not as planned. */
  is: 'missing' | 'added' | 'changed';
}

/** What lies between a plan and what there is. */
export interface Difference {
  /** What is still to be sent, in the order of the plan; sent, it leaves nothing of `missing`. */
  operations: PlannedCall[];
  /** What these operations put right, in words. */
  missing: Deviation[];
  /** What is there beyond the plan. No creation removes it. */
  extra: Deviation[];
  /** What no operation can put right. */
  irreparable: Deviation[];
}

/** The difference of what one call creates at once, which no operation changes. `matches`: whether each part is as planned. */
export function fixedDifference(
  matches: Readonly<Record<string, boolean>>,
  tags: Pick<Difference, 'extra' | 'irreparable'>,
): Difference {
  const changed = Object.keys(matches).filter((part) => matches[part] === false);
  const irreparable = changed.map((part): Deviation => ({ part, is: 'changed' }));
  return {
    operations: [],
    missing: [],
    extra: tags.extra,
    irreparable: [...irreparable, ...tags.irreparable],
  };
}

/** How a resource's tags deviate from those planned, but for our own, by which it is found. */
export function tagDifference(
  part: 'Tags' | 'tags',
  planned: ReadonlyMap<string, string>,
  actual: ReadonlyMap<string, string>,
): Pick<Difference, 'extra' | 'irreparable'> {
  const keys = [...new Set([...planned.keys(), ...actual.keys()])].filter((key) => key !== requestIdTag);
  const deviations = keys.flatMap((which): Deviation[] => {
    if (!planned.has(which)) return [{ part, which, is: 'added' }];
    if (!actual.has(which)) return [{ part, which, is: 'missing' }];
    return planned.get(which) === actual.get(which) ? [] : [{ part, which, is: 'changed' }];
  });
  return {
    extra: deviations.filter(({ is }) => is === 'added'),
    irreparable: deviations.filter(({ is }) => is !== 'added'),
  };
}

/** Everything that is not as planned. */
export function deviationsIn({ missing, extra, irreparable }: Difference): Deviation[] {
  return [...irreparable, ...missing, ...extra];
}

/** `Policies (write-bucket missing)`; a part that is one is its name alone. */
export function deviationText({ part, which, is }: Deviation): string {
  return which === undefined ? part : `${part} (${which} ${is})`;
}
