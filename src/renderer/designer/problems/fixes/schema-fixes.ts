import { isJsonObject } from '../../../../core/domain/model/json.ts';
import { problemWords } from '../../../strings/designer-problems.ts';
import { placeOfWhere } from './place-of-where.ts';
import type { FixMaker } from './quick-fix.ts';

const words = problemWords.fixes;

/** Takes the type or the word of JSON Schema that was most likely meant. */
export const schemaInvalid: FixMaker = ({ where, data }, { definition }) => {
  const place = placeOfWhere(definition, where);
  const { name, near } = data ?? {};
  if (place?.value === undefined || near === undefined) return [];
  const { at, path, value } = place;
  if (data?.case === 'shape') return value === name ? [{ title: words.use(near), edits: [{ kind: 'set', at, path: [...path], value: near }] }] : [];
  const around = placeOfWhere(definition, where.slice(0, -(name ?? '').length - 1))?.value;
  if (path.at(-1) !== name || (isJsonObject(around) && Object.hasOwn(around, near))) return [];
  return [{ title: words.rename(near), edits: [{ kind: 'set', at, path: [...path] }, { kind: 'set', at, path: [...path.slice(0, -1), near], value }] }];
};
