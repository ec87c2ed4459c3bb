/** So many characters of why something is done to a run go into the audit log. */
export const reasonLimit = 1000;
