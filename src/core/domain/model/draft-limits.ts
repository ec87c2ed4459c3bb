/** Letters of what an act is called in the history of a draft. */
export const longestAct = 200;

/** Writes that may be asked about at once, and that a window remembers while they have no answer. */
export const mostWritesAsked = 100;
