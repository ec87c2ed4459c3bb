import { z } from 'zod';
import { AppError } from '../domain/model/errors.ts';

export interface ListedBy {
  readonly id: string;
  readonly title: string;
  /** Whose language it has to speak. */
  readonly language: "OpenAI's API" | "Anthropic's API";
}

/** Some programs write `null` for a list of none. */
const Listing = z.object({ data: z.array(z.looseObject({ id: z.string() })).nullable() });

/**
 * The models that an answer lists, whatever type it says it is of. An answer of another form is no list of none: a page to
 * log in at answers every key with 200.
 */
export async function vendorList(answer: Response, by: ListedBy): Promise<readonly { readonly id: string; readonly [fact: string]: unknown }[]> {
  const read = Listing.safeParse(parsed(await answer.text()));
  if (!read.success) throw foreignAnswer(by, answer.status);
  return read.data.data ?? [];
}

/** `connector_unavailable`: whoever answers speaks another language. */
export function foreignAnswer({ id, title, language }: ListedBy, status?: number): AppError {
  return new AppError('connector_unavailable', `${title} does not speak ${language} at this address.`, {
    next: `Check the address${language === "OpenAI's API" ? ', which usually ends in /v1' : ''}: \`aiwm connectors configure ${id} --base-url <address>\`.`,
    data: { connector: id, reason: 'foreign', ...(status === undefined ? {} : { status }) },
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
