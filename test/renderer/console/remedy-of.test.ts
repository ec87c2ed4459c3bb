import { expect, test } from 'vitest';
import { remedyOf } from '../../../src/renderer/console/remedy-of.ts';

test('a failure that a setting ends leads to that setting', () => {
  expect(remedyOf({ code: 'host_denied', message: 'It was not asked.' })?.address).toEqual({ to: '/settings/sections', search: { key: 'network.allowedPrivateHosts' } });
  expect(remedyOf({ code: 'credential_missing', message: 'It has no key.' })?.address).toEqual({ to: '/settings/credentials' });
});

test('a failure of the work itself leads nowhere', () => {
  expect(remedyOf({ code: 'run_failed', message: 'It failed.' })).toBeUndefined();
  expect(remedyOf({ code: 'constructor' })).toBeUndefined();
  expect(remedyOf({})).toBeUndefined();
});
