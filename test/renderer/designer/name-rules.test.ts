import { expect, it } from 'vitest';
import { compileExpression } from '../../../src/core/domain/expression/compile-expression.ts';
import { isLanguageWord } from '../../../src/core/domain/model/reserved-name.ts';
import { nameFault, nameRules } from '../../../src/renderer/designer/inspector/rows/name-rules.ts';

const words = ['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while', 'type', 'has', 'size', 'default'];

function isReadable(name: string): boolean {
  try {
    compileExpression(`inputs.${name}`);
    return true;
  } catch {
    return false;
  }
}

it('refuses as a name exactly what no expression could read', () => {
  expect(words.filter((word) => !isReadable(word))).toEqual(words.filter(isLanguageWord));
});

it('says how a name is written, and of a reserved one that it is reserved', () => {
  expect(nameFault('1abc', nameRules.property)).toBe('Use letters, digits and underscores, beginning with no digit.');
  expect(nameFault('Invoice text', nameRules.local)).toBe('Use small letters, digits and underscores, beginning with a letter.');
  expect(nameFault('in', nameRules.local)).toMatch(/“in” means something else in expressions/u);
  expect(nameFault('constructor', nameRules.property)).toMatch(/constructor/u);
  expect(nameFault('invoice_text', nameRules.local)).toBeUndefined();
});
