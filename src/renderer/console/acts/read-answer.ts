import { isJsonObject, type JsonObject } from '../../../core/domain/model/json.ts';
import type { IncidentAnswer } from '../../../core/domain/model/run.ts';
import { readJson } from '../../components/read-json.ts';
import { formWords } from '../../strings/forms.ts';
import { actWords } from '../../strings/console-acts.ts';
import { runWords } from '../../strings/runs.ts';

const words = runWords.incident;

/** What goes beside an answer to an incident. */
export interface AnswerDetail {
  readonly value?: JsonObject;
  readonly transition?: string;
}

export type ReadAnswer = { readonly detail: AnswerDetail } | { readonly fault: string };

/** Reads what was typed beside an answer; `typed` is empty where nothing was. Another `connector` is asked for its own model where none is named. */
export function readAnswer(answer: IncidentAnswer, typed: string, connector?: string): ReadAnswer {
  const text = typed.trim();
  switch (answer) {
    case 'skip': {
      const output = readJson(text);
      return output === undefined ? { fault: formWords.notJson(words.output) } : { detail: { value: { output } } };
    }
    case 'raise_limit':
      return Number.isInteger(Number(text)) && Number(text) > 0 ? { detail: { value: { by: Number(text) } } } : { fault: formWords.notWhole(words.limit) };
    case 'use_model':
      if (connector !== undefined) return { detail: { value: { model: text === '' ? 'default' : text, connector } } };
      return text === '' ? { fault: formWords.missing(words.model) } : { detail: { value: { model: text } } };
    case 'take_transition':
      return text === '' ? { fault: formWords.missing(words.transition) } : { detail: { transition: text } };
    case 'retry': {
      if (text === '') return { detail: {} };
      const value = readJson(text);
      return isJsonObject(value) ? { detail: { value } } : { fault: formWords.notJson(actWords.incident.change) };
    }
    case 'fail':
      return { detail: {} };
  }
}
