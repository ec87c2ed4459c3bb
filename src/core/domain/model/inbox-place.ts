/** A look through the inbox: for one visit that waits, or for all of them, those after one, from some signal on. */
export type Looking = { readonly visit?: string; readonly after?: string; readonly from?: SignalMark };

/** A place in the inbox; once its signal is gone, the first that came no earlier. */
export type SignalMark = { readonly emitter: string; readonly id: string; readonly at: number };
