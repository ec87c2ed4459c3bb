import { AppError } from '../domain/model/errors.ts';

/** The address as browsers read it: http or https, and nobody's name or password in it. */
export function outgoingUrl(text: string, base?: URL): URL {
  if (!URL.canParse(text, base?.href)) {
    throw new AppError('input_invalid', `"${shortened(text)}" is no web address.`, { next: 'Write it whole, such as https://example.com/path.' });
  }
  const url = new URL(text, base?.href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new AppError('input_invalid', `Addresses that begin with "${url.protocol}" cannot be asked.`, { next: 'Use one that begins with https:// or http://.' });
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError('input_invalid', `The address of ${url.host} holds a user or a password.`, { next: 'Keep it in the vault, and name it as the credential of the request.' });
  }
  return url;
}

/** Up to its path: what follows may hold what is nobody else's business. */
function shortened(text: string): string {
  const plain = text.split(/[?#]/u, 1)[0] ?? '';
  return plain.length > 100 ? `${plain.slice(0, 100)} …` : plain.replace(/\/\/[^/@]*@/u, '//…@');
}
