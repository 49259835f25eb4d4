/**
 * For clients that only read, of functions that have minutes: the SDK sends fewer calls a second while a service throttles,
 * and each of them up to eight times (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
 */
export const adaptive = { retryMode: 'adaptive', maxAttempts: 8 } as const;
