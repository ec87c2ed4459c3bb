/** A request to somewhere else. Redirects are followed by hand, each checked like the first address. */
export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: Uint8Array;
  /** Hosts a workflow may reach, where it says so. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** @default 5 */
  readonly maxRedirects?: number;
  /** @default 10 MiB */
  readonly maxResponseBytes?: number;
  /** From the first byte sent to the last received. @default 30 s */
  readonly timeoutMs?: number;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in small letters; repeated ones joined with a comma. */
  readonly headers: { readonly [name: string]: string };
  readonly body: Uint8Array;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

/**
 * The one way out by HTTP. An address that is private, local or not allowed is `host_denied` before a byte is sent, unless
 * the person allowed that very host in settings; failures of the connection are `connector_unavailable`, an answer too
 * large or an address that is none `input_invalid`. It never retries. Aborting closes the connection and throws the
 * signal's reason.
 */
export interface HttpPort {
  request(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>;
}
