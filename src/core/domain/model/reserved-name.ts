const reserved: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether every object has something under this name already, so that nothing people name may be called so. */
export function isReservedName(name: string): boolean {
  return reserved.has(name);
}

const language: ReadonlySet<string> = new Set(['true', 'false', 'null', 'in']);

/** Whether the language of expressions takes it for a word of its own, so that nothing people name can be read by it. */
export function isLanguageWord(name: string): boolean {
  return language.has(name);
}

/** The first reserved name in a value, at whatever depth. */
export function reservedNameIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, held] of Object.entries(value)) {
    const found = isReservedName(name) ? name : reservedNameIn(held);
    if (found !== undefined) return found;
  }
  return undefined;
}
