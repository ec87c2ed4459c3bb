/** What documents use of the font library, which brings no types. */
declare module 'fontkit' {
  export interface FontkitGlyph {
    readonly id: number;
  }
  export interface FontkitFont {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    readonly fonts?: undefined;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): { readonly advanceWidth: number; readonly glyphs: readonly FontkitGlyph[] };
  }
  /** Font files with several fonts inside answer with the list of them. */
  export function create(bytes: Buffer): FontkitFont | { readonly fonts: readonly FontkitFont[] };
}
