import { type ParsedExpression, parseExpression } from '../../expression/expression.ts';
import { type ParsedTemplate, parseTemplate } from '../../expression/template.ts';
import type { TemplateUse } from './compiled-template.ts';
import { TemplateProblems } from './template-problems.ts';

/** What expressions see at a place of a template. */
export interface TemplatePlace {
  readonly where: string;
  /** Names of the repeats around it: `vars.<name>`. */
  readonly names: readonly string[];
  /** Whether `item` and `index` are there. */
  readonly hasItem: boolean;
}

/** Parses what stands in a template, notes what it reads, and refuses what a template cannot know. */
export class TemplateReader {
  readonly problems = new TemplateProblems();
  readonly uses: TemplateUse[] = [];
  readonly #references = new Set<string>();

  get references(): readonly string[] {
    return [...this.#references].toSorted();
  }

  expression(place: TemplatePlace, source: string): ParsedExpression | undefined {
    const parsed = this.problems.attempt(place.where, () => parseExpression(source));
    if (parsed !== undefined) this.#note(place, parsed);
    return parsed;
  }

  text(place: TemplatePlace, source: string): ParsedTemplate | undefined {
    const parsed = this.problems.attempt(place.where, () => parseTemplate(source));
    for (const part of parsed?.parts ?? []) if (typeof part !== 'string') this.#note(place, part.expression);
    return parsed;
  }

  #note({ where, names, hasItem }: TemplatePlace, { source, roots, references }: ParsedExpression): void {
    this.uses.push({ where, source });
    for (const root of roots) {
      if (known.includes(root) || (hasItem && ofRepeats.includes(root))) continue;
      const next = ofRepeats.includes(root) ? 'Use it in a section with `each`, or in a column of a table.' : 'A template knows `inputs`, and in repeats `item`, `index` and `vars`: hand the value on as an input.';
      this.problems.add(where, `"${root}" is not known here.`, next);
    }
    for (const path of references) {
      if (path === 'inputs' || path.startsWith('inputs.')) this.#references.add(path.split('.').slice(0, 2).join('.'));
      const name = path.split('.')[1];
      if (!path.startsWith('vars') || (name !== undefined && names.includes(name))) continue;
      this.problems.add(where, `"${path}" is not known here.`, `\`vars\` has the names of the repeats around: ${names.join(', ') || 'there are none'}.`);
    }
  }
}

const known: readonly string[] = ['inputs', 'vars'];
const ofRepeats: readonly string[] = ['item', 'index'];
