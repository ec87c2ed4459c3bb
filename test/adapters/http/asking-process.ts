/** A process that asks an address by the outgoing client and prints what came of it: what a process trusts is said when it starts. */
import { AppError } from '../../../src/core/domain/model/errors.ts';
import { createOutgoingClient } from '../../../src/core/http/outgoing-client.ts';

const [address = '', port = ''] = process.argv.slice(2);
const client = createOutgoingClient({ allowedPrivateHosts: async () => [`127.0.0.1:${port}`, `localhost:${port}`] });
try {
  const { status, body } = await client.request({ method: 'GET', url: address }, new AbortController().signal);
  console.log(JSON.stringify({ status, text: new TextDecoder().decode(body) }));
} catch (error) {
  console.log(JSON.stringify(error instanceof AppError ? error.toWire() : { unforeseen: String(error) }));
}
