/** What a visit waits for, besides its actions and people. */
export type WaitState = {
  /** It is over when its own timer has come. */
  readonly forTime?: true;
  /** Names of the signals it takes. */
  readonly signals?: readonly string[];
  /** Only signals with this key. */
  readonly key?: string;
};
