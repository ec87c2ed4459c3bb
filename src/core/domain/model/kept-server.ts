import { z } from 'zod';

/** A name that stands for an address on the command line. */
export const ServerName = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/u, 'Use small letters, digits and dashes');

/** What is kept of a server beside its token, which is in the vault. */
export const KeptServer = z.strictObject({
  url: z.string().min(1).max(500).describe('Its address, such as https://aiwm.example.org:8443.'),
  authority: z.string().max(100_000).optional().describe('Certificates in PEM of an authority of its own, which are believed for this server alone.'),
});
export type KeptServer = z.infer<typeof KeptServer>;

/** Under which the vault keeps its token. */
export function serverKey(name: string): string {
  return `server:${name}`;
}
