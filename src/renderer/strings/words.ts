import { shownText } from '../../core/domain/model/shown-text.ts';
import { pseudo } from './pseudo.ts';

/** Words longer and accented, so that what does not come from the catalogue of strings stands out: `?locale=pseudo`, for tests and translators. */
const isPseudo = typeof location !== 'undefined' && new URLSearchParams(location.search).get('locale') === 'pseudo';

/**
 * The one way strings reach the page: every file of `strings/` exports its words through this, so that another language has
 * one place to come in, and what is said of names that come from anywhere hides nothing of them.
 */
export function words<const Words extends object>(source: Words): Words {
  const said = isPseudo ? pseudo(source) : source;
  return shown(said) as Words;
}

/** The same words; what is made of what it is given, in characters people see. */
function shown(value: unknown): unknown {
  if (typeof value === 'function') return (...given: unknown[]): unknown => shownMade(Reflect.apply(value, undefined, given));
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shown(one)]));
}

function shownMade(made: unknown): unknown {
  return typeof made === 'string' ? shownText(made) : shown(made);
}
