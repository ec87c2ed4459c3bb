import { describe, expect, it } from 'vitest';
import { CallGuards } from '../../../src/core/app/call-guards.ts';
import { configuredConnectors, type ConfiguredConnector } from '../../../src/core/app/configured-connectors.ts';
import { keyOf } from '../../../src/core/app/connector-keys.ts';
import type { ModelConnectorSettings } from '../../../src/core/domain/model/model-connector.ts';
import type { Credential, CredentialRef } from '../../../src/core/domain/ports/credential-vault.ts';
import { llmConnectors } from '../../../src/core/llm/llm-connectors.ts';
import { systemClock } from '../../../src/core/platform/system-clock.ts';

const key = (id: string, more: Partial<Credential> = {}): Credential => ({ id, connector: 'claude', label: 'prod', isDefault: true, fingerprint: id, createdAt: 1, ...more });
const claude = (settings?: Partial<ModelConnectorSettings>): ConfiguredConnector => {
  const found = configuredConnectors(llmConnectors, { llm: 'claude', models: settings === undefined ? {} : { claude: { kind: 'claude', ...settings } }, tools: {} }).find(({ id }) => id === 'claude');
  if (found === undefined) throw new Error('There is no such connector.');
  return found;
};

describe('the line and the circuit of a connector', () => {
  it('are the same for the same key, also after a change of something else', () => {
    const guards = new CallGuards(systemClock);
    expect(guards.guard(claude({ model: 'other' }), key('a', { testedAt: 5 }))).toBe(guards.guard(claude(), key('a')));
  });

  it('are others for another key, a rotated one, another address and other limits', () => {
    const guards = new CallGuards(systemClock);
    const all = [guards.guard(claude(), key('a')), guards.guard(claude(), key('b')), guards.guard(claude(), key('a', { rotatedAt: 2 })), guards.guard(claude({ baseUrl: 'https://example.org' }), key('a')), guards.guard(claude({ concurrency: 2 }), key('a')), guards.guard(claude(), undefined)];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('the key of a connector', () => {
  const kept = [key('of-all'), key('of-lab', { profile: 'lab' }), key('of-other', { profile: 'other' })];
  const found = async (profile: string): Promise<readonly [string | undefined, CredentialRef | undefined]> => {
    let asked: CredentialRef | undefined;
    const vault = { use: async <Answer>(ref: CredentialRef, work: (secret: string) => Promise<Answer>): Promise<Answer> => { asked = ref; return work('secret'); } };
    const { credential, secret } = keyOf(claude(), { vault, kept, profile });
    await secret(async () => undefined);
    return [credential?.id, asked];
  };

  it('is that of the profile, else that of all profiles, and never that of another', async () => {
    expect(await found('lab')).toEqual(['of-lab', { connector: 'claude', profile: 'lab' }]);
    expect(await found('default')).toEqual(['of-all', { connector: 'claude', profile: 'default' }]);
    const { isMissing } = keyOf(claude(), { vault: { use: () => Promise.reject(new Error('unused')) }, kept: [key('of-other', { profile: 'other' })], profile: 'lab' });
    expect(isMissing).toBe(true);
  });
});
