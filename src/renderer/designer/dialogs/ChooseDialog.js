import { jsx as _jsx, jsxs as _jsxs } from "react/jsx-runtime";
import { useState } from 'react';
import { Autocomplete, Dialog, Header, Input, Label, ListBox, ListBoxItem, ListBoxSection, Modal, ModalOverlay, SearchField } from 'react-aria-components';
import { classNames } from '../../components/class-names.ts';
import dialogStyles from '../../components/Dialog.module.css';
import { Icon } from '../../components/Icon.tsx';
import paletteStyles from '../../shell/Palette.module.css';
import { designerDialogWords } from '../../strings/designer-outline.ts';
import styles from './dialogs.module.css';
/** More are found by typing on. */
const mostShown = 60;
/** The field owns the list below it, which React Aria names as what it controls. */
const asCombobox = { role: 'combobox', 'aria-expanded': true, 'aria-haspopup': 'listbox' };
/** A window that is one field: typing narrows what is offered, arrows choose, Enter takes it, Escape leaves everything as it was. */
export function ChooseDialog({ title, placeholder, find, empty, onChoose, onClose, children }) {
    const [typed, setTyped] = useState('');
    const found = find(typed);
    const shown = found.slice(0, mostShown);
    const groups = [...new Set(shown.map(({ group }) => group))];
    return (_jsx(ModalOverlay, { className: classNames(dialogStyles['scrim']), isOpen: true, isDismissable: true, onOpenChange: onClose, children: _jsx(Modal, { className: classNames(dialogStyles['modal'], dialogStyles['medium']), children: _jsxs(Dialog, { "aria-label": title, className: classNames(dialogStyles['dialog']), children: [_jsxs(Autocomplete, { inputValue: typed, onInputChange: setTyped, children: [_jsxs(SearchField, { autoFocus: true, className: classNames(paletteStyles['search']), children: [_jsx(Label, { className: "visually-hidden", children: title }), _jsx(Icon, { name: "search" }), _jsx(Input, { placeholder: placeholder, ...asCombobox })] }), _jsx(ListBox, { "aria-label": title, className: classNames(paletteStyles['list']), renderEmptyState: () => _jsx("p", { className: paletteStyles['empty'], children: empty }), children: groups.map((group) => (_jsxs(ListBoxSection, { id: group, className: classNames(paletteStyles['group']), children: [_jsx(Header, { className: classNames(paletteStyles['title']), children: group }), shown
                                            .filter((line) => line.group === group)
                                            .map((line) => (_jsxs(ListBoxItem, { id: line.id, textValue: `${line.title} ${line.note}`, className: classNames(paletteStyles['entry']), onAction: () => { onChoose(line.id); }, children: [_jsx(Icon, { name: line.icon }), _jsx("span", { className: styles['title'], children: line.title }), _jsx("span", { className: styles['note'], children: line.note })] }, line.id)))] }, group))) })] }), found.length > shown.length && _jsx("p", { className: styles['more'], children: designerDialogWords.more(found.length - shown.length) }), children !== undefined && _jsx("footer", { className: styles['foot'], children: children })] }) }) }));
}
