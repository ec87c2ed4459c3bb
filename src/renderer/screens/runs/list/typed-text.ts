/** What stands in a field whose value follows later. */
export interface TypedText {
  readonly text: string;
  /** The value it was typed over. */
  readonly of: string;
  /** What was asked for last, and is not the value yet. */
  readonly told?: string;
}

/** The field with its value as it is now: one that was asked for here leaves the text alone, any other takes its place, such as that of a way back. */
export function withValue(typed: TypedText, value: string): TypedText {
  if (typed.told === value && typed.of !== value) return { text: typed.text, of: value };
  return typed.of === value ? typed : { text: value, of: value };
}
