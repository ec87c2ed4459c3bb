import { words } from './words.ts';

/** Words of the designer about how names are written. */
export const nameWords = words({
  local: 'Use small letters, digits and underscores, beginning with a letter.',
  property: 'Use letters, digits and underscores, beginning with no digit.',
  reserved: (name: string) => `“${name}” means something else in expressions, so that nothing could read it. Take another name.`,
});
