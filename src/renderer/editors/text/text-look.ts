import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Parts of a language in the page's own roles, which differ by theme; the system's colours take their place where it asks for them. */
const colours = HighlightStyle.define([
  { tag: [tags.heading, tags.strong], fontWeight: 'var(--weight-title)' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.link, textDecoration: 'underline' },
  { tag: [tags.meta, tags.comment, tags.quote, tags.processingInstruction], color: 'var(--ink-faint)' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.tagName, tags.typeName, tags.className], color: 'var(--accent-text)' },
  { tag: [tags.keyword, tags.operator, tags.labelName], color: 'var(--wait)' },
  { tag: [tags.bool, tags.null, tags.atom, tags.url, tags.attributeName], color: 'var(--live)' },
  { tag: [tags.string, tags.monospace, tags.inserted], color: 'var(--good)' },
  { tag: [tags.number, tags.literal, tags.escape, tags.regexp, tags.character, tags.contentSeparator], color: 'var(--warn)' },
  { tag: [tags.invalid, tags.deleted], color: 'var(--bad)' },
]);

const look = {
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: 'var(--text-m)' },
  // Above the gutters, which would cover an outline.
  '&.cm-focused': { outline: 'none' },
  '&.cm-focused::after': { content: '""', position: 'absolute', inset: '0', zIndex: '400', border: '2px solid var(--focus)', borderRadius: 'calc(var(--radius-l) - 1px)', pointerEvents: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-code)', lineHeight: '1.55', overflow: 'auto', scrollbarWidth: 'thin', scrollbarColor: 'var(--line-strong) transparent' },
  '.cm-content': { padding: 'var(--space-2) 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 var(--space-3) 0 var(--space-2)' },
  '.cm-cursor, .cm-dropCursor': { borderLeft: '2px solid var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--text-selected)' },
  '.cm-activeLine': { backgroundColor: 'var(--line-active)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--line-active)', color: 'var(--ink-soft)' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-faint)', border: 'none', borderRight: '1px solid var(--line-soft)' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 var(--space-1) 0 var(--space-3)', minWidth: '2rem' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--surface-hover)', border: '1px solid var(--line-strong)', color: 'var(--ink-soft)', padding: '0 0.25rem' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'transparent', outline: '1px solid var(--accent)', borderRadius: '2px' },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--bad-soft)', color: 'var(--bad)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--accent-soft)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-soft)', outline: '1px solid var(--warn)' },
  '.cm-searchMatch.cm-searchMatch-selected': { backgroundColor: 'var(--warn-soft)', outline: '2px solid var(--accent)' },
};

const panels = {
  '.cm-panels': { backgroundColor: 'var(--ground)', color: 'var(--ink)', fontFamily: 'var(--font-text)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--line-soft)' },
  '.cm-panels-bottom': { borderTop: '1px solid var(--line-soft)' },
  '.cm-panel.cm-search': { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 'var(--space-1)', padding: 'var(--space-2) 2.25rem var(--space-2) var(--space-2)' },
  '.cm-panel.cm-search .cm-search-break': { flexBasis: '100%' },
  '.cm-panel.cm-search :is(input, button, label)': { margin: 0 },
  '.cm-panel.cm-search .cm-textfield': { flex: '1 1 6rem', minWidth: '6rem', maxWidth: '18rem' },
  '.cm-panel.cm-search label': { display: 'inline-flex', alignItems: 'center', gap: 'var(--space-1)', fontSize: 'var(--text-s)', color: 'var(--ink-soft)' },
  '.cm-panel.cm-search input[type=checkbox]': { accentColor: 'var(--accent)', margin: 0 },
  '.cm-panel.cm-search [name=close]': { top: 'var(--space-2)', right: 'var(--space-2)', width: 'var(--control-small)', height: 'var(--control-small)', padding: 0, color: 'var(--ink-soft)', fontSize: 'var(--text-l)', borderRadius: 'var(--radius)', cursor: 'pointer' },
  '.cm-panel.cm-search [name=close]:hover': { backgroundColor: 'var(--surface-hover)', color: 'var(--ink)' },
  '.cm-search-answer': { minWidth: '6rem', fontSize: 'var(--text-s)', color: 'var(--ink-soft)', fontVariantNumeric: 'tabular-nums' },
  '.cm-textfield': { height: 'var(--control-small)', margin: 0, padding: '0 var(--space-2)', border: '1px solid var(--line-strong)', borderRadius: 'var(--radius)', backgroundColor: 'var(--surface)', color: 'var(--ink)', fontSize: 'var(--text-s)' },
  '.cm-button': { height: 'var(--control-small)', margin: 0, padding: '0 var(--space-2)', border: '1px solid var(--line-strong)', borderRadius: 'var(--radius)', backgroundColor: 'var(--surface)', backgroundImage: 'none', color: 'var(--ink)', fontSize: 'var(--text-s)', fontFamily: 'inherit' },
  '.cm-button:hover': { backgroundColor: 'var(--surface-hover)' },
  '.cm-button:active': { backgroundColor: 'var(--surface-pressed)', backgroundImage: 'none' },
  '.cm-panel :focus-visible': { outline: '2px solid var(--focus)', outlineOffset: '1px' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': { backgroundColor: 'var(--accent-soft)', color: 'var(--ink)' },
  '.cm-tooltip': { maxWidth: '32rem', border: '1px solid var(--line-soft)', borderRadius: 'var(--radius)', backgroundColor: 'var(--surface)', boxShadow: 'var(--shadow-float)', color: 'var(--ink)', fontFamily: 'var(--font-text)', fontSize: 'var(--text-s)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent-soft)', color: 'var(--accent-text)' },
  '.cm-diagnostic': { padding: 'var(--space-1) var(--space-2)', borderLeft: '3px solid var(--line-strong)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' },
  '.cm-diagnostic-info': { borderLeftColor: 'var(--live)' },
  '.cm-lintRange': { backgroundImage: 'none', textDecoration: 'underline wavy 1px', textUnderlineOffset: '3px', textDecorationSkipInk: 'none' },
  '.cm-lintRange-error': { textDecorationColor: 'var(--bad)' },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--warn)' },
  '.cm-lintRange-info': { textDecorationColor: 'var(--live)' },
};

/** The system's own colours, where it asks for them: everything has an edge, and a selection is the system's. */
const forced = {
  '@media (forced-colors: active)': {
    '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'CanvasText' },
    '.cm-selectionBackground': { backgroundColor: 'Highlight !important', forcedColorAdjust: 'none', opacity: '0.45' },
    '.cm-searchMatch': { outline: '2px dashed CanvasText' },
    '.cm-changedLine, .cm-deletedChunk': { outline: '1px solid CanvasText' },
  },
};

const variables = (dark: boolean) => ({
  '&': {
    '--text-selected': dark ? 'rgb(93 105 232 / 42%)' : 'rgb(63 75 209 / 20%)',
    '--line-active': dark ? 'rgb(255 255 255 / 4%)' : 'rgb(20 20 60 / 4%)',
  },
});

const light = EditorView.theme({ ...look, ...panels, ...forced, '&': { ...look['&'], ...variables(false)['&'] } }, { dark: false });
const dark = EditorView.theme({ ...look, ...panels, ...forced, '&': { ...look['&'], ...variables(true)['&'] } }, { dark: true });

/** The product's colours and letters for an editor of text; the parts of a language take the roles of the page. */
export function textLook(isDark: boolean): Extension {
  return [isDark ? dark : light, syntaxHighlighting(colours)];
}
