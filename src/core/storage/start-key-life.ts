/** So long a key that a run was started with is known after the run is gone, counted from its start. */
export const startKeyLifeMs = 400 * 24 * 60 * 60 * 1000;
