/** The word between a page's number and their count, where it is known; a stroke is understood everywhere. */
const words: Readonly<Record<string, string>> = {
  cs: 'z', da: 'af', de: 'von', el: 'από', en: 'of', es: 'de', fr: 'sur', it: 'di', nl: 'van', pl: 'z', pt: 'de', ru: 'из', sv: 'av', uk: 'з',
};

/** What stands between "3" and "7" at the foot of a page, spaces included. */
export function pageNumberJoint(language: string): string {
  const [primary = ''] = language.toLowerCase().split('-');
  return ` ${Object.hasOwn(words, primary) ? words[primary] : '/'} `;
}
