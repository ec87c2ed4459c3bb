import type { Client } from './connect.ts';

const places = new WeakMap<object, Promise<string>>();

/** Which data directory the host of this window works on: asked once, and again where it did not answer. */
export async function dataPlace(client: Pick<Client, 'system'>): Promise<string> {
  const known = places.get(client);
  if (known !== undefined) return known;
  const asked = client.system.info({}).then(({ dataDirectory }) => dataDirectory);
  places.set(client, asked);
  asked.catch(() => { places.delete(client); });
  return asked;
}
