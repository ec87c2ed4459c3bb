const letters: Readonly<Record<string, string>> = {
  a: 'á', b: 'ƀ', c: 'ç', d: 'ð', e: 'é', f: 'ƒ', g: 'ĝ', h: 'ĥ', i: 'í', j: 'ĵ', k: 'ķ', l: 'ļ', m: 'ɱ', n: 'ñ', o: 'ó', p: 'þ', q: 'ǫ', r: 'ŕ', s: 'š', t: 'ţ', u: 'ú', v: 'ṽ', w: 'ŵ', x: 'ẋ', y: 'ý', z: 'ž',
  A: 'Á', B: 'Ɓ', C: 'Ç', D: 'Ð', E: 'É', F: 'Ƒ', G: 'Ĝ', H: 'Ĥ', I: 'Í', J: 'Ĵ', K: 'Ķ', L: 'Ļ', M: 'Ṁ', N: 'Ñ', O: 'Ó', P: 'Þ', Q: 'Ǫ', R: 'Ŕ', S: 'Š', T: 'Ţ', U: 'Ú', V: 'Ṽ', W: 'Ŵ', X: 'Ẋ', Y: 'Ý', Z: 'Ž',
};

/** The same words as if in a language with accents and longer words. What a function is given stays as it is: it comes from elsewhere. */
export function pseudo<Words>(source: Words): Words {
  return changed(source) as Words;
}

function changed(value: unknown): unknown {
  if (typeof value === 'string') return `${accented(value)}${lengthening(value)}`;
  if (typeof value === 'function') return (...given: unknown[]): unknown => withGiven(Reflect.apply(value, undefined, given), given);
  if (Array.isArray(value)) return value.map(changed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, changed(one)]));
}

/** Words made of what they were given: only what is around that is changed. */
function withGiven(made: unknown, given: readonly unknown[]): unknown {
  if (typeof made !== 'string') return changed(made);
  const kept = given.filter((one): one is string | number => (typeof one === 'string' && one !== '') || typeof one === 'number').map(String).toSorted((left, right) => right.length - left.length);
  if (kept.length === 0) return changed(made);
  const places = new RegExp(`(${kept.map((one) => RegExp.escape(one)).join('|')})`, 'u');
  return made
    .split(places)
    .map((part) => (kept.includes(part) ? part : accented(part)))
    .join('');
}

function accented(text: string): string {
  return text.replaceAll(/[A-Za-z]/gu, (letter) => letters[letter] ?? letter);
}

/** A third longer, as German and Finnish are; short ones even more. */
function lengthening(text: string): string {
  const count = Math.ceil((text.match(/[A-Za-z]/gu)?.length ?? 0) * (text.length < 12 ? 0.4 : 0.25));
  return count === 0 ? '' : ` ${'~'.repeat(count)}`;
}
