import { pseudo } from './pseudo.ts';

/** Words longer and accented, so that what does not come from the catalogue of strings stands out: `?locale=pseudo`, for tests and translators. */
const isPseudo = typeof location !== 'undefined' && new URLSearchParams(location.search).get('locale') === 'pseudo';

/** The one way strings reach the page: every file of `strings/` exports its words through this, so that another language has one place to come in. */
export function words<const Words extends object>(source: Words): Words {
  return isPseudo ? pseudo(source) : source;
}
