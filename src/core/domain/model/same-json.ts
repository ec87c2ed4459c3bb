import { isJsonList, isJsonObject, type Json } from './json.ts';

/** Whether two values say the same, whatever the order of their keys; nothing equals only nothing. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (isJsonList(left)) return isJsonList(right) && left.length === right.length && left.every((item, at) => sameJson(item, right[at]));
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]));
}
