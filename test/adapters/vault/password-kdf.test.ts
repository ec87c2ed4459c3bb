import * as crypto from 'node:crypto';
import { expect, it } from 'vitest';
import { argon2Kdf, newParameters, passwordBytes } from '../../../src/core/vault/password-kdf.ts';

const salt = '000102030405060708090a0b0c0d0e0f';

/** Newer versions of Node have their own, in OpenSSL. */
const own: unknown = Reflect.get(crypto, 'argon2Sync');

it.skipIf(typeof own !== 'function')('a password becomes the same key by two libraries', async () => {
  for (const [memoryKib, passes, lanes] of [[newParameters.memoryKib, newParameters.passes, newParameters.lanes], [19_456, 2, 1], [20_000, 2, 4]] as const) {
    const message = passwordBytes('Pä55wört');
    const parameters = { message, nonce: Buffer.from(salt, 'hex'), parallelism: lanes, tagLength: 32, memory: memoryKib, passes };
    const theirs: unknown = typeof own === 'function' ? Reflect.apply(own, crypto, ['argon2id', parameters]) : undefined;
    const ours = await argon2Kdf.derive(message, { algorithm: 'argon2id', memoryKib, passes, lanes, salt });
    expect(Buffer.from(ours).toString('hex')).toBe(theirs instanceof Uint8Array ? Buffer.from(theirs).toString('hex') : undefined);
  }
});

it('a key is the one that was always made from this password', async () => {
  const key = await argon2Kdf.derive(passwordBytes('correct horse'), { algorithm: 'argon2id', memoryKib: 19_456, passes: 2, lanes: 1, salt });
  expect(Buffer.from(key).toString('hex')).toMatchInlineSnapshot(`"d00b90c40f918cf889780d7d3a9ec3c2b1719df87dc5e4d4d93ea6163db04e17"`);
});
