const mebibyte = 1024 * 1024;

/** What the input of an operation may hold at a door that others can reach. */
export const usualBytes = mebibyte;

/** The same for one that carries a definition, texts beside each other, or a file. */
export const manyBytes = { definition: 16 * mebibyte, texts: 32 * mebibyte, file: 64 * mebibyte } as const;
