import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { sampleFile, type SampleHouse } from './sample-house.ts';

/** The service of the sample, as the page tells people to start it, on a free port. */
export async function openPolicyService(): Promise<AsyncDisposable & { readonly address: string; read(policy: string): Promise<unknown> }> {
  const service = spawn(process.execPath, [sampleFile('policy-review', 'service.mjs'), '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await createInterface({ input: service.stdout })[Symbol.asyncIterator]().next();
  const address = String(line.value);
  return {
    address,
    read: async (policy) => (await fetch(`${address}/policies/${policy}`)).json(),
    async [Symbol.asyncDispose]() {
      service.kill();
      await once(service, 'exit');
    },
  };
}

/** Lets workflows ask the service, as the person at this machine would. */
export async function allowService(house: SampleHouse, address: string): Promise<void> {
  await house.client.settings.set({ section: 'network', value: { allowedPrivateHosts: [new URL(address).host] } });
}
