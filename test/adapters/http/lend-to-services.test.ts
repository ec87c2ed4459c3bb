import { expect, it } from 'vitest';
import { lendToServices, serviceConnectors } from '../../../src/core/app/service-connectors.ts';
import { settingsSchemas } from '../../../src/core/domain/model/settings.ts';
import type { ConfigPort } from '../../../src/core/domain/ports/config-port.ts';

const network = settingsSchemas.network.parse({ allowedPrivateHosts: ['127.0.0.1:8080', '[::1]:8081'], services: { crm: { hosts: ['api.crm.test'] }, shop: { hosts: ['shop.test:8443', '[2001:db8::1]:8443'], title: 'Shop' }, own: { hosts: ['127.0.0.1', '[::1]:8081'] } } });
const all = { ...Object.fromEntries(Object.entries(settingsSchemas).map(([name, schema]) => [name, schema.parse({})])), network };
const config: Pick<ConfigPort, 'get'> = { get: async (section) => ({ value: Reflect.get(all, section), revision: 0 }) };
const asked: string[] = [];
const lend = lendToServices(config, () => ({
  async use(ref, work) {
    asked.push(ref.connector);
    return work('s3cret');
  },
}));

it.each([
  { connector: 'crm', url: 'https://api.crm.test/x' },
  { connector: 'crm', url: 'https://API.CRM.test:443/' },
  { connector: 'shop', url: 'https://shop.test:8443/' },
  { connector: 'shop', url: 'https://[2001:db8::1]:8443/' },
  { connector: 'own', url: 'http://127.0.0.1:8080/' },
  { connector: 'own', url: 'http://[::1]:8081/' },
])('lends the key of $connector to $url', async ({ connector, url }) => {
  expect(await lend({ connector }, url, async (secret) => secret.length)).toBe(6);
});

it.each([
  { connector: 'crm', url: 'https://evil.test/' },
  { connector: 'crm', url: 'https://api.crm.test.evil.test/' },
  { connector: 'crm', url: 'https://evil.test/api.crm.test' },
  { connector: 'crm', url: 'https://api.crm.test@evil.test/' },
  { connector: 'shop', url: 'https://shop.test/' },
  { connector: 'crm', url: 'http://api.crm.test/' },
  { connector: 'crm', url: 'http://api.crm.test:443/' },
  { connector: 'crm', url: 'https://api.crm.test:8081/' },
  { connector: 'shop', url: 'http://shop.test:8443/' },
  { connector: 'own', url: 'http://127.0.0.1:8082/' },
  { connector: 'crm', url: 'http://127.0.0.1:8080/' },
  { connector: 'claude', url: 'https://api.crm.test/' },
  { connector: 'constructor', url: 'https://api.crm.test/' },
  { connector: 'crm', url: 'nowhere' },
])('does not lend the key of $connector to $url, and the vault is not asked', async ({ connector, url }) => {
  const before = asked.length;

  await expect(lend({ connector }, url, async (secret) => secret)).rejects.toMatchObject({ code: 'host_denied', data: { reason: 'key_host' } });
  expect(asked).toHaveLength(before);
});

it('shows services among the connectors, and which of them wants a key', () => {
  const kept = [{ id: '1', connector: 'shop', label: 'prod', isDefault: true, fingerprint: 'f', createdAt: 0 }];

  expect(serviceConnectors(network, kept)).toMatchObject([{ id: 'crm', title: 'crm', state: 'needs_key' }, { id: 'shop', title: 'Shop', state: 'ready' }, { id: 'own' }]);
});

it('says that a key stays because nobody may read it on the way', async () => {
  await expect(lend({ connector: 'crm' }, 'http://api.crm.test/', async (secret) => secret)).rejects.toMatchObject({ message: expect.stringContaining('by http') as string, next: expect.stringContaining('https') as string });
});
