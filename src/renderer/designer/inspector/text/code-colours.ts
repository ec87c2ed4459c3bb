import type { Extension } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { codeTokens, templateTokens } from './code-tokens.ts';

const look = EditorView.theme({
  '&': { height: 'auto', backgroundColor: 'transparent', fontSize: 'var(--text-s)' },
  '&.cm-focused::after': { display: 'none' },
  '.cm-scroller': { lineHeight: '1.5', overflowX: 'hidden', maxHeight: 'var(--code-most, 24rem)' },
  '.cm-content': { minHeight: 'var(--code-least, 1.875rem)', padding: '0.3125rem 0', boxSizing: 'border-box' },
  '.cm-line': { padding: '0 var(--space-2)' },
  '.cm-placeholder': { color: 'var(--ink-faint)' },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'var(--ink-faint)', marginLeft: 'var(--space-3)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-code)', maxHeight: '14rem', minWidth: '14rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.1875rem var(--space-2)' },
  '.cm-tooltip.cm-completionInfo': { padding: 'var(--space-1) var(--space-2)', maxWidth: '18rem' },
  '.code-keyword': { color: 'var(--wait)' },
  '.code-operator': { color: 'var(--ink-soft)' },
  '.code-bracket': { color: 'var(--ink-soft)' },
  '.code-string': { color: 'var(--good)' },
  '.code-number': { color: 'var(--warn)' },
  '.code-name': { color: 'var(--accent-text)', fontWeight: 'var(--weight-strong)' },
  '.code-member': { color: 'var(--accent-text)' },
  '.code-function': { color: 'var(--live)' },
  '.code-brace': { color: 'var(--accent-text)', backgroundColor: 'var(--accent-soft)', borderRadius: '2px' },
});

/** Colours of expressions, and of the places in templates. */
export function codeColours(language: 'expression' | 'template'): Extension {
  const tokens = language === 'expression' ? codeTokens : templateTokens;
  const paint = (view: EditorView): DecorationSet => Decoration.set(tokens(view.state.doc.toString()).map(({ kind, from, to }) => Decoration.mark({ class: `code-${kind}` }).range(from, to)));
  return [
    look,
    ViewPlugin.fromClass(
      class {
        decorations: DecorationSet;
        constructor(view: EditorView) {
          this.decorations = paint(view);
        }
        update({ docChanged, view }: ViewUpdate): void {
          if (docChanged) this.decorations = paint(view);
        }
      },
      { decorations: (plugin) => plugin.decorations },
    ),
  ];
}
