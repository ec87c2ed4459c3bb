import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPrivate } from '../../../src/core/domain/catalogue/private-data.ts';
import { TextWork } from '../../../src/core/domain/expression/text-work.ts';
import { type PrivateKind, privateKinds } from '../../../src/core/domain/model/model-hook.ts';

const found = (kind: PrivateKind, text: string): readonly string[] => findPrivate(text, kind).map(({ start, end }) => text.slice(start, end));

describe('private data in a text', () => {
  it.each<readonly [PrivateKind, string, readonly string[]]>([
    ['email', "Write to 'ann.o'hara+x@exa-mple.co.uk', or to me@löcal.de.", ["ann.o'hara+x@exa-mple.co.uk", 'me@löcal.de']],
    ['email', 'a@b.c, @x.com, bob@localhost, bob@x. and x@1.2 are none', []],
    ['phone', 'Call +49 (0)30 123456, 0171 1234567 or (030) 123 45 67', ['+49 (0)30 123456', '0171 1234567', '(030) 123 45 67']],
    ['phone', '(415) 555-0132, 1-800-555-0199, +1.415.555.0132x7', ['(415) 555-0132', '1-800-555-0199', '+1.415.555.0132']],
    ['phone', 'On 01.02.2026 it was 0.12345678 of 12345678, in A0123456789', []],
    ['iban', 'DE89 3704 0044 0532 0130 00, gb82west12345698765432.', ['DE89 3704 0044 0532 0130 00', 'gb82west12345698765432']],
    ['iban', 'AB12 CD34 some words DE89370400440532013000', ['DE89370400440532013000']],
    ['iban', 'DE88 3704 0044 0532 0130 00 has wrong check digits', []],
    ['card', '4111 1111 1111 1111, 378282246310005; 6011-1111-1111-1117', ['4111 1111 1111 1111', '378282246310005', '6011-1111-1111-1117']],
    ['card', '4111111111111112 and 0000000000000000 and 84111111111111111111 are none', []],
  ])('of the kind %s is found: %s', (kind, text, expected) => {
    expect(found(kind, text)).toEqual(expected);
  });

  const digits = (length: number): fc.Arbitrary<readonly number[]> => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });
  const grouped = (text: string, gap: string): string => text.replaceAll(/(.{4})(?=.)/gu, `$1${gap}`);
  const gaps = fc.constantFrom('', ' ', '-', '\u00A0');
  const around = fc.constantFrom('', ' ', ', ', '(', '\n', ': ');

  it('is found whatever the address, wherever it stands', () => {
    fc.assert(fc.property(fc.emailAddress(), around, (address, space) => {
      expect(found('email', `${space}${address} `).join('')).toContain(address.replace(/^['`.]+/u, ''));
    }), { numRuns: 200 });
  });

  it('is found in every card number with its check digit, and in none with another', () => {
    fc.assert(fc.property(digits(14), gaps, around, (body, gap, space) => {
      const plain = [4, ...body];
      const sum = plain.toReversed().reduce((all, digit, at) => all + (at % 2 === 1 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
      const check = (10 - (sum % 10)) % 10;
      const card = (last: number): string => grouped([...plain, last].join(''), gap);
      expect(found('card', `${space}${card(check)}.`)).toContain(card(check));
      expect(found('card', `${space}${card((check + 1) % 10)}.`)).not.toContain(card((check + 1) % 10));
    }), { numRuns: 200 });
  });

  it('is found in every account number with its check digits, and in none with others', () => {
    fc.assert(fc.property(digits(18), gaps, around, (body, gap, space) => {
      const rest = body.join('');
      const check = 98 - Number(BigInt(`${rest}131400`) % 97n);
      const iban = (of: number): string => grouped(`DE${String(of).padStart(2, '0')}${rest}`, gap);
      expect(found('iban', `${space}${iban(check)}.`)).toContain(iban(check));
      expect(found('iban', `${space}${iban(check === 98 ? 2 : check + 1)}.`)).not.toContain(iban(check === 98 ? 2 : check + 1));
    }), { numRuns: 200 });
  });

  const hostile = ['1', '1 ', '0 ', '(0', '+1(2', 'AB12', 'AB12 ', 'AB12-', 'a@', '@', 'a.', '@b.', "'@", '4111-', 'é@é.é'];

  it.each(privateKinds)('of the kind %s costs work that grows with the text alone', (kind) => {
    for (const part of hostile) {
      const spent = [20_000, 40_000].map((length) => {
        const work = new TextWork(Number.POSITIVE_INFINITY);
        findPrivate(part.repeat(length / part.length), kind, work);
        return work.done / length;
      });
      expect(Math.max(...spent)).toBeLessThan(80);
      expect((spent[1] ?? 0) / (spent[0] ?? 1)).toBeLessThan(1.1);
    }
  });
});
