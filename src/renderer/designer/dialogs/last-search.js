import { findInDefinition } from './find-in-definition.ts';
const searches = new WeakMap();
/** Remembers what was looked for and which place was gone to, for the next and the previous one. */
export function rememberSearch(session, typed, where) {
    searches.set(session, { typed, where });
}
export function hasSearched(session) {
    return searches.has(session);
}
/** Goes to the place after the last one, or before it; past the last one to the first. The place with its number among all; undefined where nothing is found any more. */
export function goToNext({ session, view }, by) {
    const search = searches.get(session);
    const found = search === undefined ? [] : findInDefinition(session.get().definition, search.typed);
    if (search === undefined || found.length === 0)
        return undefined;
    const before = found.findIndex(({ where }) => where === search.where);
    const at = (before + by + found.length) % found.length;
    const place = found[at];
    if (place === undefined)
        return undefined;
    searches.set(session, { ...search, where: place.where });
    view.jump(place.where);
    return { title: place.title, at: at + 1, of: found.length };
}
