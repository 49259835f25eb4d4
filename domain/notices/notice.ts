/** `source` of everything that Countersign puts on an event bus. */
export const noticeSource = 'countersign';

/** The shape of `detail`; a shape that readers of this one could not read gets another number. */
export const noticeVersion = 1;

/** What is put on an event bus, apart from how. */
export interface Notice {
  source: typeof noticeSource;
  detailType: string;
  /** When it happened, ISO 8601. */
  at: string;
  /** ARNs of what it is about. */
  resources: string[];
  detail: object;
}
