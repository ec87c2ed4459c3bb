import { CORE_SCHEMA, dump, load, YAMLException } from 'js-yaml';
import type { Json } from '../../domain/model/json.ts';
import type { FormatIssue, Formatter } from '../../domain/ports/formatter.ts';
import { assertWritable, isBoundedJson, maxDepth, problemOf } from './bounded-json.ts';
import { FormatError } from './decode-text.ts';
import { defineFormatter } from './define-formatter.ts';
import { positionAt } from './text-places.ts';
import { mergeKeys, yamlEvents } from './yaml-events.ts';

const maxYamlBytes = 1024 * 1024;
const maxAliases = 1000;

/** YAML 1.2 with the core schema: one document, no tags of its own, dates stay texts; size, depth and aliases are bounded. */
export function createYamlFormatter(): Formatter {
  return defineFormatter({
    format: 'yaml',
    maxBytes: maxYamlBytes,
    read: readYaml,
    write: (value) => {
      assertWritable('yaml', value);
      return dump(value, { noRefs: true, lineWidth: -1 });
    },
    remark: mergeKeys,
    events: yamlEvents,
  });
}

/** Aliases share one object, so the bound on the values they stand for can only be checked on the result. */
function readYaml(text: string): Json {
  const value = parse(text);
  if (!isBoundedJson(value)) {
    throw new FormatError({ message: problemOf(value) ?? 'the value is not JSON' });
  }
  return value;
}

function parse(text: string): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA, maxDepth, maxAliases, maxTotalMergeKeys: 0 });
  } catch (cause) {
    if (cause instanceof YAMLException && cause.reason.includes('the input is empty')) {
      return null;
    }
    throw new FormatError(cause instanceof YAMLException ? issueOf(text, cause) : { message: String(cause) }, { cause });
  }
}

function issueOf(text: string, error: YAMLException): FormatIssue {
  if (error.mark !== undefined) {
    return { message: error.reason, line: error.mark.line + 1, column: error.mark.column + 1 };
  }
  const secondDocument = /(?<=\n)---/.exec(text);
  return { message: error.reason, ...(secondDocument === null ? {} : positionAt(text, secondDocument.index)) };
}
