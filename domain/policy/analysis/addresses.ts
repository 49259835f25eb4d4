/** One block of 2^24 IPv4 addresses, a /8, is the largest that one network has (RFC 1918 as well as IANA's list). */
const most4 = 2 ** 24;
/** The registries give one network a /20 of IPv6 at most; counted in blocks of /64, so that the sum stays exact. */
const most6 = 2 ** 44;

/**
 * True if CIDR blocks together are a network's and not everybody's. Blocks are added up, so that many that together
 * are the whole internet do not pass one by one. Whatever is no address counts as everything, and so do IPv6
 * addresses that begin with zeros: among them are IPv4's.
 */
export function areFewAddresses(blocks: readonly string[]): boolean {
  let sum4 = 0;
  let sum6 = 0;
  for (const block of blocks) {
    const [, address = '', bits] = /^([0-9a-f:.]+)(?:\/(\d{1,3}))?$/i.exec(block) ?? [];
    if (address === '' || /^0*:/.test(address)) return false;
    if (address.includes(':')) sum6 += 2 ** Math.max(0, 64 - Number(bits ?? 128));
    else sum4 += 2 ** (32 - Number(bits ?? 32));
  }
  return sum4 <= most4 && sum6 <= most6;
}
