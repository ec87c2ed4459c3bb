/** The two runs an address names; empty where it names none. */
export function readSides({ left, right }: Readonly<Record<string, unknown>>): { readonly left?: string; readonly right?: string } {
  return { ...(typeof left === 'string' && left !== '' ? { left } : {}), ...(typeof right === 'string' && right !== '' ? { right } : {}) };
}
