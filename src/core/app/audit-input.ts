import { cutText } from '../domain/model/cut-text.ts';
import type { Json, JsonObject } from '../domain/model/json.ts';

const longestText = 200;
const mostItems = 20;
const deepest = 6;
const secret = /pass(?:word|phrase)|secret|tokens?$|api_?key|authorization/iu;

/** What the audit log keeps of a command's input: enough to see what was asked, no bytes of files, no secret, no large value. */
export function auditInput(input: unknown): JsonObject {
  const kept = keep(input, '', 0);
  return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? (kept as JsonObject) : { value: kept };
}

function keep(value: unknown, field: string, depth: number): Json {
  if (isSecret(value, field)) return '(kept secret)';
  if (typeof value === 'string') return keepText(value, field);
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value !== 'object') return null;
  if (depth >= deepest) return '(deeper values left out)';
  if (Array.isArray(value)) return keepList(value, field, depth);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const kept = members.slice(0, mostItems).map(([name, member]) => [name, keep(member, name, depth + 1)] as const);
  const rest = members.length - kept.length;
  return Object.fromEntries(rest > 0 ? [...kept, ['…', `(${rest} more)`] as const] : kept);
}

/** Numbers, flags and the label of a credential tell what was changed, and are nobody's secret. */
function isSecret(value: unknown, field: string): boolean {
  return typeof value !== 'number' && typeof value !== 'boolean' && secret.test(field);
}

function keepText(text: string, field: string): string {
  if (field === 'content') return `(${text.length} characters)`;
  return text.length <= longestText ? text : `${cutText(text, longestText)} (${text.length} characters)`;
}

function keepList(list: readonly unknown[], field: string, depth: number): Json {
  const kept = list.slice(0, mostItems).map((item) => keep(item, field, depth + 1));
  return list.length > kept.length ? [...kept, `(${list.length - kept.length} more)`] : kept;
}
