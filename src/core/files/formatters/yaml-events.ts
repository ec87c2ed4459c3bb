import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { FormatIssue } from '../../domain/ports/formatter.ts';
import { maxDepth } from './bounded-json.ts';
import { positionsAt } from './text-places.ts';
import type { ValueEvent } from './value-places.ts';

/** The values of a YAML text that was read before, from left to right. */
export function* yamlEvents(text: string): Generator<ValueEvent, void, void> {
  for (const event of parseEvents(text, { maxDepth })) {
    switch (event.type) {
      case EVENT_ID.MAPPING:
        yield { kind: 'map', at: event.start };
        break;
      case EVENT_ID.SEQUENCE:
        yield { kind: 'list', at: event.start };
        break;
      case EVENT_ID.SCALAR:
        yield { kind: 'scalar', at: startOf(event), text: () => getScalarValue(text, event) };
        break;
      case EVENT_ID.ALIAS:
        yield { kind: 'alias', at: event.anchorStart };
        break;
      case EVENT_ID.POP:
        yield { kind: 'end' };
        break;
      case EVENT_ID.DOCUMENT:
        break;
    }
  }
}

/** A quote is part of what a person sees as the value. */
function startOf({ valueStart, style }: ScalarEvent): number {
  const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
  return Math.max(valueStart - (isQuoted ? 1 : 0), 0);
}

/** The places of merge keys, which YAML 1.2 does not have: they are read as keys called "<<". */
export function mergeKeys(text: string): readonly FormatIssue[] {
  if (!text.includes('<<')) return [];
  const found: number[] = [];
  for (const event of yamlEvents(text)) if (event.kind === 'scalar' && event.text() === '<<' && /^<<\s*:/u.test(text.slice(event.at, event.at + 20))) found.push(event.at);
  return positionsAt(text, found).map((place) => ({ message: 'the merge key "<<" is not followed: YAML 1.2 has none, and it is read as a key of that name', ...place }));
}
