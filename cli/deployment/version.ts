import manifest from '../../package.json' with { type: 'json' };

/** Which Countersign a command is of. */
export const { version } = manifest;
