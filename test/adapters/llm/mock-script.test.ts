import { describe, expect, it } from 'vitest';

import { parseMockScript } from '../../../src/core/domain/model/mock-script.ts';

const script = (rule: unknown): unknown => ({ format: 'aiwm.mock/1', rules: [rule] });

describe('a mock script that does not fit', () => {
  it.each([
    ['no format', { rules: [] }, 'format'],
    ['another format', { format: 'aiwm.mock/2', rules: [] }, 'format'],
    ['no outcome', script({ when: {} }), 'rules[0]: needs exactly one of'],
    ['two outcomes', script({ refuse: true, reply: { text: 'x' } }), 'rules[0]: needs exactly one of'],
    ['two replies in one', script({ reply: { text: 'x', echo: true } }), 'rules[0].reply: needs exactly one'],
    ['a word it does not know', script({ when: { nod: 'draft' }, refuse: true }), 'nod'],
    ['an unknown failure', script({ fail: { code: 'boom' } }), 'rules[0].fail.code'],
    ['a pass below zero', script({ when: { pass: -1 }, refuse: true }), 'rules[0].when.pass'],
    ['a cut without a reply', script({ refuse: true, cut: { after: 1 } }), 'rules[0].cut'],
    ['an unknown placeholder', script({ reply: { text: 'on {{date}}' } }), '{{date}} is unknown'],
    ['code in a placeholder', script({ reply: { text: '{{call + 1}}' } }), 'is unknown'],
    ['a quotation without its capture', script({ reply: { json: { a: ['{{match.2}}'] } }, when: { capture: [{ after: 'x' }] } }), 'no capture of that number'],
    ['no object', [], 'the script'],
  ])('for %s is refused with its place', (_, value, place) => {
    expect(() => parseMockScript(value)).toThrow(expect.objectContaining({ code: 'definition_invalid', message: expect.stringContaining(place) }));
  });
});

describe('a mock script that fits', () => {
  it('has its defaults filled in', () => {
    expect(parseMockScript(script({ reply: { text: 'x' } })).rules).toEqual([{ when: {}, reply: { text: 'x' }, delayMs: 0, chunkMs: 0 }]);
  });
});
