/** The scopes of a level in the areas typed, or everywhere. */
export function scopesOf(level: string, areas: string): string[] {
  const named = areas.toLowerCase().split(/[\s,;]+/u).filter((area) => area !== '');
  return named.length === 0 ? [level] : named.map((area) => `${area}:${level}`);
}
