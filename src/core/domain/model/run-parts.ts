/** What can be taken from an ended run, in this order: its large values and image, its journal, the run itself. */
export const runParts = ['payloads', 'events', 'run'] as const;
export type RunPart = (typeof runParts)[number];
