/** Why a socket ends, as its reader is told; RFC 6455 names them. Reads too much at once: 1009, which `ws` says itself. */
export const closeCodes = { goingAway: 1001, unreadable: 1008 } as const;
