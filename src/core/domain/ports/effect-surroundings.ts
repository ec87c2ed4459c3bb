/** Which attempt of which effect of which run is being performed. */
export interface EffectWork {
  readonly runId: string;
  readonly node: string;
  readonly effect: string;
  readonly attempt: number;
  readonly kind: string;
}

/** Performs an effect with whatever belongs around it, such as lines of the log; it answers and throws as `perform` does. */
export type EffectSurroundings = <Result>(work: EffectWork, perform: () => Promise<Result>) => Promise<Result>;
