import { styleText } from 'node:util';

const styles = { bold: 'bold', dim: 'dim', error: 'red', warning: 'yellow', success: 'green', info: 'reset' } as const;

/** Puts a text into a style, or leaves it as it is where colours are off. */
export type Paint = (style: keyof typeof styles, text: string) => string;

export function createPaint(isOn: boolean): Paint {
  // Whether colours are wanted was decided by the flags; the stream is not asked again.
  return (style, text) => (isOn && style !== 'info' ? styleText(styles[style], text, { validateStream: false }) : text);
}
