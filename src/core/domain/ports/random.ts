/** Unpredictable bytes, good enough for tokens. */
export interface Random {
  bytes(count: number): Uint8Array;
}
