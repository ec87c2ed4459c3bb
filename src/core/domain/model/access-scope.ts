import { type AccessLevel, accessLevels } from './actor.ts';

/** What a token may do: a level everywhere, such as `read`, or in one area, such as `runs:operate`. */
export const scopePattern = /^(?:[a-z]+:)?(?:read|operate|author|admin)$/u;

export interface Scope {
  /** Everywhere, if absent. */
  readonly area?: string;
  readonly level: AccessLevel;
}

/** Reads what {@link scopePattern} accepts; nothing for anything else. */
export function readScope(text: string): Scope | undefined {
  const [area, named] = text.includes(':') ? text.split(':', 2) : [undefined, text];
  const level = accessLevels.find((each) => each === named);
  if (level === undefined || !scopePattern.test(text)) return undefined;
  return area === undefined ? { level } : { area, level };
}

/** The highest level the scopes give in an area; nothing where they give none. What cannot be read gives nothing. */
export function levelIn(scopes: readonly string[], area: string): AccessLevel | undefined {
  const levels = scopes.map(readScope).flatMap((scope) => (scope !== undefined && (scope.area === undefined || scope.area === area) ? [accessLevels.indexOf(scope.level)] : []));
  return levels.length === 0 ? undefined : accessLevels[Math.max(...levels)];
}

/** Whether a level, or none, is at least another. */
export function reaches(level: AccessLevel | undefined, needed: AccessLevel): boolean {
  return level !== undefined && accessLevels.indexOf(level) >= accessLevels.indexOf(needed);
}
