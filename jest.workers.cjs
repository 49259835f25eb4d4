/*
 * Loaded ahead of Jest, and so in its workers too: one that has nothing left to do ends at once. Node would first take
 * down all that hundreds of modules left in memory, which on a busy machine takes longer than the half second that Jest
 * grants; Jest would say that a worker failed to exit gracefully.
 */
if (process.send) process.once('exit', (code) => process.exit(code));
