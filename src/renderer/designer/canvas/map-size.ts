/** More nodes than this have a small map. */
export const mostWithoutMap = 12;

/** What the small map takes of the lower right corner, with the room around it. */
export const mapSize = { width: 164, height: 116 } as const;
