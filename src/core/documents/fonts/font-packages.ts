/** Packages of the Noto fonts by the script they are for; where a language writes Chinese signs its own way, that font is taken. */
const byScript: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'noto-sans-jp'],
  [/\p{Script=Hangul}/u, 'noto-sans-kr'],
  [/[\p{Script=Han}\p{Script=Bopomofo}\u3000-\u303f\uff01-\uff60]/u, 'noto-sans-sc'],
  [/\p{Script=Devanagari}/u, 'noto-sans-devanagari'],
  [/\p{Script=Thai}/u, 'noto-sans-thai'],
  [/\p{Script=Lao}/u, 'noto-sans-lao'],
  [/\p{Script=Khmer}/u, 'noto-sans-khmer'],
  [/\p{Script=Arabic}/u, 'noto-sans-arabic'],
  [/\p{Extended_Pictographic}/u, 'noto-emoji'],
];
const hanByLanguage: readonly (readonly [RegExp, string])[] = [
  [/^ja\b/i, 'noto-sans-jp'],
  [/^ko\b/i, 'noto-sans-kr'],
  [/^zh-(?:.*-)?HK\b/i, 'noto-sans-hk'],
  [/^zh-(?:.*-)?(?:Hant|TW|MO)\b/i, 'noto-sans-tc'],
];

/** The package whose font has the letters, as npm names it; undefined where none is known. */
export function packageFor(letters: string, language: string): string | undefined {
  const found = byScript.find(([script]) => script.test(letters))?.[1];
  const name = found === 'noto-sans-sc' ? (hanByLanguage.find(([tag]) => tag.test(language))?.[1] ?? found) : found;
  return name === undefined ? undefined : `@expo-google-fonts/${name}`;
}
