import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { CredentialName } from '../../../../src/core/domain/runtime/verify/analysis.ts';
import { verify } from '../../../../src/core/domain/runtime/verify/verify.ts';
import { step } from '../support/definitions.ts';
import { testCatalogue } from '../support/test-actions.ts';
import { http } from './corpus/faulty-foreign.ts';
import { chain, node } from './corpus/parts.ts';

const missing = (definition: JsonObject, credentials: readonly CredentialName[]) => verify(definition, { catalogue: testCatalogue, credentials }).findings.filter(({ code }) => code === 'missing_credential');
const asking = (credential: JsonObject): JsonObject => chain([node('fetch', 'workStep', { entry: [http('get', { url: 'https://api.example.com/a', credential })] })]);
const crm = { connector: 'crm', label: 'prod' };

describe('the key a request is sent with', () => {
  it('is found where the vault has none of its service, with the nearest one there is', () => {
    expect(missing(asking({ connector: 'crn' }), [crm])).toMatchObject([{ severity: 'error', where: 'nodes.fetch.actions.get.config.credential.connector', message: 'There is no credential "crn" here.', fix: 'Did you mean "crm"?' }]);
    expect(missing(asking({ connector: 'crm' }), [])).toMatchObject([{ fix: 'Add it under Settings, Credentials, or name one that is there.' }]);
    expect(missing(asking({ connector: 'crm' }), [crm])).toEqual([]);
  });

  it('is found where the service has another one only', () => {
    expect(missing(asking({ connector: 'crm', label: 'sandbox' }), [crm])).toMatchObject([{ where: 'nodes.fetch.actions.get.config.credential.label', message: 'There is no credential "sandbox" of "crm" here.' }]);
    expect(missing(asking({ connector: 'crm', label: 'prod' }), [crm])).toEqual([]);
  });

  it('is found in what an agent is granted', () => {
    const tool = { name: 'look', description: 'Looks it up.', action: 'http.request', config: { url: 'https://api.example.com/a', credential: { connector: 'crm' } } };
    const agent = chain([node('work', 'workStep', { entry: [step('ask', 'llm.agent', { config: { prompt: 'Look.', tools: [tool] } })] })]);

    expect(missing(agent, []).map(({ where }) => where)).toEqual(['nodes.work.actions.ask.config.tools[0].config.credential.connector']);
  });

  it('is not looked at where nobody says what the vault has, nor where a template names it', () => {
    expect(verify(asking({ connector: 'crm' }), { catalogue: testCatalogue }).notAnalysed).toContain('whether the credentials it names are there');
    expect(missing(asking({ connector: '{{ inputs.service }}' }), [])).toEqual([]);
  });
});
