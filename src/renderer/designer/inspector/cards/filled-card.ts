import { Card } from '../../../../core/domain/model/card.ts';
import { isJsonList, isJsonObject, type Json } from '../../../../core/domain/model/json.ts';
import { normalJson } from '../../../../core/domain/model/normal-json.ts';

/** The card with its templates replaced by what they gave; what is not known reads as its own name. */
export function filledCard(card: Card, values: ReadonlyMap<string, Json>): Card {
  const filled = Card.safeParse(filledValue(normalJson(card), values));
  return filled.success ? filled.data : card;
}

/** Keys whose value may be anything, so that a list or a number may stand there. */
const anyValue: ReadonlySet<string> = new Set(['default', 'items', 'rows']);

function filledValue(value: Json, values: ReadonlyMap<string, Json>, key = ''): Json {
  if (typeof value === 'string') return value.includes('{{') && key !== 'shownWhen' ? filledText(value, values, key) : value;
  if (isJsonList(value)) return value.map((item) => filledValue(item, values, key));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, filledValue(member, values, name)]));
}

function filledText(text: string, values: ReadonlyMap<string, Json>, key: string): Json {
  const known = values.get(text);
  if (known === undefined) return text.replaceAll(/\{\{\s*([^}]*?)\s*\}\}/gu, '‹$1›');
  return anyValue.has(key) || typeof known === 'string' ? known : JSON.stringify(known);
}
