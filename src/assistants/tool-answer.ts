import type { CallToolResult } from '@modelcontextprotocol/server';
import { AppError, type ErrorWire } from '../core/domain/model/errors.ts';
import { errorFromWire } from '../core/domain/model/error-wire.ts';

/** More than an assistant can read at once; what is longer is asked for in parts. */
const mostCharacters = 400_000;

/** An answer as JSON, for models that read it and for programs that take it apart. */
export function answerOf(answer: unknown): CallToolResult {
  if (isFile(answer)) return { content: [fileBlock(answer)] };
  const text = JSON.stringify(answer);
  if (text.length > mostCharacters) {
    throw new AppError('precondition_failed', `The answer has ${text.length} characters, which is more than the ${mostCharacters} an assistant is given.`, { next: 'Ask for less, with a limit or for one thing.' });
  }
  return { content: [{ type: 'text', text }], ...(isRecord(answer) ? { structuredContent: answer } : {}) };
}

/** A refusal in the words and with the code every door gives it. */
export function refusalOf(thrown: unknown): CallToolResult {
  const wire = wireOf(thrown);
  const text = [wire.message, ...(wire.next === undefined ? [] : [wire.next]), `(${wire.code})`].join(' ');
  return { isError: true, content: [{ type: 'text', text }], structuredContent: { error: { ...wire } } };
}

/** What nobody foresaw shows nothing of the inside. */
export function wireOf(thrown: unknown): ErrorWire {
  const failure = errorFromWire(thrown);
  if (failure.code !== 'unexpected' || thrown instanceof AppError) return failure.toWire();
  return { code: 'unexpected', message: 'The call failed in a way nobody foresaw.', next: 'Try again; `aiwm system doctor` checks the installation.' };
}

interface FileAnswer {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** In base64. */
  readonly content: string;
}

/** The bytes of a file as what they are: text as text, a picture as a picture. */
export function fileContents({ id, mediaType, content }: FileAnswer): { uri: string; mimeType: string } & ({ text: string } | { blob: string }) {
  const about = { uri: artifactUri(id), mimeType: mediaType };
  const text = /^text\/|[/+](?:json|xml|yaml)\b/u.test(mediaType) ? textOf(content) : undefined;
  return text === undefined ? { ...about, blob: content } : { ...about, text };
}

export function artifactUri(id: string): string {
  return `aiwm://artifact/${encodeURIComponent(id)}`;
}

export function isFile(answer: unknown): answer is FileAnswer {
  return isRecord(answer) && ['id', 'name', 'mediaType', 'content'].every((field) => typeof answer[field] === 'string');
}

function fileBlock(file: FileAnswer): CallToolResult['content'][number] {
  if (/^image\/(?:png|jpeg|gif|webp)$/u.test(file.mediaType)) return { type: 'image', data: file.content, mimeType: file.mediaType };
  return { type: 'resource', resource: fileContents(file) };
}

function textOf(base64: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
