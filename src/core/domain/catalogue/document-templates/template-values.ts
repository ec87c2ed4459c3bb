import { evaluate, type ParsedExpression } from '../../expression/expression.ts';
import { createFuel, type Fuel } from '../../expression/fuel.ts';
import { displayText } from '../../expression/functions/text-functions.ts';
import type { Scope } from '../../expression/scope.ts';
import { type ParsedTemplate, renderTemplate } from '../../expression/template.ts';
import { templateLimits } from '../../model/document-template.ts';
import { AppError } from '../../model/errors.ts';
import { type InsertedText, textPlace, withoutPlaces } from '../../model/inserted-text.ts';
import { isJsonList, type Json, type JsonObject } from '../../model/json.ts';
import { sectionFailed, tooLarge } from './template-problems.ts';

/** For all expressions of a document together: some two seconds of work at worst. */
const fuelOfDocument = 200_000;

/** What expressions see at a place: the inputs, and of the repeats around it the elements they are at. */
export interface Seen {
  readonly vars: JsonObject;
  readonly item?: Json;
  readonly index?: number;
}

/**
 * The values of one document. What an expression gives never becomes part of the text it stands in: the text gets a place,
 * and the value is kept beside it, so that no sign in it can be taken for a mark.
 */
export class TemplateValues {
  readonly texts: InsertedText[] = [];
  readonly #fuel: Fuel = createFuel(fuelOfDocument);
  readonly #inputs: JsonObject;
  #written = 0;

  constructor(inputs: JsonObject) {
    this.#inputs = inputs;
  }

  value(where: string, expression: ParsedExpression, seen: Seen): Json {
    return inSection(where, () => evaluate(expression, this.#scope(seen), this.#fuel).value);
  }

  /** True or false; anything else is a fault. */
  holds(where: string, expression: ParsedExpression, seen: Seen): boolean {
    const value = this.value(where, expression, seen);
    if (typeof value === 'boolean') return value;
    throw sectionFailed(where, new AppError('input_invalid', `\`${expression.source}\` must be true or false, and is ${typeName(value)}.`, { next: 'Compare the value with something: size(inputs.rows) > 0.' }));
  }

  list(where: string, expression: ParsedExpression, seen: Seen): readonly Json[] {
    const value = this.value(where, expression, seen);
    if (isJsonList(value)) return value;
    throw sectionFailed(where, new AppError('input_invalid', `\`${expression.source}\` must be a list, and is ${typeName(value)}.`, { next: 'Give it a list, such as inputs.rows.' }));
  }

  /** The text as its author wrote it, with places for what the expressions give. */
  marked(where: string, template: ParsedTemplate, seen: Seen): string {
    return template.parts.map((part) => (typeof part === 'string' ? this.written(part) : this.place(this.#part(where, template, { part, seen })))).join('');
  }

  /** The text with its values in it, for what is no Markdown: a title, a label. */
  plain(where: string, template: ParsedTemplate, seen: Seen): string {
    return this.counted(inSection(where, () => renderTemplate(template, this.#scope(seen), this.#fuel).text));
  }

  /** The parts of a text apart: what was written, and what the expressions gave. */
  parts(where: string, template: ParsedTemplate, seen: Seen): readonly (string | { readonly value: string })[] {
    return template.parts.map((part) => (typeof part === 'string' ? this.counted(part) : { value: this.counted(this.#part(where, template, { part, seen })) }));
  }

  /** What the author wrote, without signs that would be taken for places. */
  written(text: string): string {
    return this.counted(withoutPlaces(text));
  }

  /** The place of a value; of nothing there is none. */
  place(value: Json, isMarkdown = false): string {
    const text = this.counted(withoutPlaces(displayText(value)));
    if (text === '') return '';
    this.texts.push(isMarkdown ? { text, markdown: true } : { text });
    return textPlace(this.texts.length - 1);
  }

  /** The text, once it is known that the document may be as long. */
  counted(text: string): string {
    this.#written += text.length;
    if (this.#written > templateLimits.text) throw tooLarge('characters', templateLimits.text);
    return text;
  }

  #part(where: string, { source }: ParsedTemplate, { part, seen }: { readonly part: ParsedTemplate['parts'][number]; readonly seen: Seen }): string {
    return inSection(where, () => renderTemplate({ source, parts: [part] }, this.#scope(seen), this.#fuel).text);
  }

  #scope({ vars, item, index }: Seen): Scope {
    return { inputs: this.#inputs, vars, nodes: {}, loops: {}, run: {}, now: '', item, index };
  }
}

function inSection<Result>(where: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw sectionFailed(where, error);
  }
}

function typeName(value: Json): string {
  if (value === null) return 'null';
  return isJsonList(value) ? 'a list' : `a ${typeof value}`;
}
