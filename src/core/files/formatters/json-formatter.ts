import type { Json } from '../../domain/model/json.ts';
import type { Formatter } from '../../domain/ports/formatter.ts';
import { assertWritable, isBoundedJson, problemOf } from './bounded-json.ts';
import { FormatError } from './decode-text.ts';
import { defineFormatter } from './define-formatter.ts';
import { doubledKeys } from './doubled-keys.ts';
import { jsonEvents } from './json-events.ts';
import { findJsonFault } from './json-fault.ts';
import { positionAt } from './text-places.ts';

/** JSON as RFC 8259 has it, written with two spaces and a closing line feed. */
export function createJsonFormatter(): Formatter {
  return defineFormatter({
    format: 'json',
    read: readJson,
    write: (value) => {
      assertWritable('json', value);
      return `${JSON.stringify(value, null, 2)}\n`;
    },
    remark: doubledKeys,
    events: jsonEvents,
  });
}

function readJson(text: string): Json {
  const value = parse(text);
  if (!isBoundedJson(value)) {
    throw new FormatError({ message: problemOf(value) ?? 'the value is not JSON' });
  }
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const fault = findJsonFault(text);
    throw new FormatError(
      fault === undefined ? { message: 'the text is not JSON' } : { message: fault.message, ...positionAt(text, fault.offset) },
      { cause },
    );
  }
}
