import { ORPCError } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import type { App, Host } from '../../src/core/app/app.ts';
import { isErrorWire } from '../../src/core/domain/model/error-wire.ts';
import type { JsonObject } from '../../src/core/domain/model/json.ts';
import { servePort } from '../../src/main/port-door.ts';
import { createRemoteRouter } from '../../src/main/remote-router.ts';
import { startHttpServer } from '../../src/server/http-server.ts';
import { linkThrough, openSocket } from '../adapters/server/open-socket.ts';
import { createChannel } from '../desktop/recording-electron.ts';
import { describeDoor, type Door } from './door-contract.ts';

interface Link {
  call(path: string[], input: unknown, options: { context: object; signal: AbortSignal }): Promise<unknown>;
}

function through(link: Link, close: () => Promise<void>): Door {
  return { call: (operation, input, signal) => link.call(operation.split('.'), input, { context: {}, signal }), close };
}

/** A page's end of a port whose other end the program serves. */
function throughPort({ router, log }: Pick<App, 'router' | 'log'>, close: () => Promise<void> = () => Promise.resolve()): Door {
  const { port1, port2 } = createChannel();
  servePort(port1, { router, log }, new AbortController().signal);
  const link = new PortLink({ port: port2 });
  port2.start();
  return through(link, async () => {
    port2.close();
    await close();
  });
}

describeDoor('HTTP /rpc', {
  async connect(host) {
    const { address, token, close } = await startHttpServer(host, { port: 0 });
    return through(new FetchLink({ url: `${address}/rpc`, headers: { authorization: `Bearer ${token}` } }), close);
  },
});

describeDoor('WebSocket', {
  async connect(host) {
    const { address, token, close } = await startHttpServer(host, { port: 0 });
    const socket = await openSocket(address, { token });
    return through(linkThrough(socket), close);
  },
});

describeDoor('HTTP /api', { connect: connectToApi });

describeDoor('message port', { connect: async ({ app }) => throughPort(app) });

describeDoor('message port of a program that passes calls on to another host', {
  async connect(host) {
    const { address, token, close } = await startHttpServer(host, { port: 0 });
    return throughPort({ router: createRemoteRouter(host.app.contract, { address, token }), log: host.app.log }, close);
  },
});

/** A client made from the contract alone; what the contract does not have it asks for by hand. */
async function connectToApi(host: Host): Promise<Door> {
  const { address, token, close } = await startHttpServer(host, { port: 0 });
  const headers = { authorization: `Bearer ${token}` };
  const link = new OpenAPILink(host.app.contract, {
    url: `${address}/api`,
    headers,
    customErrorResponseBodyDecoder: (body, { status }) => (isErrorWire(body) ? new ORPCError(body.code, { status, message: body.message, data: body }) : undefined),
  });
  const byContract = through(link, close);
  return {
    close,
    async call(operation: string, input: JsonObject, signal: AbortSignal) {
      const [area = '', verb = ''] = operation.split('.');
      if (Object.hasOwn(host.app.contract[area as keyof typeof host.app.contract], verb)) return byContract.call(operation, input, signal);
      const response = await fetch(`${address}/api/${area}/${verb}/here`, { headers, signal });
      throw await response.json();
    },
  };
}
