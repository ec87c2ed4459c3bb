/** Of a UTF-16 unit; one outside of the text is NaN, and none of these. */
export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** A to Z in either case. */
export function isLetter(unit: number): boolean {
  const small = unit | 32;
  return small >= 97 && small <= 122;
}

export function isWord(unit: number): boolean {
  return isDigit(unit) || isLetter(unit) || unit === 95;
}

/** Between groups of digits or signs: a space of some width, or a dash. */
export function isGap(unit: number): boolean {
  return unit === 32 || unit === 45 || unit === 0xa0 || unit === 0x2007 || unit === 0x2009 || (unit >= 0x2010 && unit <= 0x2013) || unit === 0x202f;
}

/** A letter or digit of another script; marks of punctuation are none. */
export function isForeignLetter(unit: number): boolean {
  return unit >= 0xc0 && unit !== 0xd7 && unit !== 0xf7 && !(unit >= 0x2000 && unit <= 0x206f) && !(unit >= 0x3000 && unit <= 0x303f) && !(unit >= 0xfe00 && unit <= 0xff0f) && unit < 0xfff0;
}
