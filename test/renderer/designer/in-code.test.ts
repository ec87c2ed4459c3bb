import { expect, test } from 'vitest';
import { replacedInCode } from '../../../src/renderer/designer/problems/fixes/in-code.ts';

const note = /(?<![\w.])inputs\.note(?!\w)/gu;

test.each([
  ['prose of a template stays', 'The customer fills inputs.note himself: {{ inputs.note }}', 'The customer fills inputs.note himself: {{ X }}'],
  ['an expression is read as a whole', "inputs.note + ' inputs.note' // inputs.note", "X + ' inputs.note' // inputs.note"],
  ['every place is written', '{{ inputs.note }} and {{ text(inputs.note) }}', '{{ X }} and {{ text(X) }}'],
  ['other names stay', '{{ inputs.notes + vars.inputs.note }}', '{{ inputs.notes + vars.inputs.note }}'],
])('%s', (_what, text, written) => {
  expect(replacedInCode(text, note, 'X')).toBe(written);
});
