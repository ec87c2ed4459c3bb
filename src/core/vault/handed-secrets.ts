/** The shortest text that is worth hiding: a shorter one would blot out words of every day. */
const shortest = 6;

/** Secrets that left the vault in this process, so that what is written anywhere can be cleared of them. */
export class HandedSecrets {
  readonly #known = new Map<string, string>();

  /** Answers the secret itself. */
  add(secret: string, fingerprint: string): string {
    if (secret.length >= shortest) this.#known.set(secret, fingerprint);
    return secret;
  }

  redact(text: string): string {
    let clean = text;
    for (const [secret, fingerprint] of this.#known) if (clean.includes(secret)) clean = clean.replaceAll(secret, `(secret ${fingerprint})`);
    return clean;
  }

  clear(): void {
    this.#known.clear();
  }
}
