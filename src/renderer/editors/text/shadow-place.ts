/**
 * A root of its own for an editor. The page's policy refuses style elements, which CodeMirror would write into the page; in
 * a shadow root it takes style sheets of the object model instead, and the page's own sheets stay out of it.
 */
export function shadowPlace(host: HTMLElement): { readonly root: ShadowRoot; readonly place: HTMLElement } {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  placeSheet ??= makeSheet();
  if (!root.adoptedStyleSheets.includes(placeSheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, placeSheet];
  const place = document.createElement('div');
  place.className = 'place';
  root.replaceChildren(place);
  return { root, place };
}

let placeSheet: CSSStyleSheet | undefined;

function makeSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.place { height: 100%; overflow: hidden; } .place > .cm-mergeView { height: 100%; }');
  return sheet;
}
