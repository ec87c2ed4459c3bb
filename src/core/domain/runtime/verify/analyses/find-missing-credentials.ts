import type { Catalogue } from '../../../catalogue/catalogue.ts';
import type { Json } from '../../../model/json.ts';
import { knownNames } from '../../../model/finding-data.ts';
import { present } from '../../../model/present.ts';
import type { Analysis, CredentialName, Draft } from '../analysis.ts';
import { fieldsOfFormat, type PlacedConfig } from '../fields-of-format.ts';
import { nearestName } from '../nearest-name.ts';

/** The keys of the vault that configs name. Which fields name one is said by the schemas of the kinds. */
export function credentialsIn(configs: readonly PlacedConfig[], catalogue: Catalogue): readonly NamedCredential[] {
  return fieldsOfFormat(configs, 'credential', catalogue).flatMap(({ where, value, around }) => {
    // What a template makes is not known.
    const connector = fixedText(value);
    return connector === undefined ? [] : [{ where, connector, label: fixedText(around['label']) }];
  });
}

/** Those of them that are not there. */
export function findMissingCredentials({ context: { credentials }, notAnalysed }: Analysis, named: readonly NamedCredential[]): readonly Draft[] {
  if (credentials === undefined && named.length > 0) notAnalysed.add('whether the credentials it names are there');
  return credentials === undefined ? [] : named.flatMap((one) => missing(one, credentials));
}

/** A key as a config names it: by its service and, where there may be several, by its label. */
export interface NamedCredential {
  readonly where: string;
  readonly connector: string;
  readonly label: string | undefined;
}

function missing({ where, connector, label }: NamedCredential, credentials: readonly CredentialName[]): readonly Draft[] {
  const own = credentials.filter((one) => one.connector === connector);
  if (own.length === 0) return [draft(where, { message: `There is no credential "${connector}" here.`, name: connector, known: credentials.map((one) => one.connector) })];
  const labels = own.map((one) => one.label);
  if (label === undefined || labels.includes(label)) return [];
  return [draft(where.replace(/[^.]+$/u, 'label'), { message: `There is no credential "${label}" of "${connector}" here.`, name: label, known: labels })];
}

function draft(where: string, { message, name, known }: { readonly message: string; readonly name: string; readonly known: readonly string[] }): Draft {
  const near = nearestName(name, known);
  return { code: 'missing_credential', severity: 'error', where, message, fix: near === undefined ? 'Add it under Settings, Credentials, or name one that is there.' : `Did you mean "${near}"?`, data: present({ name, near, known: knownNames(new Set(known)) }) };
}

function fixedText(value: Json | undefined): string | undefined {
  return typeof value === 'string' && !value.includes('{{') ? value : undefined;
}
