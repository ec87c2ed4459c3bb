/** The object's type where a field that may be undefined may be missing instead. */
export type Present<Fields> = { [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key] } & {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
};

/** The object without its undefined fields: JSON has no undefined, and equal rows have equal bytes. */
export function present<Fields extends object>(fields: Fields): Present<Fields> {
  const kept: { [key: string]: unknown } = {};
  // Every row passes here, more than once: a list of its entries would be made for nothing.
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined) kept[key] = value;
  }
  return kept as Present<Fields>;
}
