import { encodeBase64 } from './base64.ts';

/**
 * A secret as a program may have written it: plain, in JSON, in an address or a form, in hexadecimal, in base64 wherever it
 * begins in what was encoded. Longer forms come first, so that none is left in parts.
 */
export function secretForms(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const json = JSON.stringify(secret).slice(1, -1);
  const base64 = [0, 1, 2].flatMap((shift) => {
    const shifted = encodeBase64(Uint8Array.from([...[0, 0].slice(0, shift), ...bytes]));
    // The first and the last signs depend on what stands beside it.
    const inside = shifted.replaceAll('=', '').slice(shift === 0 ? 0 : shift + 1, (shift + bytes.length) % 3 === 0 ? undefined : -1);
    return [inside, inside.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const addressed = secret.isWellFormed() ? [encodeURIComponent(secret), encodeURIComponent(secret).replaceAll('%20', '+')] : [];
  const units = Array.from({ length: secret.length }, (_, at) => `\\u${secret.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
  const forms = [secret, json, units, units.toUpperCase().replaceAll(String.raw`\U`, String.raw`\u`), json.replaceAll('/', String.raw`\/`), ...addressed, hex, hex.toUpperCase(), ...base64];
  return [...new Set(forms)].toSorted((a, b) => b.length - a.length);
}
