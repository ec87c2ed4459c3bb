import { useParams } from '@tanstack/react-router';

/** The `$id` of the address, if it has one. */
export function useAddressId(): string | undefined {
  const parts: unknown = useParams({ strict: false });
  return typeof parts === 'object' && parts !== null && 'id' in parts && typeof parts.id === 'string' ? parts.id : undefined;
}
