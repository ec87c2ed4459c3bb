import { AppError } from '../model/errors.ts';
import { placeEnd } from '../model/expression-tokens.ts';
import { compileExpression } from './compile-expression.ts';
import type { CompiledExpression } from './compile-expression.ts';
import { computeValue } from './compute-value.ts';
import type { Evaluation } from './expression.ts';
import { ExpressionFault, faultError } from './expression-fault.ts';
import type { Fuel } from './fuel.ts';
import { metered } from './fuel.ts';
import { displayText } from './functions/text-functions.ts';
import type { Scope } from './scope.ts';

/** The longest template and the longest text it may give, in UTF-16 units. */
const templateLimit = 1024 * 1024;

/** A text with expressions in `{{ }}`, each known to be sound. */
export interface ParsedTemplate {
  readonly source: string;
  readonly parts: readonly TemplatePart[];
}

type TemplatePart = string | { readonly expression: CompiledExpression; readonly start: number };

/** Gives the template ready to be rendered; `\{{` stands for `{{` itself. Throws `definition_invalid` with line and column. */
export function parseTemplate(source: string): ParsedTemplate {
  if (source.length > templateLimit) throw tooLong('definition_invalid', 'The template');
  const parts: TemplatePart[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('{{', at);
    if (open === -1) break;
    const isEscaped = open > at && source.charAt(open - 1) === '\\';
    text += isEscaped ? `${source.slice(at, open - 1)}{{` : source.slice(at, open);
    at = open + 2;
    if (isEscaped) continue;
    if (text !== '') parts.push(text);
    text = '';
    const part = parsePart(source, at);
    parts.push(part);
    at = part.end;
  }
  text += source.slice(at);
  return { source, parts: text === '' ? parts : [...parts, text] };
}

/** The paths the template may read, as `references` of an expression. */
export function templateReferences(parsed: ParsedTemplate): readonly string[] {
  const paths = parsed.parts.flatMap((part) => (typeof part === 'string' ? [] : [...part.expression.references]));
  return [...new Set(paths)].toSorted();
}

/**
 * Gives the text with every expression in its place: null as nothing, numbers in their shortest form, lists and maps as
 * canonical JSON. Throws `input_invalid`, as `evaluate` does, and when the text grows beyond 1 MiB.
 */
export function renderTemplate(parsed: ParsedTemplate, scope: Scope, fuel: Fuel): { readonly text: string; readonly fuel: number } {
  let text = '';
  let cost = 0;
  for (const part of parsed.parts) {
    if (typeof part === 'string') {
      text += part;
    } else {
      const computed = computePart(parsed, part, { scope, fuel });
      text += displayText(computed.value);
      cost += computed.fuel;
    }
    if (text.length > templateLimit) throw tooLong('input_invalid', 'The text of the template');
  }
  return { text, fuel: cost };
}

/** As {@link renderTemplate}, but a template that is exactly one `{{ expression }}` gives the expression's own value. */
export function renderValue(parsed: ParsedTemplate, scope: Scope, fuel: Fuel): Evaluation {
  const [part, ...others] = parsed.parts;
  if (part !== undefined && typeof part !== 'string' && others.length === 0) return computePart(parsed, part, { scope, fuel });
  const rendered = renderTemplate(parsed, scope, fuel);
  return { value: rendered.text, fuel: rendered.fuel };
}

function parsePart(source: string, start: number): { readonly expression: CompiledExpression; readonly start: number; readonly end: number } {
  const end = placeEnd(source, start);
  if (end === undefined) {
    const fault = new ExpressionFault('"{{" is never closed', { offset: 0, next: 'Add "}}" after the expression, or write "\\{{" for the two braces themselves.' });
    throw faultError('definition_invalid', fault, { source: source.slice(start - 2), template: { source, start: start - 2 } });
  }
  const expression = source.slice(start, end);
  try {
    return { expression: compileExpression(expression), start, end: end + 2 };
  } catch (error) {
    if (error instanceof ExpressionFault) throw faultError('definition_invalid', error, { source: expression, template: { source, start } });
    throw error;
  }
}

function computePart(
  template: ParsedTemplate,
  part: { readonly expression: CompiledExpression; readonly start: number },
  given: { readonly scope: Scope; readonly fuel: Fuel },
): Evaluation {
  try {
    const { result, cost } = metered(given.fuel, () => computeValue(part.expression, given.scope));
    return { value: result, fuel: cost };
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    throw faultError('input_invalid', error, { source: part.expression.source, template: { source: template.source, start: part.start } });
  }
}

function tooLong(code: 'definition_invalid' | 'input_invalid', what: string): AppError {
  return new AppError(code, `${what} is longer than ${templateLimit} characters.`, {
    next: 'Hand large values on as documents or files instead of pasting them into a text.',
    data: { limit: templateLimit },
  });
}
