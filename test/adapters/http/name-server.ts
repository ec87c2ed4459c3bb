import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { Resolver } from 'node:dns/promises';
import type { ResolveName } from '../../../src/core/http/checked-connect.ts';

export interface NameServer extends AsyncDisposable {
  readonly resolve: ResolveName;
  /** How often each name was asked for. */
  readonly asked: ReadonlyMap<string, number>;
}

/** A name server over UDP on loopback: for each name the addresses of its first answer, of its second, and so on; the last stays. */
export async function openNameServer(answers: { readonly [name: string]: readonly (readonly string[])[] }): Promise<NameServer> {
  const asked = new Map<string, number>();
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const name = questionOf(query);
    const count = asked.get(name) ?? 0;
    asked.set(name, count + 1);
    const rounds = answers[name] ?? [];
    socket.send(reply(query, rounds[Math.min(count, rounds.length - 1)] ?? []), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const resolver = new Resolver({ tries: 1, timeout: 2000 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  return {
    asked,
    resolve: async (name) => (await resolver.resolve4(name)).map((address) => ({ address, family: 4 })),
    async [Symbol.asyncDispose]() {
      resolver.cancel();
      socket.close();
      await once(socket, 'close');
    },
  };
}

function questionOf(query: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; (query[at] ?? 0) > 0; at += 1 + (query[at] ?? 0)) labels.push(query.toString('latin1', at + 1, at + 1 + (query[at] ?? 0)));
  return labels.join('.').toLowerCase();
}

/** The question again, and an A record for each address that lives for no time at all. */
function reply(query: Buffer, addresses: readonly string[]): Buffer {
  const head = Buffer.from(query.subarray(0, 12));
  const question = query.subarray(12, query.indexOf(0, 12) + 5);
  head.writeUInt16BE(addresses.length === 0 ? 0x8183 : 0x8180, 2);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const records = addresses.map((address) => Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]));
  return Buffer.concat([head, question, ...records]);
}
