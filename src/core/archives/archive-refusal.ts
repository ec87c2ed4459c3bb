import { AppError } from '../domain/model/errors.ts';

/** The one answer to anything odd in an archive; names are quoted short, since they are foreign text. */
export function refuseArchive(why: string, name?: string): AppError {
  const subject = name === undefined ? 'The archive' : `The archive's entry "${visible(name.slice(0, 80))}"`;
  return new AppError('input_invalid', `${subject} ${why}. Nothing was unpacked.`, {
    next: 'Make the ZIP anew from plain files and folders with simple names.',
  });
}

/** What the library says of bytes that are no archive, in our words. */
export function asRefusal(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return refuseArchive(`is damaged (${error instanceof Error ? error.message.slice(0, 120) : 'unreadable'})`);
}

/** Control and direction characters as their numbers, so that a name cannot rearrange the sentence. */
function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
