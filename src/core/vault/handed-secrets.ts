/** The shortest text that is worth hiding: a shorter one would blot out words of every day. */
const shortest = 6;

/** Secrets that left the vault in this process, so that what is written anywhere can be cleared of them. */
export class HandedSecrets {
  readonly #known = new Map<string, string>();

  /** Answers the secret itself. */
  add(secret: string, fingerprint: string): string {
    if (secret.length >= shortest && !this.#known.has(secret)) for (const form of formsOf(secret)) this.#known.set(form, fingerprint);
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

/** As a program may have written it: plain, in JSON, in an address, in hexadecimal, in base64 wherever it begins in what was encoded. */
function formsOf(secret: string): ReadonlySet<string> {
  const hex = Buffer.from(secret).toString('hex');
  const base64 = [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
    // The first and the last signs depend on what stands beside it.
    return (['base64', 'base64url'] as const).map((encoding) => bytes.toString(encoding).replaceAll('=', '').slice(shift === 0 ? 0 : shift + 1, bytes.length % 3 === 0 ? undefined : -1));
  });
  const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), new URLSearchParams({ s: secret }).toString().slice(2), hex, hex.toUpperCase(), ...base64];
  return new Set(forms.filter((form) => form.length >= shortest));
}
