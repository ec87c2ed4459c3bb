import { BlockList, isIP } from 'node:net';

/** IPv4 that is somebody's own, or nobody's: private, loopback, link-local, shared, reserved, and where clouds answer machines. */
const closedV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.31.196.0', 24], ['192.52.193.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16],
  ['192.175.48.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
  // Public by its number, but answered by the machine room itself.
  ['168.63.129.16', 32],
];

/** Of the global range of IPv6 what is not reached by its own number: tunnels that carry an IPv4 address, and examples. */
const closedV6: readonly (readonly [string, number])[] = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]];

const closed = new BlockList();
for (const [address, bits] of closedV4) closed.addSubnet(address, bits, 'ipv4');
for (const [address, bits] of closedV6) closed.addSubnet(address, bits, 'ipv6');

/** Everything else in IPv6 is local, mapped, translated or not given out. */
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');

/** Whether the address belongs to the public Internet. What is no address in plain writing, or names a network card, does not. */
export function isPublicAddress(address: string): boolean {
  if (address.includes('%')) return false;
  switch (isIP(address)) {
    case 4:
      return !closed.check(address, 'ipv4');
    case 6:
      return globalV6.check(address, 'ipv6') && !closed.check(address, 'ipv6');
    default:
      return false;
  }
}
