/** What a person may call in an expression, for completion and help. */
export interface FunctionWords {
  readonly name: string;
  readonly signature: string;
  readonly summary: string;
}

const rows: readonly (readonly [signature: string, summary: string])[] = [
  ['abs(number)', 'The number without its sign'],
  ['avg(list)', 'The mean of the numbers'],
  ['bool(text)', 'True or false out of a text'],
  ['ceil(number)', 'The next whole number above'],
  ['double(value)', 'A number out of a text'],
  ['duration(text)', 'A length of time, such as "90s" or "1h"'],
  ['dyn(value)', 'The value, of any type'],
  ['floor(number)', 'The next whole number below'],
  ['has(path)', 'Whether the field is there'],
  ['int(value)', 'A whole number out of a number or a text'],
  ['json(value)', 'The value as JSON text'],
  ['max(list)', 'The greatest of the numbers'],
  ['min(list)', 'The least of the numbers'],
  ['round(number, digits)', 'The number with so many digits after the point'],
  ['size(value)', 'How many letters, items or members it has'],
  ['string(value)', 'The value as a text'],
  ['sum(list)', 'All numbers together'],
  ['text(value)', 'The value as it stands in a sentence'],
  ['timestamp(text)', 'A moment, such as "2026-01-31T12:00:00Z"'],
  ['type(value)', 'What kind of value it is'],
  ['list.all(x, condition)', 'Whether the condition holds for every item'],
  ['list.exists(x, condition)', 'Whether it holds for some item'],
  ['list.exists_one(x, condition)', 'Whether it holds for exactly one item'],
  ['list.filter(x, condition)', 'The items for which it holds'],
  ['list.map(x, expression)', 'What the expression gives for each item'],
  ['list.join(separator)', 'The texts with the separator between them'],
  ['text.charAt(index)', 'The letter at a place, from 0'],
  ['text.contains(other)', 'Whether the other text stands in it'],
  ['text.endsWith(other)', 'Whether it ends so'],
  ['text.indexOf(other)', 'Where the other text stands first, or -1'],
  ['text.lastIndexOf(other)', 'Where it stands last, or -1'],
  ['text.lowerAscii()', 'With small letters a to z'],
  ['text.matches(pattern)', 'Whether a part of it fits the RE2 pattern'],
  ['text.replace(old, new)', 'With the new text wherever the old one stands'],
  ['text.size()', 'How many letters it has'],
  ['text.split(separator)', 'Its parts as a list'],
  ['text.startsWith(other)', 'Whether it begins so'],
  ['text.substring(from, until)', 'The part between two places'],
  ['text.trim()', 'Without white space around it'],
  ['text.upperAscii()', 'With capital letters A to Z'],
  ['time.getFullYear(zone)', 'The year, in a zone such as "Europe/Berlin" or UTC'],
  ['time.getMonth(zone)', 'The month, from 0'],
  ['time.getDate(zone)', 'The day of the month, from 1'],
  ['time.getDayOfMonth(zone)', 'The day of the month, from 0'],
  ['time.getDayOfWeek(zone)', 'The day of the week, from 0 for Sunday'],
  ['time.getDayOfYear(zone)', 'The day of the year, from 0'],
  ['time.getHours(zone)', 'The hour; of a duration, all of them'],
  ['time.getMinutes(zone)', 'The minute; of a duration, all of them'],
  ['time.getSeconds(zone)', 'The second; of a duration, all of them'],
  ['time.getMilliseconds(zone)', 'The milliseconds beyond the second'],
];

/** Every function and method, with what it takes and what it gives. A test holds them against those there are. */
export const functionWords: readonly FunctionWords[] = rows.map(([signature, summary]) => ({ name: /([a-zA-Z_]+)\(/u.exec(signature)?.[1] ?? signature, signature, summary }));
