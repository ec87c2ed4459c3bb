import type { AreaPrinters } from '../printer.ts';
import { counted, size } from '../words.ts';

/** Problems as compilers print them, one a line; what was written and what it lost. */
export const docsFiles: Required<Pick<AreaPrinters<'docs'>, 'validate' | 'convert'>> = {
  validate: ({ valid, format, checked, problems, more }, { paint, input }) => {
    const named = [input?.['file'], input?.['id']].find((word) => typeof word === 'string');
    const name = typeof named === 'string' ? named : `the ${format} text`;
    const lines = problems.map(({ line, column, path, message, severity }) => {
      const place = [name, line, column].filter((part) => part !== undefined).join(':');
      return `${place} ${paint(severity === 'error' ? 'error' : 'warning', severity)} ${path === '' ? '' : `${path} `}${message}`;
    });
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    const verdict = valid ? `${name} is ${checked === 'schema' ? 'as its schema says' : `well-formed ${format}`}.` : `${name} has ${counted(errors + more, 'error')}.`;
    const asked = checked === 'text' && (format === 'json' || format === 'yaml') && valid ? '`--schema <file>` checks what it says, too.' : undefined;
    return { text: [...lines, ...(more === 0 ? [] : [`and ${String(more)} more`]), verdict].join('\n'), ...(asked === undefined ? {} : { next: asked }) };
  },
  convert: ({ path, bytes, backup, notes }) => ({
    text: path,
    next: [`${size(bytes)} written.`, ...(backup === undefined ? [] : [`What was there is kept as ${backup}.`]), ...notes].join('\n'),
  }),
};
