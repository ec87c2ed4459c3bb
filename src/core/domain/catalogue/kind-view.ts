import { AppError } from '../model/errors.ts';
import type { Json } from '../model/json.ts';

/** The expressions and templates a config holds, by the names its kind asks for them. They are parsed with the definition. */
export interface Sources {
  readonly expressions?: { readonly [name: string]: string };
  readonly templates?: { readonly [name: string]: Json };
}

/** What the functions of a kind see: values of their own expressions, each noted as read. */
export interface KindView {
  read(name: string): Json;
  render(name: string): Json;
}

/** The value of an expression that must be true or false. */
export function isTrue(view: KindView, name: string): boolean {
  const value = view.read(name);
  if (typeof value === 'boolean') return value;
  throw new AppError('input_invalid', `"${name}" must be true or false, and is ${value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`}.`, {
    next: 'Compare the value with something: vars.count > 0.',
  });
}
