/**
 * How often an effect may happen. *safe*: any number of times. *keyed*: the receiver honours the key, so that a second
 * attempt changes nothing. *once*: neither; the engine writes `effect_started` before the first byte leaves.
 */
export type Repeat = 'safe' | 'keyed' | 'once';
