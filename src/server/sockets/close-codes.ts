/** Why a socket ends, as its reader is told; RFC 6455 and its registry name them. Reads too much at once: 1009, which `ws` says itself. */
export const closeCodes = { goingAway: 1001, unreadable: 1008, tooMuch: 1013 } as const;
