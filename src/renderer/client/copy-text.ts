import { errorFromWire } from '../../core/domain/model/error-wire.ts';

/** Puts a text on the clipboard: in the desktop's window, whose pages have no permissions, by way of the program. */
export async function copyText(text: string): Promise<void> {
  const copy = window.aiwm?.copy;
  if (copy === undefined) return navigator.clipboard.writeText(text);
  const { failure } = await copy(text);
  if (failure !== undefined) throw errorFromWire(failure);
}
