import { expect, test } from 'vitest';
import dataReport from '../../examples/data-report/workflow.json' with { type: 'json' };
import mapFiles from '../../examples/map-files/workflow.json' with { type: 'json' };
import policyReview from '../../examples/policy-review/workflow.json' with { type: 'json' };
import { launchNeeds, unallowedHost } from '../../src/renderer/screens/workflows/launch-needs.ts';

test('the samples say which of their inputs must be there', () => {
  expect(launchNeeds(mapFiles)).toEqual([{ input: 'folder', kind: 'folder' }]);
  expect(launchNeeds(policyReview)).toEqual([{ input: 'service', kind: 'service' }]);
  expect(launchNeeds(dataReport)).toEqual([{ input: 'csv', kind: 'file' }]);
});

test('a path of which an input is only a part is not told of', () => {
  expect(launchNeeds({ type: 'file.list', config: { path: '{{ inputs.folder }}/of/{{ vars.day }}' } })).toEqual([]);
  expect(launchNeeds({ type: 'http.request', config: { url: 'https://example.com/{{ inputs.service }}' } })).toEqual([]);
});

test.each([
  ['http://127.0.0.1:8787', [], '127.0.0.1:8787'],
  ['http://localhost', [], 'localhost'],
  ['http://127.0.0.1:8787', ['127.0.0.1:8787'], undefined],
  ['http://127.0.0.1:8787', ['127.0.0.1'], undefined],
  ['https://example.com', [], undefined],
  ['half typed', [], undefined],
])('of the address %s with %j allowed stands %s to be allowed', (address, allowed, host) => {
  expect(unallowedHost(address, allowed)).toBe(host);
});
