import { secretForms } from '../domain/model/secret-forms.ts';

/** The shortest text that is worth hiding: a shorter one would blot out words of every day. */
const shortest = 6;

/** Secrets that left the vault in this process, so that what is written anywhere can be cleared of them. */
export class HandedSecrets {
  readonly #known = new Map<string, string>();

  /** Answers the secret itself. */
  add(secret: string, fingerprint: string): string {
    if (secret.length >= shortest && !this.#known.has(secret)) for (const form of secretForms(secret)) if (form.length >= shortest) this.#known.set(form, fingerprint);
    return secret;
  }

  redact(text: string): string {
    let clean = text;
    for (const [form, fingerprint] of this.#known) if (clean.includes(form)) clean = clean.replaceAll(form, `(secret ${fingerprint})`);
    return clean;
  }

  clear(): void {
    this.#known.clear();
  }
}
