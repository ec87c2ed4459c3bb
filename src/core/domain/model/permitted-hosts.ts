/** `example.com` for any port of a host, `example.com:8443` for one; small and large letters are the same. */
export const hostPattern = /^(?:\[[0-9A-Fa-f:.]+\]|[^\s/@?#[\]:\\]+)(?::\d{1,5})?$/u;

/** As {@link hostPattern}, with the port said. */
export const hostAndPortPattern = /^(?:\[[0-9A-Fa-f:.]+\]|[^\s/@?#[\]:\\]+):\d{1,5}$/u;

/** Whether one of the hosts is the one the address names. Names are compared, never what they resolve to. */
export function hostsPermit(hosts: readonly string[], url: Pick<URL, 'protocol' | 'hostname' | 'port'>): boolean {
  return hosts.some((host) => isHostWithin(`${url.hostname}:${portOf(url)}`, host));
}

/** The port a request to the address goes to. */
export function portOf({ protocol, port }: Pick<URL, 'protocol' | 'port'>): string {
  if (port !== '') return port;
  return protocol === 'https:' ? '443' : '80';
}

/** Whether everything `inner` names is also named by `outer`: the host itself, or one port of it. */
export function isHostWithin(inner: string, outer: string): boolean {
  const [one, other] = [plainHost(inner), plainHost(outer)];
  return one === other || (one.startsWith(`${other}:`) && /^\d+$/u.test(one.slice(other.length + 1)));
}

function plainHost(host: string): string {
  const port = /:\d{1,5}$/u.exec(host)?.[0] ?? '';
  const name = host.slice(0, host.length - port.length);
  return `${URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname : name.toLowerCase()}${port}`;
}
