import type { CredentialView } from '../../../../core/domain/operations/credentials.ts';

/** A key as people call it: `claude prod`. */
export function keyName({ connector, label }: Pick<CredentialView, 'connector' | 'label'>): string {
  return `${connector} ${label}`;
}

/** A key as operations name it. */
export function oneKey({ connector, label, profile }: CredentialView): { readonly connector: string; readonly label: string; readonly profile?: string } {
  return { connector, label, ...(profile === undefined ? {} : { profile }) };
}
