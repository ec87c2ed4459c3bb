/** The height of every row, in pixels. */
export const rowHeight = 28;

/** Room for the numbers of the rows. */
export const numbersWidth = 64;
