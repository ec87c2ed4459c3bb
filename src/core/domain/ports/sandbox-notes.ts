/** When allowed directories were last found as they should be, by path, in epoch milliseconds. */
export interface SandboxNotes {
  verified(): Promise<{ readonly [path: string]: number }>;
  /** Adds to what is noted. */
  note(found: { readonly [path: string]: number }): Promise<void>;
}
