import { z } from 'zod';

/** Who asked. The local user is `admin`. */
export const Actor = z.object({
  kind: z.enum(['user', 'token', 'schedule', 'workflow', 'system']),
  id: z.string(),
});
export type Actor = z.infer<typeof Actor>;

/** Each level holds the ones before it. */
export const accessLevels = ['read', 'operate', 'author', 'admin'] as const;
export type AccessLevel = (typeof accessLevels)[number];
