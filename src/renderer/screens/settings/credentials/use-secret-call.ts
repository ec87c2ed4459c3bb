import { useState } from 'react';

export interface SecretCall {
  readonly isPending: boolean;
  readonly error: unknown;
  /** Makes the call; true when it worked. */
  run(call: () => Promise<unknown>): Promise<boolean>;
}

/** A call with a secret in it. No cache holds its input, as one of a query or a mutation would. */
export function useSecretCall(): SecretCall {
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  return {
    isPending,
    error,
    async run(call) {
      setIsPending(true);
      setError(null);
      try {
        await call();
        return true;
      } catch (thrown) {
        setError(thrown);
        return false;
      } finally {
        setIsPending(false);
      }
    },
  };
}
