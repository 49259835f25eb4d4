/** IAM's unique ids are a prefix for the kind (`AROA` a role, `ANPA` a managed policy, `AIPA` an instance profile) and 17 letters or digits. */
export function uniqueId(prefix: string, newId: () => string): string {
  return prefix + newId().replaceAll('-', '').slice(0, 17).toUpperCase();
}
