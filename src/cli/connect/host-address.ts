import type { HostFile } from '../../core/app/host-file.ts';

export interface HostAddress {
  readonly address: string;
  readonly token: string;
}

/** Where a host listens; `undefined` while it does not. */
export function addressOf(host: HostFile | undefined): HostAddress | undefined {
  return host?.address === undefined || host.token === undefined ? undefined : { address: host.address, token: host.token };
}
