const handles = new WeakMap();
/** The outline of a session that has the focus or had it last; undefined where none is shown. */
export function outlineOf(session) {
    return handles.get(session);
}
export function setOutline(session, handle) {
    if (handle === undefined)
        handles.delete(session);
    else
        handles.set(session, handle);
}
